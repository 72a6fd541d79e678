"""The catalog answers as its OpenAPI document says, whoever asks for whatever."""

import io

import pytest
from botocore.exceptions import ClientError

from tests.catalog.builders import ISBN
from tests.catalog.client import add_book
from tests.catalog.import_client import open_imports
from tests.openapi_contract import CALLERS, find_failures

UPLOAD = "01JDF5Z8J8T6N2V0Q3W4X5Y6Z7"


class Bucket:
    """A bucket with one upload, which is a picture."""

    def generate_presigned_post(self, bucket, key, **_):
        return {"url": f"https://{bucket}.example", "fields": {"key": key}}

    def get_object(self, *, Bucket, Key):
        if UPLOAD not in Key:
            raise ClientError({"Error": {"Code": "NoSuchKey"}}, "GetObject")
        return {"Body": io.BytesIO(b"\x89PNG\r\n\x1a\n")}

    def head_object(self, *, Bucket, Key):
        if UPLOAD not in Key:
            raise ClientError({"Error": {"Code": "404"}}, "HeadObject")
        return {"ETag": "e1", "ContentLength": 8}

    def generate_presigned_url(self, *_, **__):
        return "https://files.example"

    def put_object(self, **_): ...

    def delete_object(self, **_): ...


@pytest.mark.parametrize("caller", CALLERS)
def test_every_answer_is_in_the_document(app, table, caller, pytestconfig, monkeypatch):
    monkeypatch.setattr("chalicelib.books.covers.new_client", lambda *_: Bucket())
    open_imports(app, table, monkeypatch)
    monkeypatch.setattr("chalicelib.files.bucket.new_client", lambda *_: Bucket())
    add_book(app)
    ids = {"book_id": ["emma"], "isbn": [ISBN], "author_id": ["jane-austen"], "customer": ["reader-1"]}
    failures, answered = find_failures("catalog", app, caller, pytestconfig.getoption("examples"), **ids)
    assert failures == []
    assert ("GET", "/books/{book_id}", 200) in answered
