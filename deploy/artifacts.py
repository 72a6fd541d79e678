"""Packages in S3, each under the hash of its content, so that the same package is uploaded once."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from botocore.exceptions import ClientError

from deploy import target


@dataclass(frozen=True)
class Artifacts:
    """The artifacts bucket of one stage."""

    s3: Any
    bucket: str

    def put(self, content: bytes, suffix: str) -> str:
        """The key of the content, which is there afterwards."""
        key = f"{hashlib.sha256(content).hexdigest()}{suffix}"
        if not self.has(key):
            self.s3.put_object(Bucket=self.bucket, Key=key, Body=content)
        return key

    def has(self, key: str) -> bool:
        try:
            self.s3.head_object(Bucket=self.bucket, Key=key)
        except ClientError as error:
            if error.response["Error"]["Code"] in ("404", "NoSuchKey", "NotFound"):
                return False
            raise
        return True

    def put_zip(self, path: Path) -> str:
        """In the form in which SAM's templates name code."""
        return f"s3://{self.bucket}/{self.put(path.read_bytes(), '.zip')}"

    def put_template(self, body: str) -> str:
        """In the form in which CloudFormation fetches templates that are too large for a request."""
        return f"{self.s3.meta.endpoint_url}/{self.bucket}/{self.put(body.encode(), '.json')}"


def artifacts(stage: str) -> Artifacts:
    found = target.client("ssm").get_parameter(Name=f"/bookstore/{stage}/artifacts-bucket")
    return Artifacts(target.client("s3"), found["Parameter"]["Value"])
