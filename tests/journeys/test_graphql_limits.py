"""What an abusive client sends is refused with a clear error, or costs no more than a bounded amount."""

import pytest

from tests.journeys.graphql_client import GraphqlClient


def isbn(number):
    """Return the ISBN of this number, with its check digit."""
    digits = f"979{number:09}"
    total = sum(int(digit) * (3 if position % 2 else 1) for position, digit in enumerate(digits))
    return f"{digits}{-total % 10}"


ISBNS = [isbn(number) for number in range(5000)]
DEPTH, RESOLVERS = 12, 300  # of deploy/platform/platform.yaml


@pytest.fixture(scope="module")
def graph(shop):
    return GraphqlClient(shop.stage)


def test_authors_of_books_of_authors_end_at_the_depth_limit(graph):
    nested = "title"
    for _ in range(20):
        nested = f"authors {{ author {{ books {{ nodes {{ {nested} }} }} }} }}"
    answer = graph.request(f'{{ book(id: "barchester-towers") {{ {nested} }} }}')
    assert answer.body["data"] is None
    assert answer.errors == [("ValidationError", f"Query depth limit of {DEPTH} exceeded.")]
    assert answer.calls == {}


def test_a_hundred_aliases_of_lists_with_all_their_fields_end_at_the_limit_of_resolvers(graph):
    aliases = " ".join(f"a{n}: books(first: 4) {{ nodes {{ title rating {{ average }} }} }}" for n in range(100))
    answer = graph.request(f"{{ {aliases} }}")
    kinds = {kind for kind, _ in answer.errors}
    assert {"ResolverCountLimitExceeded"} <= kinds <= {"ResolverCountLimitExceeded", "ExecutionTimeout"}
    assert sum(answer.calls.values()) <= RESOLVERS
    assert len(answer.body["data"]) == 100


def test_fragments_that_contain_each_other_are_refused(graph):
    fragments = "fragment A on Book { ...B } fragment B on Book { ...A }"
    answer = graph.request(f'{{ book(id: "barchester-towers") {{ ...A }} }} {fragments}')
    assert answer.body["data"] is None
    assert [kind for kind, _ in answer.errors] == ["ValidationError"]
    assert "Cannot spread fragment 'A' within itself" in answer.errors[0][1]


def test_fragments_that_spread_each_other_twice_cost_what_they_select_once(graph):
    fragments = " ".join(f"fragment F{n} on Book {{ ...F{n + 1} ...F{n + 1} }}" for n in range(30))
    answer = graph.request(
        f'{{ book(id: "barchester-towers") {{ ...F0 }} }} {fragments} fragment F30 on Book {{ title }}'
    )
    assert answer.data == {"book": {"title": "Barchester Towers"}}


def test_an_array_of_operations_is_refused(graph):
    answer = graph.post([{"query": "{ categories { name } }"}] * 100)
    assert answer.status == 400
    assert answer.calls == {}


@pytest.mark.parametrize(
    "field",
    [
        "books(first: 51) { nodes { title } }",
        "books(first: 0) { nodes { title } }",
        "books(first: 1000000) { nodes { title } }",
        "search(first: 51) { total }",
        'book(id: "barchester-towers") { reviews(first: 51) { nodes { text } } }',
        "books(first: 1) { nodes { authors { author { books(first: 51) { nodes { title } } } } } }",
    ],
)
def test_a_page_is_never_larger_than_fifty(graph, field):
    answer = graph.request(f"{{ {field} }}")
    assert {kind for kind, _ in answer.errors} == {"INVALID_PAGE"}
    assert {message for _, message in answer.errors} == {"first is 1 to 50."}


@pytest.mark.parametrize(
    ("query", "variables"),
    [
        ("query ($isbns: [ID!]!) { alsoBought(isbns: $isbns) { source } }", {"isbns": ISBNS}),
        (
            "query ($f: SearchFilters) { search(filters: $f) { total } }",
            {"f": {"authors": [f"a-{n}" for n in range(5000)]}},
        ),
        ("query ($q: String) { search(query: $q) { total } }", {"q": "a" * 20_000}),
        ("query ($q: String!) { suggest(query: $q) { degraded } }", {"q": "a" * 20_000}),
        ("{ search(page: 1000000, first: 50) { total } }", {}),
        ('{ bestsellers(category: "\\u0000") { by } }', {}),
    ],
)
def test_a_list_or_a_text_that_is_too_long_is_refused_as_the_rest_api_does(graph, query, variables):
    answer = graph.request(query, **variables)
    assert answer.body["data"] in (
        None,
        {"search": None},
        {"suggest": None},
        {"alsoBought": None},
        {"bestsellers": None},
    )
    assert [kind for kind, _ in answer.errors] == ["INVALID"]


def test_an_id_of_another_type_is_refused(graph):
    answer = graph.request('{ book(id: "gid://catchword/Author/jane-austen") { title } }')
    assert answer.errors == [("INVALID_ID", "gid://catchword/Author/jane-austen is not the id of a Book.")]


def test_variables_that_nobody_declared_change_nothing(graph):
    assert graph.data("{ categories { name } }", **{f"v{n}": "x" * 100 for n in range(1000)})["categories"]
