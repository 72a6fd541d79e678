"""`drift` on the real engines: it names what differs, changes nothing unless asked to, and then repairs all of it."""

import pytest

from chalicelib.bestsellers.entries import to_placement
from chalicelib.ledger.entry import BookTotals, Counts
from chalicelib.ledger.ownership import OwnedBook
from tests.recommendations.builders import NOON, TODAY
from tests.recommendations.shop import BOOKS, orders_of

AGREED = {"bestsellers": 0, "graph": 0}


@pytest.fixture
def sold(shop):
    shop.consume(*BOOKS, *orders_of("emma", "dracula"))
    shop.project()
    assert shop.drift() == AGREED
    return shop


def save_wrongly(lists, target, book_id, copies=9, category="Fiction"):
    """Save scores that nobody's orders add up to."""
    counts = Counts(copies, copies)
    totals = BookTotals(book_id, category, True, counts, {TODAY: counts}, 1)
    lists.save(target, to_placement(totals, TODAY), NOON)


def repair(shop):
    return {name: found["examples"] for name, found in shop.functions.drift({"repair": True}, None).items()}


def test_lists_are_repaired_from_the_ledger(sold, lists, list_target):
    """Wrong scores, a former category, and an unknown book."""
    save_wrongly(lists, list_target, "emma")
    save_wrongly(lists, list_target, "dracula", copies=4, category="Drama")
    save_wrongly(lists, list_target, "ghost")
    assert sold.drift()["bestsellers"] == 3
    assert repair(sold)["bestsellers"] == ["dracula", "emma", "ghost"]
    assert sold.drift() == AGREED
    assert sold.top() == [("emma", 4), ("dracula", 4)]
    assert sold.top(category="Drama") == []


def test_a_graph_is_repaired_from_the_table(sold, graph, graph_target):
    """An edge too few, one too many, and one with other copies."""
    graph.delete_edges(graph_target, [OwnedBook("c-0", "emma", "o-0", 1, TODAY)])
    surplus, wrong = OwnedBook("c-9", "emma", "o-9", 1, TODAY), OwnedBook("c-1", "emma", "o-1", 7, TODAY)
    graph.upsert_edges(graph_target, [surplus, wrong])
    assert sold.drift()["graph"] == 3
    edges = ["c-0/emma/o-0", "c-1/emma/o-1", "c-9/emma/o-9"]
    assert repair(sold)["graph"] == [f"{graph_target}/{edge}" for edge in edges]
    assert sold.drift() == AGREED
    assert len(graph.load_edges(graph_target)) == 8


def test_empty_engines_are_filled(sold, lists, list_target, graph, graph_target):
    graph.remove(graph_target)
    lists.remove(list_target)
    assert {name: len(examples) for name, examples in repair(sold).items()} == {"bestsellers": 2, "graph": 8}
    assert sold.drift() == AGREED
