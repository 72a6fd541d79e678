"""`drift` on the real engines: it names what differs, changes nothing unless told to, and then mends all of it."""

import pytest

from chalicelib.also_bought.edges import Owned
from chalicelib.bestsellers.entries import Standing, placing
from chalicelib.ledger.entry import Tally
from tests.recommendations.builders import NOON, TODAY
from tests.recommendations.shop import BOOKS, bought_together

AGREED = {"bestsellers": 0, "graph": 0}


@pytest.fixture
def sold(shop):
    shop.hear(*BOOKS, *bought_together("emma", "dracula"))
    shop.project()
    assert shop.drift() == AGREED
    return shop


def place(lists, target, book_id, copies=9, category="Fiction"):
    """As nobody ever sold it."""
    tally = Tally(copies, copies)
    lists.place(target, placing(Standing(book_id, category, True, tally, {TODAY: tally}, 1), TODAY), NOON)


def repaired(shop):
    return {name: found["examples"] for name, found in shop.functions.drift({"repair": True}, None).items()}


def test_lists_are_mended_to_what_the_ledger_says(sold, lists, list_target):
    """Wrong by number, in a category that it left, and never heard of."""
    place(lists, list_target, "emma")
    place(lists, list_target, "dracula", copies=4, category="Drama")
    place(lists, list_target, "ghost")
    assert sold.drift()["bestsellers"] == 3
    assert repaired(sold)["bestsellers"] == ["dracula", "emma", "ghost"]
    assert (sold.drift(), sold.top(), sold.top(category="Drama")) == (AGREED, [("emma", 4), ("dracula", 4)], [])


def test_a_graph_is_mended_to_what_the_table_says(sold, graph, graph_target):
    """An edge too few, one too many, and one that says another number."""
    graph.part(graph_target, [Owned("c-0", "emma", "o-0", 1, TODAY)])
    graph.join(graph_target, [Owned("c-9", "emma", "o-9", 1, TODAY), Owned("c-1", "emma", "o-1", 7, TODAY)])
    assert sold.drift()["graph"] == 3
    edges = ["c-0/emma/o-0", "c-1/emma/o-1", "c-9/emma/o-9"]
    assert repaired(sold)["graph"] == [f"{graph_target}/{edge}" for edge in edges]
    assert (sold.drift(), len(graph.edges(graph_target))) == (AGREED, 8)


def test_engines_that_hold_nothing_are_filled(sold, lists, list_target, graph, graph_target):
    graph.remove(graph_target)
    lists.remove(list_target)
    assert {name: len(found) for name, found in repaired(sold).items()} == {"bestsellers": 2, "graph": 8}
    assert sold.drift() == AGREED
