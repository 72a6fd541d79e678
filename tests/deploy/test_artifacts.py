"""Packages lie in S3 under the hash of their content."""

import hashlib
import io
from types import SimpleNamespace

from botocore.exceptions import ClientError

from deploy.artifacts import Artifacts
from deploy.chalice_state import ChaliceState

KEY = f"packages/{hashlib.sha256(b'code').hexdigest()}.zip"


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

    def get_object(self, Bucket, Key):
        return {"Body": io.BytesIO(self.objects[Key])}


def test_the_same_package_is_uploaded_once(tmp_path):
    bucket = FakeBucket()
    (tmp_path / "deployment.zip").write_bytes(b"code")
    store = Artifacts(bucket, "artifacts")
    first, second = store.put_zip(tmp_path / "deployment.zip"), store.put_zip(tmp_path / "deployment.zip")
    assert first == second == f"s3://artifacts/{KEY}"
    assert bucket.objects == {KEY: b"code"}
    assert bucket.uploads == 1


def test_a_template_is_named_by_the_address_under_which_cloudformation_fetches_it():
    address = Artifacts(FakeBucket(), "artifacts").put_template("{}")
    assert address == f"https://s3.eu-west-1.amazonaws.com/artifacts/packages/{hashlib.sha256(b'{}').hexdigest()}.json"


def test_chalices_record_is_there_for_the_next_deployment(tmp_path):
    store = Artifacts(FakeBucket(), "artifacts")
    state, first, second = ChaliceState(store, "catalog", "staging"), tmp_path / "first", tmp_path / "second"
    state.download(first)
    assert not first.exists()
    state.file(first).parent.mkdir(parents=True)
    state.file(first).write_text("{}")
    state.upload(first)
    state.download(second)
    assert (second / ".chalice" / "deployed" / "staging.json").read_text() == "{}"
