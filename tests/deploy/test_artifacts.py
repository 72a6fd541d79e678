"""Packages lie in S3 under the hash of their content."""

import hashlib
from types import SimpleNamespace

from botocore.exceptions import ClientError

from deploy.artifacts import Artifacts

KEY = f"{hashlib.sha256(b'code').hexdigest()}.zip"


class FakeBucket:
    meta = SimpleNamespace(endpoint_url="https://s3.eu-west-1.amazonaws.com")

    def __init__(self):
        self.objects = {}
        self.uploads = 0

    def head_object(self, Bucket, Key):
        if Key not in self.objects:
            raise ClientError({"Error": {"Code": "404", "Message": "Not Found"}}, "HeadObject")

    def put_object(self, Bucket, Key, Body):
        self.uploads += 1
        self.objects[Key] = Body


def test_the_same_package_is_uploaded_once(tmp_path):
    bucket = FakeBucket()
    (tmp_path / "deployment.zip").write_bytes(b"code")
    shelf = Artifacts(bucket, "artifacts")
    first, second = shelf.put_zip(tmp_path / "deployment.zip"), shelf.put_zip(tmp_path / "deployment.zip")
    assert first == second == f"s3://artifacts/{KEY}"
    assert bucket.objects == {KEY: b"code"}
    assert bucket.uploads == 1


def test_a_template_is_named_by_the_address_under_which_cloudformation_fetches_it():
    address = Artifacts(FakeBucket(), "artifacts").put_template("{}")
    assert address == f"https://s3.eu-west-1.amazonaws.com/artifacts/{hashlib.sha256(b'{}').hexdigest()}.json"
