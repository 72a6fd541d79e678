"""APIs, keys, functions and associations survive a restart and a kill, as all that the emulator has acknowledged."""

import uuid

import pytest

from tests.local.appsync.graphql_api import Api, answering
from tests.local.appsync.stacks import Merged, deploy, source_api
from tests.local.small_aws import kill_and_start


def restart(system):
    system.stop(["emulator"])
    system.start(["emulator"])


@pytest.mark.parametrize("how", [restart, kill_and_start])
def test_an_api_answers_as_before(aws, how):
    merged = Merged(aws)
    deploy(aws, f"source-{uuid.uuid4().hex}", source_api("type Query { one: Int }", merged.arn, Query__one="1"))
    own = Api(aws, "type Query { two: Int }")
    own.add_resolver("Query.two", answering("2"))
    how(aws)
    assert merged.request("{ one }") == {"data": {"one": 1}}
    assert own.data("{ two }") == {"two": 2}
    deploy(aws, f"source-{uuid.uuid4().hex}", source_api("type Query { three: Int }", merged.arn, Query__three="3"))
    assert merged.request("{ one three }") == {"data": {"one": 1, "three": 3}}
