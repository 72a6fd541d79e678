"""Suggest books: from the similar books and the graph, and from the bestsellers where those suggest too few."""

import pytest

from chalicelib.also_bought.read import Sources, suggest_for_book, suggest_for_cart, suggest_for_customer
from chalicelib.also_bought.scoring import MAX_SEEDS
from chalicelib.also_bought.similarity import HEAD_LENGTH, LIST_LENGTH, MAX_FULL_LISTS, SimilarBook
from chalicelib.books.card import BookUnknown
from chalicelib.ledger.ownership import OwnedBook
from tests.recommendations.builders import TODAY
from tests.recommendations.fake_engines import FakeGraph
from tests.recommendations.fakes import FakeBooks, FakeCustomers, FakeReadModels, FakeSimilarBooks, catalog_book

FIVE = ("dracula", "walden", "faust", "candide", "ulysses")
BOOKS = FakeBooks(*(catalog_book(book_id) for book_id in ("emma", *FIVE)))
RICH = FakeGraph({"emma": dict.fromkeys(FIVE, 4)})


def sources(graph, popular=lambda category: (), books=BOOKS, similar=None):
    return Sources(
        similarities=FakeSimilarBooks(similar),
        read_models=FakeReadModels(),
        graph=graph,
        books=books,
        load_popular=popular,
    )


def also_bought(graph, popular=(), book_id="emma", books=BOOKS, similar=None):
    return suggest_for_book(book_id, sources=sources(graph, lambda category: popular, books, similar))


def ids(suggestions) -> list[str]:
    return [one.book.book_id for one in suggestions.items]


def test_the_graph_suggests_books_and_names_the_reason():
    suggestions = also_bought(RICH)
    assert sorted(ids(suggestions)) == sorted(FIVE)
    assert suggestions.source == "graph"
    assert {one.because.title for one in suggestions.items} == {"Emma"}


def test_a_graph_with_too_few_suggestions_is_filled_up_from_the_bestsellers():
    suggestions = also_bought(FakeGraph({"emma": {"dracula": 4}}), popular=("emma", "dracula", "walden"))
    assert ids(suggestions) == ["dracula", "walden"]
    assert [one.because is None for one in suggestions.items] == [False, True]
    assert suggestions.source == "graph"


@pytest.mark.parametrize("graph", [FakeGraph(unavailable=True), FakeGraph()], ids=["unavailable", "empty"])
def test_without_a_graph_bestsellers_are_suggested(graph):
    suggestions = also_bought(graph, popular=("walden", "faust"))
    assert ids(suggestions) == ["walden", "faust"]
    assert suggestions.source == "bestsellers"


def test_the_bestsellers_are_those_of_the_books_own_category():
    categories = []
    books = FakeBooks(catalog_book("emma", category="Drama"))
    suggest_for_book("emma", sources=sources(FakeGraph(), lambda category: categories.append(category) or (), books))
    assert categories == ["Drama"]


def test_a_withdrawn_bestseller_is_not_suggested():
    books = FakeBooks(catalog_book("emma"), catalog_book("walden", withdrawn=True))
    assert ids(also_bought(FakeGraph(), popular=("walden",), books=books)) == []


def test_an_unknown_book_has_no_suggestions():
    with pytest.raises(BookUnknown):
        also_bought(RICH, book_id="never-written")


def test_what_is_in_the_cart_is_not_suggested_for_it():
    graph = FakeGraph({"emma": {"dracula": 5, "walden": 5}, "dracula": {"walden": 5}})
    suggestions = suggest_for_cart(["EMMA", "DRACULA", "UNKNOWN"], sources=sources(graph))
    assert ids(suggestions) == ["walden"]
    assert graph.reads == [("first", ["emma", "dracula"], 100)]


def test_for_an_empty_cart_the_shops_bestsellers_are_suggested():
    graph = FakeGraph()
    suggestions = suggest_for_cart([], sources=sources(graph, lambda category: ("emma",)))
    assert ids(suggestions) == ["emma"]
    assert suggestions.source == "bestsellers"
    assert graph.reads == []


def suggested(*owned: OwnedBook, graph):
    popular = sources(graph, lambda category: ("emma", "ulysses"))
    return suggest_for_customer("ann", customers=FakeCustomers(*owned), sources=popular)


def test_a_customer_is_never_suggested_what_they_own():
    owned = [OwnedBook("ann", book_id, "o-1", 1, TODAY) for book_id in ("emma", "dracula")]
    assert "dracula" not in ids(suggested(*owned, graph=RICH))
    assert ids(suggested(*owned, graph=FakeGraph(unavailable=True))) == ["ulysses"]


def test_only_the_latest_books_lead_to_others_and_all_are_left_out():
    owned = [OwnedBook("ann", f"book-{n}", "o-1", 1, TODAY) for n in range(MAX_SEEDS)]
    graph = FakeGraph()
    suggested(*owned, OwnedBook("ann", "emma", "o-0", 1, TODAY), graph=graph)
    assert graph.reads == [("first", [f"book-{n}" for n in range(MAX_SEEDS)], 40)]


def test_to_a_customer_who_bought_nothing_bestsellers_are_suggested():
    suggestions = suggested(OwnedBook("bob", "emma", "o-1", 1, TODAY), graph=RICH)
    assert ids(suggestions) == ["emma", "ulysses"]
    assert suggestions.source == "bestsellers"


SIMILAR = {"emma": [SimilarBook(book_id, 1.0 - n / 10) for n, book_id in enumerate(FIVE)]}


@pytest.mark.parametrize(("others", "count"), [(MAX_FULL_LISTS - 1, 17), (MAX_FULL_LISTS, HEAD_LENGTH)])
def test_for_a_customer_of_many_books_only_the_head_of_each_list_is_read(others, count, monkeypatch):
    monkeypatch.setattr("chalicelib.also_bought.scoring.MAX_SUGGESTIONS", LIST_LENGTH)
    monkeypatch.setattr("chalicelib.also_bought.similarity.MAX_CANDIDATES", LIST_LENGTH)
    similar = {"emma": [SimilarBook(f"similar-{n:02}", 1.0 - n / 50) for n in range(17)]}
    owned = [OwnedBook("ann", each, "o-1", 1, TODAY) for each in ("emma", *(f"book-{n}" for n in range(others)))]
    books = FakeBooks(*(catalog_book(one.book_id) for one in similar["emma"]))
    suggestions = suggest_for_customer(
        "ann", customers=FakeCustomers(*owned), sources=sources(FakeGraph(), books=books, similar=similar)
    )
    assert ids(suggestions) == [f"similar-{n:02}" for n in range(count)]


def test_computed_similar_books_spare_the_graph():
    graph = FakeGraph(unavailable=True)
    suggestions = also_bought(graph, similar=SIMILAR)
    assert ids(suggestions) == list(FIVE)
    assert suggestions.source == "graph"
    assert graph.reads == []
    assert {one.because.title for one in suggestions.items} == {"Emma"}


def test_a_withdrawn_similar_book_is_not_suggested():
    books = FakeBooks(*(catalog_book(book_id, withdrawn=book_id == "dracula") for book_id in ("emma", *FIVE)))
    assert "dracula" not in ids(also_bought(FakeGraph(), books=books, similar=SIMILAR))


def test_an_empty_list_of_similar_books_leaves_room_for_bestsellers():
    suggestions = also_bought(FakeGraph(unavailable=True), popular=("walden",), similar={"emma": []})
    assert ids(suggestions) == ["walden"]
    assert suggestions.source == "bestsellers"
