"""Neighbours on their way: worked out when somebody buys or gives back, kept in the table, read at once."""

from datetime import timedelta

import pytest

from bookstore.errors import Unavailable
from chalicelib.also_bought import compute as nearby
from chalicelib.also_bought.edges import Owned
from chalicelib.also_bought.repository import Neighbours
from chalicelib.also_bought.similarity import FIRST, KEPT, Neighbour
from tests.recommendations.builders import NOON, TODAY, order
from tests.recommendations.fake_engines import FakeGraph
from tests.recommendations.fakes import FakeBooks, FakeNeighbours, FakeReaders, known
from tests.recommendations.shop import BOOKS, bought_together
from tests.shapes import TICK


def test_lists_are_kept_and_read_as_they_were(table):
    lists = {"emma": [Neighbour("walden", 0.25), Neighbour("dracula", 0.125)], "faust": []}
    Neighbours(table).keep(lists, NOON)
    assert Neighbours(table).near(["emma", "faust", "unknown"]) == lists


def test_the_first_of_a_list_can_be_read_without_the_others(table):
    lists = {"emma": [Neighbour(f"book-{n}", 1.0 / n) for n in range(1, KEPT + 1)], "faust": []}
    Neighbours(table).keep(lists, NOON)
    assert Neighbours(table).near(["emma", "faust"]) == lists
    assert Neighbours(table).foremost(["emma", "faust"]) == {"emma": lists["emma"][:FIRST], "faust": []}


def test_a_list_that_was_written_down_before_there_were_two_parts_is_still_read(table):
    table.put({"pk": "BOOK#emma", "sk": "NEAR", "as_of": "", "books": '[["walden",0.5]]'})
    for read in (Neighbours(table).near, Neighbours(table).foremost):
        assert read(["emma"]) == {"emma": [Neighbour("walden", 0.5)]}


def test_a_pass_over_all_books_does_not_undo_what_a_purchase_has_changed_meanwhile(table):
    kept = Neighbours(table)
    kept.keep({"emma": [Neighbour("walden", 0.5)]}, NOON + timedelta(seconds=1))
    kept.keep({"emma": [], "faust": []}, NOON)
    assert kept.near(["emma", "faust"]) == {"emma": [Neighbour("walden", 0.5)], "faust": []}
    kept.keep({"emma": []}, NOON + timedelta(seconds=2))
    assert kept.near(["emma"]) == {"emma": []}


def test_a_basket_is_all_that_a_reader_of_the_book_bought(graph, graph_target):
    owned = [Owned(c, b, "o-1", 1, TODAY) for c in ("ann", "bob") for b in ("emma", f"only-{c}")]
    graph.join(graph_target, [*owned, Owned("ann", "emma", "o-2", 1, TODAY), Owned("eve", "faust", "o-3", 1, TODAY)])
    found = graph.baskets(graph_target, "emma", 10)
    assert sorted(sorted(basket) for basket in found) == [["emma", "only-ann"], ["emma", "only-bob"]]
    assert len(graph.baskets(graph_target, "emma", 1)) == 1


def test_the_readers_of_several_books_are_read_at_once(graph, graph_target):
    owned = [Owned(c, b, "o-1", 1, TODAY) for c, b in (("ann", "emma"), ("bob", "emma"), ("ann", "faust"))]
    graph.join(graph_target, [*owned, Owned("ann", "emma", "o-2", 1, TODAY)])
    found = graph.readers(graph_target, ["emma", "faust", "unread"], 10)
    assert {book: len(readers) for book, readers in found.items()} == {"emma": 2, "faust": 1}
    assert set(found["faust"]) < set(found["emma"])
    assert len(graph.readers(graph_target, ["emma"], 1)["emma"]) == 1


def test_a_pass_over_all_books_finds_what_they_find_one_by_one(monkeypatch):
    monkeypatch.setattr("chalicelib.also_bought.similarity.BUYERS", 12)  # fewer than the thirty who bought emma
    baskets = {f"reader-{n}": ["emma", *sorted({f"book-{n % 3}", f"book-{n % 5}"})] for n in range(30)}
    every = ["emma", *(f"book-{n}" for n in range(5))]
    readers = {book: [reader for reader, had in baskets.items() if book in had] for book in every}
    graph = FakeGraph(baskets={book: [baskets[reader] for reader in found] for book, found in readers.items()})
    graph.readers = lambda target, ids, buyers: {book: readers[book][:buyers] for book in ids}
    books, alone, together = FakeBooks(*map(known, every)), FakeNeighbours(), FakeNeighbours()
    nearby.settle(every, "first", graph=graph, books=books, neighbours=alone)
    baskets = nearby.read_all(every, "first", graph=graph)
    assert nearby.settle(every, "first", graph=baskets, books=books, neighbours=together) == len(every)
    assert together.lists == alone.lists
    assert together.lists["emma"]


def test_a_purchase_touches_its_book_and_the_readers_latest_others():
    owned = [Owned("ann", f"book-{n:02}", "o-1", 1, TODAY) for n in range(30)]
    found = nearby.touched([owned[9]], readers=FakeReaders(*owned))
    assert (found[0], len(found), len(set(found))) == ("book-09", nearby.MOST_TOUCHED, nearby.MOST_TOUCHED)


def test_an_order_of_many_books_touches_all_of_them():
    owned = [Owned("ann", f"book-{n:02}", "o-1", 1, TODAY) for n in range(30)]
    assert len(nearby.touched(owned, readers=FakeReaders(*owned))) == len(owned)


def test_a_card_is_looked_up_once_in_a_run():
    asked = []
    books = FakeBooks(*(known(book) for book in ("emma", "faust", "walden")))
    looked_up = books.known
    books.known = lambda ids: asked.extend(ids) or looked_up(ids)
    graph = FakeGraph(baskets={b: [["emma", "faust", "walden"]] * 3 for b in ("emma", "faust")})
    near = FakeNeighbours()
    assert nearby.settle(["emma", "faust", "emma"], "first", graph=graph, books=books, neighbours=near) == 2
    assert sorted(asked) == ["emma", "faust", "walden"]
    assert [one.book_id for one in near.lists["faust"]] == ["walden", "emma"]


def test_what_the_lists_of_the_books_beside_say_is_heard():
    graph = FakeGraph(baskets={"emma": [["emma", "faust", "walden"]] * 3})
    books = FakeBooks(*(known(book) for book in ("emma", "faust", "walden")))
    for said_by, first in (("faust", "faust"), ("walden", "walden")):
        near = FakeNeighbours({said_by: [Neighbour("walden" if said_by == "faust" else "faust", 9.0)]})
        nearby.settle(["emma"], "first", graph=graph, books=books, neighbours=near)
        assert near.lists["emma"][0].book_id == first


def test_a_list_is_read_once_in_a_run_and_known_anew_when_it_is_kept():
    asked, lists = [], FakeNeighbours({"emma": [Neighbour("faust", 0.5)]})
    looked_up = lists.near
    lists.near = lambda ids: asked.extend(ids) or looked_up(ids)
    remembered = nearby.Remembered(lists)
    assert remembered.near(["emma", "walden"]) == {"emma": lists.lists["emma"], "walden": ()}
    remembered.keep({"walden": [Neighbour("emma", 0.25)]}, NOON)
    assert remembered.near(["walden", "emma"])["walden"] == lists.lists["walden"] == [Neighbour("emma", 0.25)]
    assert asked == ["emma", "walden"]


def given(away=False):
    return {"graph": FakeGraph(away=away), "books": FakeBooks(), "neighbours": FakeNeighbours()}


def test_many_books_at_once_wait_for_the_clock():
    with_graph, many = given(), [f"book-{n}" for n in range(nearby.MOST_TOUCHED + 1)]
    assert nearby.settle_or_wait(many, "first", **with_graph) == 0
    assert nearby.settle_waiting("first", **with_graph) == len(many)
    assert (with_graph["neighbours"].queue, len(with_graph["neighbours"].lists)) == (set(), len(many))


def test_what_waits_waits_on_while_the_graph_is_away():
    without_graph = given(away=True)
    without_graph["neighbours"].wait(["emma"])
    with pytest.raises(Unavailable):
        nearby.settle_waiting("first", **without_graph)
    assert without_graph["neighbours"].queue == {"emma"}


def test_books_wait_once_in_the_table_until_they_are_taken(table):
    waiting = Neighbours(table)
    waiting.wait(["emma", "faust"])
    waiting.wait(["emma"])
    assert waiting.waiting(10) == ["emma", "faust"]
    waiting.take(["emma"])
    assert waiting.waiting(10) == ["faust"]


def kept(shop, book_id="emma"):
    from chalicelib.also_bought.repository import neighbours

    return [one.book_id for one in neighbours().near([book_id]).get(book_id, ())]


def test_what_is_bought_together_stands_near_at_once(shop):
    shop.hear(*BOOKS, *bought_together("emma", "dracula"))
    shop.project()
    assert (kept(shop), kept(shop, "dracula"), shop.also_bought()) == (["dracula"], ["emma"], ["dracula"])


def test_a_refund_that_leaves_two_common_readers_parts_the_books(shop):
    shop.hear(*BOOKS, *bought_together("emma", "dracula", readers=3))
    shop.project()
    shop.hear(order("emma", "dracula", order_id="o-0", customer="c-0", version=9, status="cancelled"))
    shop.project()
    assert (kept(shop), kept(shop, "dracula"), shop.also_bought()) == ([], [], [])


def test_every_night_all_books_are_gone_over(shop, table):
    shop.hear(*BOOKS, *bought_together("emma", "dracula"))
    shop.project()
    table.delete("BOOK#emma", "NEAR")
    shop.functions.mend(TICK, None)
    assert kept(shop) == ["dracula"]


def test_a_rebuilt_graph_says_again_what_stands_near(shop, table, graph):
    shop.hear(*BOOKS, *bought_together("emma", "dracula"))
    shop.project()
    table.put({"pk": "BOOK#emma", "sk": "NEAR", "books": "[]"})
    shop.functions.rebuild({"views": ["graph"]}, None)
    from tests.recommendations.shop import views

    graph.remove(views().get("graph").serving)
    assert kept(shop) == ["dracula"]
