"""The queries of docs/graphql.md answer without errors, as whom the page says."""

import pytest

from local.graphql_explorer.build import read_examples
from tests.journeys.graphql_client import GraphqlClient

QUERIES = [(example["title"], example["query"]) for example in read_examples()]
PUBLIC, AS_CUSTOMER, AS_STAFF = (
    [pytest.param(query, id=title) for title, query in QUERIES if test(title.lower())]
    for test in (
        lambda title: "as a customer" not in title and "as staff" not in title,
        lambda title: "as a customer" in title,
        lambda title: "as staff" in title,
    )
)


def test_there_are_twenty():
    assert len(QUERIES) == 20


@pytest.mark.parametrize("query", PUBLIC)
def test_a_query_answers_everybody(shop, query):
    assert all(GraphqlClient(shop.stage).data(query).values())


@pytest.mark.parametrize("query", AS_CUSTOMER)
def test_a_query_answers_customers(shop, query):
    assert all(GraphqlClient(shop.stage, shop.new_token()).data(query).values())


def test_a_change_that_a_rule_refuses_says_why(shop):
    (query,) = (each.values[0] for each in AS_STAFF if "mutation" in each.values[0])
    payload = GraphqlClient(shop.stage, shop.staff_token()).data(query)["withdrawBook"]
    assert payload["book"] is None
    assert [error["code"] for error in payload["userErrors"]] == ["VERSION_CONFLICT"]


@pytest.mark.parametrize("query", AS_STAFF)
def test_a_query_answers_staff(shop, query):
    assert all(GraphqlClient(shop.stage, shop.staff_token()).data(query).values())


@pytest.mark.parametrize("query", [*AS_CUSTOMER, *AS_STAFF])
def test_what_is_personal_answers_no_visitor(shop, query):
    answer = GraphqlClient(shop.stage).request(query)
    assert {kind for kind, _ in answer.errors} == {"Unauthorized"}
