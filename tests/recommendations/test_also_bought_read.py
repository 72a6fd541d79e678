"""Readers also bought: from the graph, and from the bestsellers where it has too little to say."""

import pytest

from chalicelib.also_bought import read
from chalicelib.also_bought.edges import Owned
from chalicelib.also_bought.scoring import MOST_SEEDS
from chalicelib.also_bought.similarity import FEW, FIRST, KEPT, Neighbour
from chalicelib.books.card import BookUnknown
from tests.recommendations.builders import TODAY
from tests.recommendations.fake_engines import FakeGraph
from tests.recommendations.fakes import FakeBooks, FakeNeighbours, FakeReaders, FakeViews, known

FIVE = ("dracula", "walden", "faust", "candide", "ulysses")
BOOKS = FakeBooks(*(known(book_id) for book_id in ("emma", *FIVE)))
RICH = FakeGraph({"emma": dict.fromkeys(FIVE, 4)})


def sources(graph, popular=lambda category: (), books=BOOKS, near=None):
    return read.Sources(neighbours=FakeNeighbours(near), views=FakeViews(), graph=graph, books=books, popular=popular)


def also_bought(graph, popular=(), book_id="emma", books=BOOKS, near=None):
    return read.also_bought(book_id, sources=sources(graph, lambda category: popular, books, near))


def ids(found) -> list[str]:
    return [one.book.book_id for one in found.items]


def test_the_graph_says_what_goes_with_a_book_and_why():
    found = also_bought(RICH)
    assert (sorted(ids(found)), found.source) == (sorted(FIVE), "graph")
    assert {one.because.title for one in found.items} == {"Emma"}


def test_a_graph_with_little_to_say_is_filled_up_from_the_bestsellers():
    found = also_bought(FakeGraph({"emma": {"dracula": 4}}), popular=("emma", "dracula", "walden"))
    assert [(one.book.book_id, one.because is None) for one in found.items] == [("dracula", False), ("walden", True)]
    assert found.source == "graph"


@pytest.mark.parametrize("graph", [FakeGraph(away=True), FakeGraph()], ids=["away", "empty"])
def test_without_a_graph_the_bestsellers_stand_in(graph):
    found = also_bought(graph, popular=("walden", "faust"))
    assert (ids(found), found.source) == (["walden", "faust"], "bestsellers")


def test_the_bestsellers_are_those_of_the_books_own_category():
    asked = []
    books = FakeBooks(known("emma", category="Drama"))
    read.also_bought("emma", sources=sources(FakeGraph(), lambda category: asked.append(category) or (), books))
    assert asked == ["Drama"]


def test_a_withdrawn_bestseller_does_not_stand_in():
    books = FakeBooks(known("emma"), known("walden", withdrawn=True))
    assert ids(also_bought(FakeGraph(), popular=("walden",), books=books)) == []


def test_an_unknown_book_has_no_companions():
    with pytest.raises(BookUnknown):
        also_bought(RICH, book_id="never-written")


def test_what_is_in_the_cart_is_not_suggested_for_it():
    graph = FakeGraph({"emma": {"dracula": 5, "walden": 5}, "dracula": {"walden": 5}})
    found = read.also_bought_with(["EMMA", "DRACULA", "UNKNOWN"], sources=sources(graph))
    assert (ids(found), graph.asked) == (["walden"], [("first", ["emma", "dracula"], 100)])


def test_an_empty_cart_is_shown_the_shops_bestsellers():
    graph = FakeGraph()
    found = read.also_bought_with([], sources=sources(graph, lambda category: ("emma",)))
    assert (ids(found), found.source, graph.asked) == (["emma"], "bestsellers", [])


def recommended(*owned: Owned, graph):
    given = sources(graph, lambda category: ("emma", "ulysses"))
    return read.recommended("ann", readers=FakeReaders(*owned), sources=given)


def test_a_reader_is_never_recommended_what_they_have():
    owned = [Owned("ann", book_id, "o-1", 1, TODAY) for book_id in ("emma", "dracula")]
    assert "dracula" not in ids(recommended(*owned, graph=RICH))
    assert ids(recommended(*owned, graph=FakeGraph(away=True))) == ["ulysses"]


def test_only_the_latest_books_lead_to_others_and_all_are_left_out():
    owned = [Owned("ann", f"book-{n}", "o-1", 1, TODAY) for n in range(MOST_SEEDS)]
    graph = FakeGraph()
    recommended(*owned, Owned("ann", "emma", "o-0", 1, TODAY), graph=graph)
    assert graph.asked == [("first", [f"book-{n}" for n in range(MOST_SEEDS)], 40)]


def test_a_reader_who_bought_nothing_is_shown_bestsellers():
    found = recommended(Owned("bob", "emma", "o-1", 1, TODAY), graph=RICH)
    assert (ids(found), found.source) == (["emma", "ulysses"], "bestsellers")


NEAR = {"emma": [Neighbour(book_id, 1.0 - n / 10) for n, book_id in enumerate(FIVE)]}


@pytest.mark.parametrize(("others", "suggested"), [(FEW - 1, 17), (FEW, FIRST)])
def test_a_reader_of_many_books_is_told_what_the_first_of_each_list_say(others, suggested, monkeypatch):
    monkeypatch.setattr("chalicelib.also_bought.scoring.SHOWN", KEPT)
    monkeypatch.setattr("chalicelib.also_bought.similarity.MOST_CANDIDATES", KEPT)
    near = {"emma": [Neighbour(f"near-{n:02}", 1.0 - n / 50) for n in range(17)]}
    owned = [Owned("ann", each, "o-1", 1, TODAY) for each in ("emma", *(f"book-{n}" for n in range(others)))]
    books = FakeBooks(*(known(one.book_id) for one in near["emma"]))
    given = sources(FakeGraph(), books=books, near=near)
    found = read.recommended("ann", readers=FakeReaders(*owned), sources=given)
    assert ids(found) == [f"near-{n:02}" for n in range(suggested)]


def test_neighbours_that_were_worked_out_spare_asking_the_graph():
    graph = FakeGraph(away=True)
    found = also_bought(graph, near=NEAR)
    assert (ids(found), found.source, graph.asked) == (list(FIVE), "graph", [])
    assert {one.because.title for one in found.items} == {"Emma"}


def test_a_withdrawn_neighbour_is_not_shown():
    books = FakeBooks(*(known(b, withdrawn=b == "dracula") for b in ("emma", *FIVE)))
    assert "dracula" not in ids(also_bought(FakeGraph(), books=books, near=NEAR))


def test_neighbours_of_a_book_without_any_leave_room_for_bestsellers():
    found = also_bought(FakeGraph(away=True), popular=("walden",), near={"emma": []})
    assert (ids(found), found.source) == (["walden"], "bestsellers")
