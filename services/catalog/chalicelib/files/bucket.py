"""The private bucket of files in S3: presigned uploads of staff, the checked files, and links to download them."""

import io
from datetime import timedelta
from functools import cache
from typing import Any, BinaryIO, cast

from botocore.config import Config
from botocore.exceptions import ClientError
from ulid import ULID

from bookstore.dynamodb.session import new_client
from bookstore.dynamodb.table import CLIENT_CONFIG
from bookstore.errors import Invalid
from bookstore.events.books import FileKind
from chalicelib.files.upload import FileUpload, UploadedFile
from chalicelib.settings import settings

UPLOAD_SECONDS = 3_600  # a gigabyte takes its time
LINK_LIFETIME = timedelta(minutes=5)
READ_AHEAD = 1_000_000
S3_CONFIG = CLIENT_CONFIG.merge(Config(signature_version="s3v4", read_timeout=60))  # a gigabyte is copied in one call
MISSING = frozenset({"NoSuchKey", "NotFound", "404", "403", "AccessDenied", "Forbidden"})
CONTENT_TYPES: dict[FileKind, str] = {
    "epub": "application/epub+zip",
    "pdf": "application/pdf",
    "m4b": "audio/mp4",
    "zip": "application/zip",
}


class FilesBucket:
    """The bucket: uploads are under `uploads/`, checked files under `files/`."""

    lifetime = LINK_LIFETIME

    def __init__(self, bucket: str, s3: Any) -> None:
        self._bucket = bucket
        self._s3 = s3

    def create_upload(self, isbn: str, *, max_bytes: int) -> FileUpload:
        """Presign a form that uploads one file of at most this size within an hour."""
        upload_id = str(ULID())
        limits = [["content-length-range", 1, max_bytes]]
        key = _upload_key(isbn, upload_id)
        post = self._s3.generate_presigned_post(self._bucket, key, Conditions=limits, ExpiresIn=UPLOAD_SECONDS)
        return FileUpload(post["url"], post["fields"], upload_id)

    def find_upload(self, isbn: str, upload_id: str) -> UploadedFile:
        """Find an upload; Invalid when it has not arrived."""
        key = _upload_key(isbn, upload_id)
        try:
            head = self._s3.head_object(Bucket=self._bucket, Key=key)
        except ClientError as error:
            if error.response["Error"]["Code"] not in MISSING:
                raise
            raise Invalid("This upload has not arrived.", field="upload_id", rule="uploaded before") from error
        return UploadedFile(key, head.get("ETag", ""), head.get("ContentLength", 0))

    def open(self, upload: UploadedFile) -> BinaryIO:
        """Open an upload for reading anywhere in it, a megabyte at a time."""
        return cast(BinaryIO, io.BufferedReader(_S3Stream(self._bucket, self._s3, upload), READ_AHEAD))

    def publish(self, upload: UploadedFile, key: str, kind: FileKind) -> None:
        """Copy an upload to where customers get it from, unless it was replaced since it was found."""
        self._s3.copy_object(
            Bucket=self._bucket,
            Key=key,
            CopySource={"Bucket": self._bucket, "Key": upload.key},
            CopySourceIfMatch=upload.etag,
            ContentType=CONTENT_TYPES[kind],
            MetadataDirective="REPLACE",
        )

    def put(self, content: bytes, key: str, kind: FileKind) -> None:
        """Write a checked file."""
        self._s3.put_object(Bucket=self._bucket, Key=key, Body=content, ContentType=CONTENT_TYPES[kind])

    def delete_upload(self, isbn: str, upload_id: str) -> None:
        """Delete an upload that is no longer needed; the bucket's lifecycle removes its versions."""
        self._s3.delete_object(Bucket=self._bucket, Key=_upload_key(isbn, upload_id))

    def sign_download(self, key: str, file_name: str) -> str:
        """Return a link that downloads a file under this name for five minutes; `file_name` is plain ASCII."""
        parameters = {
            "Bucket": self._bucket,
            "Key": key,
            "ResponseContentDisposition": f'attachment; filename="{file_name}"',
        }
        link: str = self._s3.generate_presigned_url(
            "get_object", Params=parameters, ExpiresIn=int(self.lifetime.total_seconds())
        )
        return link


class _S3Stream(io.RawIOBase):
    """An object of S3 as a stream that can be read anywhere, without ever being in memory as a whole."""

    def __init__(self, bucket: str, s3: Any, upload: UploadedFile) -> None:
        self._bucket, self._s3, self._upload, self._position = bucket, s3, upload, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._position, io.SEEK_END: self._upload.size}[whence]
        self._position = max(0, start + offset)
        return self._position

    def readinto(self, buffer: Any) -> int:
        count = min(len(buffer), self._upload.size - self._position)
        if count <= 0:
            return 0
        last = self._position + count - 1
        part = self._s3.get_object(
            Bucket=self._bucket,
            Key=self._upload.key,
            IfMatch=self._upload.etag,
            Range=f"bytes={self._position}-{last}",
        )["Body"].read()
        buffer[: len(part)] = part
        self._position += len(part)
        return len(part)


def _upload_key(isbn: str, upload_id: str) -> str:
    return f"uploads/{isbn}/{upload_id}"


@cache
def files_bucket() -> FilesBucket:
    """Return the files of this stage."""
    return FilesBucket(settings().files_bucket, new_client("s3", S3_CONFIG))
