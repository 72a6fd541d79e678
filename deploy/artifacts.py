"""Packages in S3, each under the hash of its content, so that the same package is uploaded once."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from botocore.exceptions import ClientError

from deploy import target

PACKAGES = "packages"  # the bucket forgets them after a year, and nothing else
MISSING = ("404", "NoSuchKey", "NotFound")


@dataclass(frozen=True)
class Artifacts:
    """The artifacts bucket of one stage."""

    s3: Any
    bucket: str

    def put(self, content: bytes, suffix: str) -> str:
        """The key of the content, which is there afterwards."""
        key = f"{PACKAGES}/{hashlib.sha256(content).hexdigest()}{suffix}"
        if not self.has(key):
            self.write(key, content)
        return key

    def has(self, key: str) -> bool:
        """Whether something lies under the key."""
        try:
            self.s3.head_object(Bucket=self.bucket, Key=key)
        except ClientError as error:
            if error.response["Error"]["Code"] in MISSING:
                return False
            raise
        return True

    def read(self, key: str) -> bytes | None:
        """None when nothing lies under the key."""
        if not self.has(key):
            return None
        content: bytes = self.s3.get_object(Bucket=self.bucket, Key=key)["Body"].read()
        return content

    def write(self, key: str, content: bytes) -> None:
        self.s3.put_object(Bucket=self.bucket, Key=key, Body=content)

    def put_zip(self, path: Path) -> str:
        """In the form in which SAM's templates name code."""
        return f"s3://{self.bucket}/{self.put(path.read_bytes(), '.zip')}"

    def put_template(self, body: str) -> str:
        """In the form in which CloudFormation fetches templates that are too large for a request."""
        return f"{self.s3.meta.endpoint_url}/{self.bucket}/{self.put(body.encode(), '.json')}"


def find_artifacts(stage: str) -> Artifacts:
    """Those of the stage; its platform says which bucket keeps them."""
    found = target.client("ssm").get_parameter(Name=f"/bookstore/{stage}/artifacts-bucket")
    return Artifacts(target.client("s3"), found["Parameter"]["Value"])
