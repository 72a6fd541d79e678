"""A response says which data sources were called for it, and how often."""

import pytest

from tests.local.appsync.functions import BATCH, make_function
from tests.local.appsync.graphql_api import Api, answering, http, make_role

SCHEMA = "type Query { nodes: [Node] none: Int } type Node { id: ID name: String }"
NAME = """
export const request = (ctx) => ({ operation: "BatchInvoke", payload: { id: ctx.source.id } });
export const response = (ctx) => ctx.result.data;
"""


@pytest.fixture(scope="module")
def function(aws):
    return make_function(aws, BATCH)


@pytest.fixture(scope="module")
def api(aws, function):
    made = Api(aws, SCHEMA)
    role = make_role(aws, ("lambda:InvokeFunction", "*"))
    made.add_source("names", "AWS_LAMBDA", role, lambdaConfig={"lambdaFunctionArn": function})
    made.add_resolver("Query.nodes", answering("[{ id: '1' }, { id: '2' }, { id: '3' }]"))
    made.add_resolver("Node.name", NAME, "names", maxBatchSize=2)
    return made


def calls(api, query):
    response = http.post(api.url, json={"query": query}, headers={"x-api-key": api.key})
    assert "errors" not in response.json()
    return response.headers["x-emulator-source-calls"]


def test_each_batch_is_one_call(api, function):
    assert calls(api, "{ nodes { name } }") == f"{function.rpartition(':')[2]}=2"


def test_each_alias_is_a_batch_of_its_own(api, function):
    assert calls(api, "{ a: nodes { name } b: nodes { name } }") == f"{function.rpartition(':')[2]}=4"


def test_what_needs_no_source_calls_none(api):
    assert calls(api, "{ none nodes { id } }") == ""
