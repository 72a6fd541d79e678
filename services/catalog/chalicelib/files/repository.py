"""The files of editions in the catalog's table, and the uploads that are checked. A file belongs to its book: another
book that gets the ISBN later begins without one."""

from collections.abc import Iterable
from datetime import timedelta
from functools import cache
from typing import Any

from msgspec import convert, to_builtins

from bookstore.dynamodb.changes import Change, Put, Update
from bookstore.dynamodb.conditions import Attr
from bookstore.dynamodb.conflicts import ConditionFailed
from bookstore.dynamodb.table import Table
from chalicelib.files.upload import StoredFile, Upload
from chalicelib.own_table import own_table

UPLOADS_STAY = timedelta(days=90)
UPLOAD = "UPLOAD#"


class FileRepository:
    """The files of each edition, and its uploads."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def find(self, book_id: str, isbn: str) -> StoredFile | None:
        """Find the files of an edition; None without any."""
        item = self._table.get(*_file_key(book_id, isbn))
        return convert(item, StoredFile) if item else None

    def find_many(self, editions: Iterable[tuple[str, str]]) -> dict[tuple[str, str], StoredFile]:
        """Find the files of these (book_id, isbn)."""
        items = self._table.get_many([_file_key(*edition) for edition in editions])
        files = (convert(item, StoredFile) for item in items)
        return {(file.book_id, file.isbn): file for file in files}

    def add_upload(self, upload: Upload) -> Upload:
        """Save an upload to be checked; one that was saved before is returned as it is now."""
        expires_at = int((upload.at + UPLOADS_STAY).timestamp())
        pk, sk = _upload_key(upload)
        item = {"pk": pk, "sk": sk, **to_builtins(upload), "expires_at": expires_at}
        try:
            self._table.put(item, Attr("pk").not_exists())
        except ConditionFailed:
            return self.get_upload(upload)
        return upload

    def get_upload(self, upload: Upload) -> Upload:
        """Load the upload as it is now."""
        return convert(self._table.get(*_upload_key(upload)), Upload)

    def list_uploads(self, book_id: str, isbn: str) -> list[Upload]:
        """List the uploads of the last ninety days, the newest first."""
        items = self._table.query_prefix(f"BOOK#{book_id}", f"{UPLOAD}{isbn}#")
        return sorted((convert(item, Upload) for item in items), key=lambda upload: upload.at, reverse=True)

    @staticmethod
    def accept_changes(upload: Upload, file: StoredFile) -> list[Change]:
        """Return the writes that make the upload the edition's newest file; they fail if it was decided already."""
        return [FileRepository.put(file), _decide(upload, status="accepted", version=file.current.version)]

    @staticmethod
    def put(file: StoredFile) -> Put:
        """Return the write of an edition's files."""
        pk, sk = _file_key(file.book_id, file.isbn)
        return Put({"pk": pk, "sk": sk, **to_builtins(file)})

    def refuse(self, upload: Upload, problem: str) -> None:
        """Save why an upload was refused, unless it was decided already."""
        try:
            self._table.write(_decide(upload, status="refused", problem=problem))
        except ConditionFailed:
            return


def to_upload(item: dict[str, Any]) -> Upload:
    """Return the upload in an item of the table."""
    return convert(item, Upload)


def _decide(upload: Upload, **sets: Any) -> Update:
    return Update(*_upload_key(upload), sets=sets, condition=Attr("status").eq("checking"))


def _file_key(book_id: str, isbn: str) -> tuple[str, str]:
    return f"BOOK#{book_id}", f"FILE#{isbn}"


def _upload_key(upload: Upload) -> tuple[str, str]:
    return f"BOOK#{upload.book_id}", f"{UPLOAD}{upload.isbn}#{upload.upload_id}"


@cache
def file_repository() -> FileRepository:
    """Return the files in the catalog's own table."""
    return FileRepository(own_table())
