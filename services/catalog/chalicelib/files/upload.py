"""Uploads of an edition's file, and the files that passed: what staff see of them."""

from datetime import datetime
from typing import Annotated, Literal

from msgspec import Meta, Struct

from bookstore.events.books import FileKind
from bookstore.field_types import Checked, text_rule, whole
from bookstore.staff import Role

UploadStatus = Literal["checking", "accepted", "refused"]
UploadId = Annotated[str, Meta(pattern=whole("[0-9A-Z]{26}"))]
Note = Annotated[str, text_rule(500)]


class FileUpload(Struct, frozen=True):
    """A form to POST the file to `url`: `fields` first, the file last. Then PUT `upload_id` as the edition's file."""

    url: str
    fields: dict[str, str]
    upload_id: str


class UploadedFile(Struct, frozen=True):
    """An uploaded object as it was when it was found: another upload by the same form has another `etag`."""

    key: str
    etag: str
    size: int


class FileRequest(Checked, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The upload to use as the edition's file; `note` says to its customers what is new in it."""

    upload_id: UploadId
    note: Note = ""


class Upload(Struct, frozen=True, kw_only=True):
    """An uploaded file that is to be checked, or was; `who` with these roles asked for it."""

    upload_id: str
    isbn: str
    book_id: str
    status: UploadStatus
    at: datetime
    who: str
    roles: tuple[Role, ...] = ()
    note: str = ""
    problem: str | None = None
    version: int | None = None
    correlation_id: str = ""


class UploadResponse(Struct, frozen=True, kw_only=True):
    """How the check of an upload went: `problem` is why it was refused, `version` the file that it became."""

    upload_id: str
    status: UploadStatus
    at: datetime
    note: str = ""
    problem: str | None = None
    version: int | None = None


class FileVersion(Struct, frozen=True, kw_only=True):
    """A file that passed the check, and its name in the bucket. The newest one is what customers download."""

    version: int
    kind: FileKind
    bytes: int
    added_at: datetime
    object_id: str
    note: str = ""
    accessibility: tuple[str, ...] = ()


class StoredFile(Struct, frozen=True, kw_only=True):
    """The files of an edition, the newest first, and the sample of the newest."""

    isbn: str
    book_id: str
    versions: tuple[FileVersion, ...]
    sample: tuple[str, ...] = ()

    @property
    def current(self) -> FileVersion:
        """The newest file."""
        return self.versions[0]


def file_key(book_id: str, isbn: str, object_id: str, kind: FileKind) -> str:
    """Return where in the bucket a checked file is: each has a name of its own, so that none is ever replaced."""
    return f"files/{book_id}/{isbn}/{object_id}.{kind}"
