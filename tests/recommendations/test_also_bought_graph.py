"""The purchase graph in a real Gremlin server."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from bookstore.engines import Timeout
from chalicelib.also_bought.edges import Owned, edge_id
from chalicelib.also_bought.graph import Graph
from chalicelib.also_bought.traversals import BOOKS_PER_SEED
from tests.recommendations.builders import TODAY

MANY = 200


def owned(customer: str, book_id: str, order_id: str = "o-1", kept: int = 1) -> Owned:
    return Owned(customer, book_id, order_id, kept, TODAY)


@pytest.fixture
def shelf(graph, graph_target):
    """Ann has emma and dracula, Bob emma and dracula and walden, Cid walden."""
    bought = {"ann": ("emma", "dracula"), "bob": ("emma", "dracula", "walden"), "cid": ("walden",)}
    every = [owned(customer, book_id) for customer, books in bought.items() for book_id in books]
    graph.join(graph_target, every)
    return every


def test_books_are_together_as_often_as_readers_have_both(graph, graph_target, shelf):
    assert graph.together(graph_target, ["emma"], MANY) == {"emma": {"dracula": 2, "walden": 1}}


def test_each_of_several_books_is_answered_for(graph, graph_target, shelf):
    found = graph.together(graph_target, ["emma", "walden", "unknown"], MANY)
    assert found == {"emma": {"dracula": 2, "walden": 1}, "walden": {"emma": 1, "dracula": 1}}


def test_a_reader_who_buys_a_book_five_times_is_one_reader(graph, graph_target, shelf):
    """61. Neither orders nor deliveries make a book nearer, only readers do."""
    graph.join(graph_target, [owned("ann", book_id, f"o-{n}") for n in range(5) for book_id in ("emma", "dracula")])
    assert graph.together(graph_target, ["emma"], MANY)["emma"]["dracula"] == 2


def test_writing_an_edge_again_changes_nothing_and_a_newer_number_replaces_the_older(graph, graph_target):
    graph.join(graph_target, [owned("ann", "emma", kept=3), owned("ann", "emma", kept=3)])
    graph.join(graph_target, [owned("ann", "emma", kept=1)])
    assert graph.edges(graph_target) == {edge_id(graph_target, owned("ann", "emma")): 1}


def test_a_book_given_back_loses_its_edge_and_a_reader_without_books_disappears(graph, graph_target, shelf):
    graph.part(graph_target, [owned("cid", "walden"), owned("bob", "walden"), owned("bob", "never")])
    assert graph.together(graph_target, ["walden", "emma"], MANY) == {"emma": {"dracula": 2}}
    assert len(graph.edges(graph_target)) == 4
    graph.part(graph_target, [owned("cid", "walden")])


def test_a_forgotten_reader_counts_no_longer(graph, graph_target, shelf):
    graph.forget(graph_target, "bob")
    graph.forget(graph_target, "bob")
    assert graph.together(graph_target, ["emma"], MANY) == {"emma": {"dracula": 1}}


def test_a_target_knows_nothing_of_another(graph, graph_target, shelf):
    other = f"{graph_target}-b"
    graph.join(other, [owned("ann", "faust")])
    assert (len(graph.edges(graph_target)), len(graph.edges(other))) == (6, 1)
    graph.remove(other)
    assert (len(graph.edges(graph_target)), graph.edges(other)) == (6, {})


def test_of_a_popular_book_only_so_many_buyers_are_asked(graph, graph_target):
    graph.join(graph_target, [owned(f"c-{n}", book_id) for n in range(30) for book_id in ("emma", "dracula")])
    assert graph.together(graph_target, ["emma"], 7) == {"emma": {"dracula": 7}}


def test_of_a_reader_with_a_library_only_so_many_books_are_read(graph, graph_target):
    graph.join(graph_target, [owned("ann", f"book-{n}") for n in range(BOOKS_PER_SEED + 50)])
    assert len(graph.together(graph_target, ["book-0"], MANY)["book-0"]) in {BOOKS_PER_SEED - 1, BOOKS_PER_SEED}


def test_orders_of_one_book_at_the_same_moment_are_all_drawn(gremlin_url, graph, graph_target, monkeypatch):
    """61. Real conflicts of a real server."""
    import chalicelib.also_bought.graph as module
    from chalicelib.also_bought.gremlin_connection import Gremlin

    monkeypatch.setattr(module, "connected", Gremlin)
    orders = [owned(f"c-{n % 8}", "emma", f"o-{n}") for n in range(160)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda one: Graph(gremlin_url, Timeout(60)).join(graph_target, [one]), orders))
    assert len(graph.edges(graph_target)) == 160
