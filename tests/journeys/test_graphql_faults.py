"""What cannot be answered is null, with an error that names its path; all the rest of the request is answered."""

from contextlib import contextmanager

import pytest

from deploy import target
from tests.journeys.graphql_client import GraphqlClient

QUERY = """{
  book(id: "barchester-towers") {
    title
    rating { count }
    reviews(first: 1) { nodes { stars } }
    alsoBought { entries { card { title book { book { title } } } } }
  }
  search(query: "barchester") { degraded hits { title } }
  bestsellers(window: ALL) { degraded }
  shippingDestinations { country }
}"""
ENGINES = ("opensearch", "valkey", "gremlin")


@pytest.fixture(scope="module")
def graph(shop):
    return GraphqlClient(shop.stage)


@contextmanager
def without_function(shop, service):
    """Refuse every invocation of the function that answers the service's resolvers."""
    name = f"bookstore-{service}-{shop.stage.name}-graphql"
    functions = target.client("lambda")
    functions.put_function_concurrency(FunctionName=name, ReservedConcurrentExecutions=0)
    try:
        yield
    finally:
        functions.delete_function_concurrency(FunctionName=name)


@contextmanager
def without_table(shop, service):
    """Take the right to read the service's table from its data source."""
    iam, stack = target.client("iam"), f"bookstore-{shop.stage.name}-{service}"
    resources = target.client("cloudformation").describe_stack_resources(StackName=stack)["StackResources"]
    (role,) = (
        each["PhysicalResourceId"] for each in resources if each["LogicalResourceId"] == "GraphQLSourceTableRole"
    )
    deny = '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"dynamodb:*","Resource":"*"}]}'
    iam.put_role_policy(RoleName=role, PolicyName="refused", PolicyDocument=deny)
    try:
        yield
    finally:
        iam.delete_role_policy(RoleName=role, PolicyName="refused")


@pytest.mark.parametrize(
    ("service", "missing"),
    [
        ("search", {"search": "UNAVAILABLE"}),
        ("recommendations", {"book.alsoBought": "UNAVAILABLE", "bestsellers": "UNAVAILABLE"}),
        ("orders", {"shippingDestinations": "UNAVAILABLE"}),
        ("catalog", {"book.reviews": "UNAVAILABLE"}),
    ],
)
def test_without_a_service_s_function_its_fields_are_missing_and_no_other(shop, graph, service, missing):
    with without_function(shop, service):
        answer = graph.request(QUERY)
    refused = {path: kind for path, kind in answer.refused.items() if ".card." not in path}
    assert refused == missing
    assert find_nulls(answer.body["data"]) >= missing.keys()
    assert answer.body["data"]["book"]["title"] == "Barchester Towers"


def test_without_the_table_what_is_read_from_it_is_missing(shop, graph):
    with without_table(shop, "catalog"):
        answer = graph.request(QUERY)
    assert answer.refused == {"book": "UNAVAILABLE"}
    assert answer.body["data"]["book"] is None
    assert answer.body["data"]["search"]["hits"]


def test_without_the_engines_everything_is_answered_more_simply(shop, graph):
    shop.system.stop(ENGINES)
    try:
        data = graph.data(QUERY)
    finally:
        shop.system.start(ENGINES)
    assert data["search"]["degraded"]
    assert [hit["title"] for hit in data["search"]["hits"]] == ["Barchester Towers"]
    assert data["bestsellers"] is not None
    assert data["book"]["alsoBought"] is not None


def find_nulls(value, path=""):
    """List the paths of fields without a value; lists are left out."""
    if not isinstance(value, dict):
        return {path} if value is None else set()
    return {null for name, each in value.items() for null in find_nulls(each, f"{path}.{name}".lstrip("."))}
