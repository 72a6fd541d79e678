"""The files of an edition: a new version, and what events and pages show of the newest."""

from datetime import datetime

from msgspec import structs

from bookstore.events.books import Edition, EditionFile
from chalicelib.files.facts import FileFacts
from chalicelib.files.upload import FileVersion, StoredFile

MAX_VERSIONS = 20  # of those that are listed; all of them stay in the bucket


def next_file(
    before: StoredFile | None, edition: Edition, book_id: str, version: FileVersion, sample: tuple[str, ...]
) -> StoredFile:
    """Return the edition's files with one more, which is the newest."""
    versions = (version, *(before.versions if before else ()))[:MAX_VERSIONS]
    return StoredFile(isbn=edition.isbn, book_id=book_id, versions=versions, sample=sample)


def new_version(number: int, facts: FileFacts, *, size: int, object_id: str, note: str, now: datetime) -> FileVersion:
    """Return a version of a file with what its check found."""
    return FileVersion(
        version=number,
        kind=facts.kind,
        bytes=size,
        added_at=now,
        object_id=object_id,
        note=note,
        accessibility=facts.accessibility,
    )


def with_file(edition: Edition, file: StoredFile) -> Edition:
    """Return the edition with its newest file, as events and pages show it."""
    current = file.current
    shown = EditionFile(
        version=current.version,
        kind=current.kind,
        bytes=current.bytes,
        added_at=current.added_at,
        accessibility=current.accessibility,
        has_sample=bool(file.sample),
    )
    return structs.replace(edition, file=shown)
