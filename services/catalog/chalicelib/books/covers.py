"""Book covers in S3: a presigned upload for staff, and a check of what really arrived before it is shown."""

import hashlib
from functools import cache
from typing import Any

from botocore.exceptions import ClientError
from msgspec import Struct
from ulid import ULID

from bookstore.dynamodb.table import client
from bookstore.errors import Invalid
from chalicelib.settings import settings

MOST_BYTES = 5_000_000
MINUTES = 10
PICTURES = {b"\xff\xd8\xff": ("jpg", "image/jpeg"), b"\x89PNG\r\n\x1a\n": ("png", "image/png")}
WEBP = ("webp", "image/webp")


class CoverUpload(Struct, frozen=True):
    """Where to POST the picture as a form: `fields` first, the file last; then PUT `upload_id` back here."""

    url: str
    fields: dict[str, str]
    upload_id: str


class Covers:
    """The bucket of covers: uploads wait under `uploads/`, shown ones lie under `covers/`."""

    def __init__(self, bucket: str, s3: Any) -> None:
        self._bucket = bucket
        self._s3 = s3

    def upload(self, book_id: str) -> CoverUpload:
        """Permission to upload one picture of at most 5 MB within ten minutes."""
        upload_id = str(ULID())
        key = _upload_key(book_id, upload_id)
        limits = [["content-length-range", 1, MOST_BYTES]]
        post = self._s3.generate_presigned_post(self._bucket, key, Conditions=limits, ExpiresIn=MINUTES * 60)
        return CoverUpload(post["url"], post["fields"], upload_id)

    def accept(self, book_id: str, upload_id: str) -> str:
        """Show the uploaded picture; answers its path on the shop's origin, or Invalid when it is no picture."""
        picture = self._uploaded(_upload_key(book_id, upload_id))
        extension, content_type = _kind(picture)
        key = f"covers/{book_id}-{hashlib.sha256(picture).hexdigest()[:16]}.{extension}"
        forever = "public, max-age=31536000, immutable"
        self._s3.put_object(Bucket=self._bucket, Key=key, Body=picture, ContentType=content_type, CacheControl=forever)
        self._s3.delete_object(Bucket=self._bucket, Key=_upload_key(book_id, upload_id))
        return f"/{key}"

    def _uploaded(self, key: str) -> bytes:
        try:
            body: bytes = self._s3.get_object(Bucket=self._bucket, Key=key)["Body"].read(MOST_BYTES + 1)
        except ClientError as problem:
            if problem.response["Error"]["Code"] not in {"NoSuchKey", "404", "AccessDenied"}:
                raise
            raise Invalid("This upload has not arrived.", field="upload_id", rule="uploaded before") from problem
        if len(body) > MOST_BYTES:
            raise Invalid("The picture is larger than 5 MB.", field="upload_id", rule="at most 5 MB")
        return body


def _upload_key(book_id: str, upload_id: str) -> str:
    return f"uploads/{book_id}/{upload_id}"


def _kind(picture: bytes) -> tuple[str, str]:
    if picture[:4] == b"RIFF" and picture[8:12] == b"WEBP":
        return WEBP
    kind = next((kind for start, kind in PICTURES.items() if picture.startswith(start)), None)
    if kind is None:
        raise Invalid("Covers are JPEG, PNG or WebP pictures.", field="upload_id", rule="JPEG, PNG or WebP")
    return kind


@cache
def covers() -> Covers:
    """The covers of this stage."""
    return Covers(settings().covers_bucket, client("s3"))
