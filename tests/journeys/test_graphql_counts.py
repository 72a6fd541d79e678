"""A list costs as many calls of data sources as one book does, whatever its length."""

import pytest

from tests.journeys.graphql_client import GraphqlClient

LIST = """query ($first: Int) { books(sort: NEWEST, first: $first) { nodes {
  title rating { average count }
  editions { format availability left price { minor } }
  authors { author { books(first: 5) { nodes { title } } } }
  reviews(first: 3) { nodes { stars text } }
  alsoBought { source entries { card { title } } }
} } }"""


@pytest.fixture(scope="module")
def graph(shop):
    return GraphqlClient(shop.stage)


def test_twenty_books_with_all_that_belongs_to_them_cost_as_many_calls_as_five(graph):
    five, twenty = graph.request(LIST, first=5), graph.request(LIST, first=20)
    assert len(five.data["books"]["nodes"]) == 5
    assert len(twenty.data["books"]["nodes"]) == 20
    assert five.calls == twenty.calls
    # the list, its reviews, its authors' books; and the suggestions
    assert twenty.calls == {"bookstore-catalog-test-graphql": 3, "bookstore-recommendations-test-graphql": 1}


def test_a_book_is_read_once_for_each_of_its_fields_that_are_items(graph):
    answer = graph.request(
        '{ book(id: "barchester-towers") { title rating { average } editions { isbn availability } } }'
    )
    assert answer.data["book"]["title"] == "Barchester Towers"
    assert answer.calls == {"BatchGetItem": 1, "GetItem": 2}


def test_what_nobody_asks_for_is_not_read(graph):
    answer = graph.request('{ book(id: "barchester-towers") { title editions { isbn } } }')
    assert answer.data["book"]["title"] == "Barchester Towers"
    assert answer.calls == {"GetItem": 1}


def test_the_cards_of_a_search_need_no_second_call(graph):
    answer = graph.request(
        "{ search(first: 20) { hits { title fromPrice { minor } rating { average } availability } } }"
    )
    assert len(answer.data["search"]["hits"]) == 20
    assert answer.calls == {"bookstore-search-test-graphql": 1}


def test_the_books_of_a_search_are_one_call_more(graph):
    answer = graph.request("{ search(first: 20) { hits { title book { book { title description } } } } }")
    assert [hit["title"] for hit in answer.data["search"]["hits"]] == [
        hit["book"]["book"]["title"] for hit in answer.data["search"]["hits"]
    ]
    assert answer.calls == {"bookstore-catalog-test-graphql": 1, "bookstore-search-test-graphql": 1}
