"""AWS or an emulator: the endpoint alone decides."""

import pytest

from deploy import target
from deploy.errors import UserError


@pytest.mark.parametrize(
    ("endpoint", "emulated"),
    [
        ("http://127.0.0.1:21001", True),
        ("http://localhost:21001", True),
        ("http://[::1]:21001", True),
        ("https://vpce-1.execute-api.eu-west-1.vpce.amazonaws.com", False),
        ("https://127.0.0.1.example.com", False),
        ("", False),
    ],
)
def test_only_an_endpoint_on_this_machine_is_an_emulator(monkeypatch, endpoint, emulated):
    monkeypatch.setenv("AWS_ENDPOINT_URL", endpoint)
    assert target.is_emulated() is emulated


def test_a_missing_region_is_named(monkeypatch):
    monkeypatch.delenv("AWS_DEFAULT_REGION", raising=False)
    monkeypatch.delenv("AWS_REGION", raising=False)
    with pytest.raises(UserError, match="AWS_DEFAULT_REGION"):
        target.client("s3")


def test_a_pipeline_deploys_by_the_role_that_it_is_given(monkeypatch):
    """The credentials are taken over at the first request, so that none is made here."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    assert target.session(None).get_credentials().method == "env"
    assert target.session("arn:aws:iam::111111111111:role/bookstore-staging-deployer").get_credentials().method == (
        "assume-role"
    )
