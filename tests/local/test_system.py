"""A system with real engines in a temporary home: what `make up` and the tests themselves stand on."""

import boto3
import pytest
import redis

from deploy.errors import UserError
from local.ports import is_free
from local.system import System
from tests.local.free_ports import free_base


@pytest.fixture
def system(tmp_path):
    created = System(tmp_path / "home", free_base(), "test")
    yield created
    created.reset()


def test_valkey_and_dynamodb_start_store_data_and_stop(system):
    assert system.start(["valkey", "dynamodb"]) == ["valkey", "dynamodb"]
    assert system.start(["valkey"]) == []
    redis.Redis(port=system.ports.valkey).set("best", "persuasion")
    tables = boto3.client(
        "dynamodb", endpoint_url=f"http://127.0.0.1:{system.ports.dynamodb}", **account()
    ).list_tables()
    assert tables["TableNames"] == []

    system.stop()

    assert [is_free(port) for port in (system.ports.valkey, system.ports.dynamodb)] == [True, True]
    system.start(["valkey"])
    assert redis.Redis(port=system.ports.valkey).get("best") == b"persuasion"


def test_a_reset_system_starts_from_nothing(system):
    system.start(["valkey"])
    redis.Redis(port=system.ports.valkey).set("best", "persuasion")
    system.reset()
    assert not system.home.exists()
    system.start(["valkey"])
    assert redis.Redis(port=system.ports.valkey).get("best") is None


def test_an_unknown_component_is_refused_with_the_names_of_all(system):
    with pytest.raises(UserError, match="There is no component called neptune; the components are emulator, stripe"):
        system.start(["neptune"])
    assert not system.home.exists()


def test_the_environment_and_the_endpoints_lead_to_this_system_only(tmp_path):
    system = System(tmp_path, 23_000)
    assert system.environment()["AWS_ENDPOINT_URL"] == "http://127.0.0.1:23001"
    assert system.environment()["BOOKSTORE_PORT"] == "23000"
    assert system.endpoints() == {
        "opensearch_url": "http://127.0.0.1:23003",
        "redis_url": "redis://127.0.0.1:23006/0",
        "gremlin_url": "ws://127.0.0.1:23005/gremlin",
        "stripe_api_base": "http://127.0.0.1:23002",
        "public_url": "http://127.0.0.1:23000",
    }


def account():
    return {"region_name": "us-east-1", "aws_access_key_id": "test", "aws_secret_access_key": "test"}
