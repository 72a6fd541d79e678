"""Book covers in S3: a presigned upload for staff, and a check of the uploaded file before it is published."""

import hashlib
import os
from functools import cache
from typing import Any

from botocore.config import Config
from botocore.exceptions import ClientError
from msgspec import Struct
from ulid import ULID

from bookstore.dynamodb.session import new_client
from bookstore.dynamodb.table import CLIENT_CONFIG
from bookstore.errors import Invalid
from chalicelib.settings import settings

MAX_BYTES = 5_000_000
UPLOAD_SECONDS = 600
IMAGE_TYPES = {b"\xff\xd8\xff": ("jpg", "image/jpeg"), b"\x89PNG\r\n\x1a\n": ("png", "image/png")}
WEBP = ("webp", "image/webp")


class CoverUpload(Struct, frozen=True):
    """A form to POST the picture to `url`: `fields` first, the file last. Then PUT `upload_id` as the cover."""

    url: str
    fields: dict[str, str]
    upload_id: str


class Covers:
    """The covers bucket: uploads are under `uploads/`, published covers under `covers/`."""

    def __init__(self, bucket: str, s3: Any) -> None:
        self._bucket = bucket
        self._s3 = s3

    def create_upload(self, book_id: str) -> CoverUpload:
        """Presign a form that uploads one picture of at most 5 MB within ten minutes."""
        upload_id = str(ULID())
        key = _upload_key(book_id, upload_id)
        limits = [["content-length-range", 1, MAX_BYTES]]
        post = self._s3.generate_presigned_post(self._bucket, key, Conditions=limits, ExpiresIn=UPLOAD_SECONDS)
        return CoverUpload(post["url"], post["fields"], upload_id)

    def publish(self, book_id: str, upload_id: str) -> str:
        """Publish the uploaded picture and return its path on the shop's origin; Invalid when it is no picture."""
        picture = self._read_upload(_upload_key(book_id, upload_id))
        extension, content_type = _image_type(picture)
        key = f"covers/{book_id}-{hashlib.sha256(picture).hexdigest()[:16]}.{extension}"
        cache_control = "public, max-age=31536000, immutable"
        self._s3.put_object(
            Bucket=self._bucket, Key=key, Body=picture, ContentType=content_type, CacheControl=cache_control
        )
        self._s3.delete_object(Bucket=self._bucket, Key=_upload_key(book_id, upload_id))
        return f"/{key}"

    def _read_upload(self, key: str) -> bytes:
        try:
            body: bytes = self._s3.get_object(Bucket=self._bucket, Key=key)["Body"].read(MAX_BYTES + 1)
        except ClientError as error:
            if error.response["Error"]["Code"] not in {"NoSuchKey", "404", "AccessDenied"}:
                raise
            raise Invalid("This upload has not arrived.", field="upload_id", rule="uploaded before") from error
        if len(body) > MAX_BYTES:
            raise Invalid("The picture is larger than 5 MB.", field="upload_id", rule="at most 5 MB")
        return body


def _upload_key(book_id: str, upload_id: str) -> str:
    return f"uploads/{book_id}/{upload_id}"


def _image_type(picture: bytes) -> tuple[str, str]:
    if picture[:4] == b"RIFF" and picture[8:12] == b"WEBP":
        return WEBP
    image_type = next((kind for prefix, kind in IMAGE_TYPES.items() if picture.startswith(prefix)), None)
    if image_type is None:
        raise Invalid("Covers are JPEG, PNG or WebP pictures.", field="upload_id", rule="JPEG, PNG or WebP")
    return image_type


@cache
def covers() -> Covers:
    """Return the covers of this stage."""
    return Covers(settings().covers_bucket, new_client("s3", CLIENT_CONFIG.merge(upload_config())))


def upload_config() -> Config:
    """Return what makes uploads go to the bucket's host in the region, which the shop's content security policy allows,
    signed as every region takes it; an emulator has one host for all buckets."""
    style = "path" if "AWS_ENDPOINT_URL" in os.environ else "virtual"
    regional = {"us_east_1_regional_endpoint": "regional", "addressing_style": style}
    return Config(signature_version="s3v4", s3=regional)
