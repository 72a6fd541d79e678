"""The purchase graph in a real Gremlin server."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from bookstore.engines import Timeout
from chalicelib.also_bought.edges import edge_id
from chalicelib.also_bought.graph import GremlinGraph
from chalicelib.also_bought.traversals import BOOKS_PER_SEED
from chalicelib.ledger.ownership import OwnedBook
from tests.recommendations.builders import TODAY

MANY = 200


def owned(customer: str, book_id: str, order_id: str = "o-1", copies: int = 1) -> OwnedBook:
    return OwnedBook(customer, book_id, order_id, copies, TODAY)


@pytest.fixture
def purchases(graph, graph_target):
    """Ann owns emma and dracula, Bob emma and dracula and walden, Cid walden."""
    books = {"ann": ("emma", "dracula"), "bob": ("emma", "dracula", "walden"), "cid": ("walden",)}
    purchases = [owned(customer, book_id) for customer, book_ids in books.items() for book_id in book_ids]
    graph.upsert_edges(graph_target, purchases)
    return purchases


def test_common_customers_are_those_who_own_both(graph, graph_target, purchases):
    assert graph.load_common_customers(graph_target, ["emma"], MANY) == {"emma": {"dracula": 2, "walden": 1}}


def test_each_of_several_seeds_has_its_own_result(graph, graph_target, purchases):
    common = graph.load_common_customers(graph_target, ["emma", "walden", "unknown"], MANY)
    assert common == {"emma": {"dracula": 2, "walden": 1}, "walden": {"emma": 1, "dracula": 1}}


def test_a_customer_who_buys_a_book_five_times_counts_once(graph, graph_target, purchases):
    """61. Neither orders nor deliveries make a book more similar, only customers do."""
    repeated = [owned("ann", book_id, f"o-{n}") for n in range(5) for book_id in ("emma", "dracula")]
    graph.upsert_edges(graph_target, repeated)
    assert graph.load_common_customers(graph_target, ["emma"], MANY)["emma"]["dracula"] == 2


def test_writing_an_edge_again_changes_nothing_and_newer_copies_replace_the_older(graph, graph_target):
    graph.upsert_edges(graph_target, [owned("ann", "emma", copies=3), owned("ann", "emma", copies=3)])
    graph.upsert_edges(graph_target, [owned("ann", "emma", copies=1)])
    assert graph.load_edges(graph_target) == {edge_id(graph_target, owned("ann", "emma")): 1}


def test_a_returned_book_loses_its_edge_and_a_customer_without_books_is_deleted(graph, graph_target, purchases):
    graph.delete_edges(graph_target, [owned("cid", "walden"), owned("bob", "walden"), owned("bob", "never")])
    assert graph.load_common_customers(graph_target, ["walden", "emma"], MANY) == {"emma": {"dracula": 2}}
    assert len(graph.load_edges(graph_target)) == 4
    graph.delete_edges(graph_target, [owned("cid", "walden")])


def test_a_deleted_customer_counts_no_longer(graph, graph_target, purchases):
    graph.delete_customer(graph_target, "bob")
    graph.delete_customer(graph_target, "bob")
    assert graph.load_common_customers(graph_target, ["emma"], MANY) == {"emma": {"dracula": 1}}


def test_targets_are_apart_from_each_other(graph, graph_target, purchases):
    other = f"{graph_target}-b"
    graph.upsert_edges(other, [owned("ann", "faust")])
    assert len(graph.load_edges(graph_target)) == 6
    assert len(graph.load_edges(other)) == 1
    graph.remove(other)
    assert len(graph.load_edges(graph_target)) == 6
    assert graph.load_edges(other) == {}


def test_of_a_popular_book_only_so_many_customers_are_read(graph, graph_target):
    purchases = [owned(f"c-{n}", book_id) for n in range(30) for book_id in ("emma", "dracula")]
    graph.upsert_edges(graph_target, purchases)
    assert graph.load_common_customers(graph_target, ["emma"], 7) == {"emma": {"dracula": 7}}


def test_of_a_customer_with_a_library_only_so_many_books_are_read(graph, graph_target):
    graph.upsert_edges(graph_target, [owned("ann", f"book-{n}") for n in range(BOOKS_PER_SEED + 50)])
    others = graph.load_common_customers(graph_target, ["book-0"], MANY)["book-0"]
    assert len(others) in {BOOKS_PER_SEED - 1, BOOKS_PER_SEED}


def test_orders_of_one_book_at_the_same_moment_are_all_written(gremlin_url, graph, graph_target, monkeypatch):
    """61. Real conflicts of a real server."""
    from chalicelib.also_bought.gremlin_connection import GremlinConnection

    monkeypatch.setattr("chalicelib.also_bought.graph.connect", GremlinConnection)
    orders = [owned(f"c-{n % 8}", "emma", f"o-{n}") for n in range(160)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda one: GremlinGraph(gremlin_url, Timeout(60)).upsert_edges(graph_target, [one]), orders))
    assert len(graph.load_edges(graph_target)) == 160
