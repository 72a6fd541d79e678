"""Where staff upload covers: the host that the shop's content security policy allows, in every region."""

import pytest

from bookstore.dynamodb.session import new_client
from bookstore.dynamodb.table import CLIENT_CONFIG
from chalicelib.books.covers import Covers, upload_config


def upload(region):
    s3 = new_client("s3", CLIENT_CONFIG.merge(upload_config()), region_name=region)
    return Covers("bookstore-prod-covers", s3).create_upload("emma")


@pytest.mark.parametrize("region", ["us-east-1", "eu-west-1", "eu-central-1"])
def test_an_upload_goes_to_the_buckets_host_in_its_region_signed_by_version_4(region, monkeypatch):
    monkeypatch.delenv("AWS_ENDPOINT_URL", raising=False)
    form = upload(region)
    assert form.url == f"https://bookstore-prod-covers.s3.{region}.amazonaws.com/"
    assert form.fields["x-amz-algorithm"] == "AWS4-HMAC-SHA256"


def test_an_emulator_has_one_host_for_all_buckets(monkeypatch):
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:21001")
    assert upload("us-east-1").url == "http://127.0.0.1:21001/bookstore-prod-covers"
