"""The private bucket of imports: uploads by a presigned form, a watched prefix, and the rows that a check has found.

A file is read by ranges, each a request of its own with botocore's retries: a large one is never in memory, and no
connection has to stay open while rows are compared with the table.
"""

import gzip
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

import msgspec
from botocore.exceptions import ClientError

from bookstore.dynamodb.table import client
from bookstore.errors import Invalid
from chalicelib.imports.job import INCOMING, ImportUpload, upload_key
from chalicelib.imports.record import Row
from chalicelib.settings import settings

MAX_BYTES = 1_000_000_000
UPLOAD_SECONDS = 3_600
RANGE_BYTES = 8_000_000
ABSENT = frozenset({"NoSuchKey", "404", "AccessDenied", "403"})


class RangedFile:
    """An object of S3 to read once from the beginning."""

    def __init__(self, s3: Any, bucket: str, key: str, size: int) -> None:
        self._s3, self._bucket, self._key, self.size = s3, bucket, key, size
        self.position = 0
        self._buffer, self._offset = b"", 0

    def read(self, size: int = -1, /) -> bytes:
        """Return up to `size` bytes, none at the end."""
        if self._offset >= len(self._buffer):
            self._buffer, self._offset = self._load(), 0
        end = len(self._buffer) if size < 0 else self._offset + size
        data = self._buffer[self._offset : end]
        self._offset += len(data)
        self.position += len(data)
        return data

    def _load(self) -> bytes:
        if self.position >= self.size:
            return b""
        last = min(self.position + RANGE_BYTES, self.size) - 1
        response = self._s3.get_object(Bucket=self._bucket, Key=self._key, Range=f"bytes={self.position}-{last}")
        data: bytes = response["Body"].read()
        return data


class ImportFiles:
    """The bucket: uploads are under `uploads/`, watched files under `incoming/`, rows under `rows/`."""

    def __init__(self, bucket: str, s3: Any) -> None:
        self._bucket, self._s3 = bucket, s3

    def create_upload(self, import_id: str) -> ImportUpload:
        """Presign a form that uploads one file of at most 1 GB within an hour."""
        limits = [["content-length-range", 1, MAX_BYTES]]
        key = upload_key(import_id)
        post = self._s3.generate_presigned_post(self._bucket, key, Conditions=limits, ExpiresIn=UPLOAD_SECONDS)
        return ImportUpload(import_id, post["url"], post["fields"])

    def open(self, key: str) -> RangedFile:
        """Return the file; Invalid while it has not arrived."""
        try:
            size = self._s3.head_object(Bucket=self._bucket, Key=key)["ContentLength"]
        except ClientError as error:
            if error.response["Error"]["Code"] not in ABSENT:
                raise
            raise Invalid("This upload has not arrived.", field="import_id", rule="uploaded before") from error
        return RangedFile(self._s3, self._bucket, key, size)

    def list_incoming(self) -> list[str]:
        """Return the keys of the files under the watched prefix, the first thousand by name."""
        page = self._s3.list_objects_v2(Bucket=self._bucket, Prefix=INCOMING)
        return [each["Key"] for each in page.get("Contents", ()) if each["Size"]]

    def claim(self, key: str, import_id: str) -> None:
        """Move a watched file to the uploads, where no later look at the prefix finds it."""
        source = {"Bucket": self._bucket, "Key": key}
        self._s3.copy_object(Bucket=self._bucket, Key=upload_key(import_id), CopySource=source)
        self._s3.delete_object(Bucket=self._bucket, Key=key)

    def write_rows(self, import_id: str, chunk: int, rows: Sequence[Row]) -> None:
        """Write a chunk of rows; a repeat replaces it."""
        body = gzip.compress(b"\n".join(map(msgspec.json.encode, rows)), compresslevel=3, mtime=0)
        self._s3.put_object(Bucket=self._bucket, Key=_rows_key(import_id, chunk), Body=body)

    def read_rows(self, import_id: str, chunk: int) -> list[Row]:
        """Return a chunk of rows."""
        body = self._s3.get_object(Bucket=self._bucket, Key=_rows_key(import_id, chunk))["Body"].read()
        decoder = msgspec.json.Decoder(Row)
        return [decoder.decode(line) for line in gzip.decompress(body).splitlines() if line]

    def iterate_rows(self, import_id: str, chunks: int) -> Iterator[Row]:
        """Yield the rows of the first chunks."""
        for chunk in range(chunks):
            yield from self.read_rows(import_id, chunk)


def _rows_key(import_id: str, chunk: int) -> str:
    return f"rows/{import_id}/{chunk:06}.jsonl.gz"


@cache
def import_files() -> ImportFiles:
    """Return the files of this stage."""
    return ImportFiles(settings().imports_bucket, client("s3"))
