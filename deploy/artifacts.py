"""Store packages in S3 under the hash of their content, so that the same package is uploaded once."""

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
        """Store the content unless it is there already, and return its key."""
        key = f"{PACKAGES}/{hashlib.sha256(content).hexdigest()}{suffix}"
        if not self.has(key):
            self.write(key, content)
        return key

    def has(self, key: str) -> bool:
        """Tell whether an object has this key."""
        try:
            self.s3.head_object(Bucket=self.bucket, Key=key)
        except ClientError as error:
            if error.response["Error"]["Code"] in MISSING:
                return False
            raise
        return True

    def read(self, key: str) -> bytes | None:
        """Return the object's content, or None when there is no such object."""
        if not self.has(key):
            return None
        content: bytes = self.s3.get_object(Bucket=self.bucket, Key=key)["Body"].read()
        return content

    def write(self, key: str, content: bytes) -> None:
        self.s3.put_object(Bucket=self.bucket, Key=key, Body=content)

    def put_zip(self, path: Path) -> str:
        """Store a zip file and return its address in the form that SAM's templates use."""
        return f"s3://{self.bucket}/{self.put(path.read_bytes(), '.zip')}"

    def put_template(self, body: str) -> str:
        """Store a template and return the address from which CloudFormation fetches it."""
        return f"{self.s3.meta.endpoint_url}/{self.bucket}/{self.put(body.encode(), '.json')}"


def find_artifacts(stage: str) -> Artifacts:
    """Return the stage's artifacts bucket, which its platform names in a parameter."""
    parameter = target.client("ssm").get_parameter(Name=f"/bookstore/{stage}/artifacts-bucket")
    return Artifacts(target.client("s3"), parameter["Parameter"]["Value"])
