"""What an API refuses before it runs: depth, number of resolvers, introspection, and what is no operation."""

import pytest

from tests.local.appsync.graphql_api import Api, answering

SCHEMA = """
type Query { node: Node nodes: [Node] }
type Mutation { change: Node }
type Subscription { changed: Node @aws_subscribe(mutations: ["change"]) }
type Node { id: ID node: Node slow: Int }
"""


@pytest.fixture(scope="module")
def api(aws):
    made = Api(aws, SCHEMA, queryDepthLimit=3, resolverCountLimit=4, introspectionConfig="DISABLED")
    made.add_resolver("Query.node", answering("({ id: 1, node: { id: 2 } })"))
    made.add_resolver("Query.nodes", answering("[{ id: 1 }, { id: 2 }, { id: 3 }, { id: 4 }]"))
    made.add_resolver("Node.slow", answering("1"))
    return made


def test_an_operation_may_be_as_deep_as_the_limit(api):
    assert api.data("{ node { node { id } } }") == {"node": {"node": {"id": "2"}}}


@pytest.mark.parametrize(
    "query",
    [
        "{ node { node { node { id } } } }",
        "{ node { ...A } } fragment A on Node { node { ...B } } fragment B on Node { node { id } }",
        "{ node { ... on Node { node { ... { node { id } } } } } }",
    ],
)
def test_a_deeper_one_is_refused_however_it_is_written(api, query):
    status, answer = api.request(query)
    assert status == 200
    assert answer["data"] is None
    assert [error["message"] for error in answer["errors"]] == ["Query depth limit of 3 exceeded."]


def test_fragments_that_double_at_each_level_are_measured_at_once(api):
    levels = range(200)
    fragments = [f"fragment F{n} on Node {{ a: node {{ ...F{n + 1} }} b: node {{ ...F{n + 1} }} }}" for n in levels[:3]]
    chain = [f"fragment F{n} on Node {{ ...F{n + 1} ...F{n + 1} }}" for n in levels[3:40]]
    document = " ".join(["{ node { ...F0 } }", *fragments, *chain, "fragment F40 on Node { id }"])
    assert api.errors(document) == [("ValidationError", "Query depth limit of 3 exceeded.")]


def test_resolvers_beyond_the_limit_are_errors_of_their_fields(api):
    _, answer = api.request("{ nodes { slow } }")
    assert answer["data"] == {"nodes": [{"slow": 1}, {"slow": 1}, {"slow": 1}, {"slow": None}]}
    assert [error["errorType"] for error in answer["errors"]] == ["ResolverCountLimitExceeded"]


def test_introspection_can_be_disabled(api):
    kinds = {kind for kind, _ in api.errors("{ __schema { types { name } } }")}
    assert kinds == {"ValidationError"}
    assert api.data("{ __typename }") == {"__typename": "Query"}


def test_an_unknown_field_is_refused_before_anything_runs(api):
    assert api.errors("{ node { name } }") == [
        ("ValidationError", "Cannot query field 'name' on type 'Node'. Did you mean 'node'?")
    ]


@pytest.mark.parametrize("query", ["{ node { id }", "rubbish", "{" * 5_000])
def test_what_is_no_graphql_is_refused(api, query):
    status, answer = api.request(query)
    assert (status, answer["errors"][0]["errorType"]) == (400, "MalformedHttpRequestException")


@pytest.mark.parametrize("query", ["", "  ", None, 7])
def test_a_request_needs_a_query(api, query):
    assert api.request(query)[0] == 400


def test_a_subscription_is_not_started_by_a_request(api):
    assert [kind for kind, _ in api.errors("subscription { changed { id } }")] == ["UnsupportedOperation"]


def test_an_operation_is_chosen_by_its_name(api):
    query = "query A { node { id } } query B { nodes { id } }"
    assert [message for _, message in api.errors(query)] == [
        "Must provide operation name if query contains multiple operations."
    ]


def test_a_schema_that_is_not_valid_is_refused_and_the_old_one_stays(api):
    with pytest.raises(api.appsync.exceptions.BadRequestException, match="Unknown type 'Missing'"):
        api.define("type Query { node: Missing }")
    assert api.data("{ node { id } }") == {"node": {"id": "1"}}


def test_an_api_without_a_schema_answers_nothing(aws):
    empty = Api(aws, "")
    assert empty.errors("{ value }") == [("GraphQLSchemaException", "No schema definition exists for this API.")]
    empty.appsync.delete_graphql_api(apiId=empty.api_id)
    assert empty.request("{ value }")[0] == 404
