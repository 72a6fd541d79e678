"""Similar books: computed when somebody buys or returns, stored in the table, read at once."""

from datetime import timedelta

import pytest

from bookstore import clock
from bookstore.jobs import Due
from chalicelib.also_bought import compute
from chalicelib.also_bought.repository import SimilarityRepository
from chalicelib.also_bought.similarity import HEAD_LENGTH, LIST_LENGTH, SimilarBook
from chalicelib.ledger.ownership import OwnedBook
from tests.lambda_events import SCHEDULED_EVENT
from tests.recommendations.builders import NOON, TODAY, order
from tests.recommendations.fake_engines import FakeGraph
from tests.recommendations.fakes import FakeBooks, FakeCustomers, FakeSimilarBooks, catalog_book
from tests.recommendations.shop import BOOKS, orders_of


@pytest.fixture
def similarities(table):
    return SimilarityRepository(table)


def test_lists_are_read_as_they_were_saved(similarities):
    lists = {"emma": [SimilarBook("walden", 0.25), SimilarBook("dracula", 0.125)], "faust": []}
    similarities.save(lists, NOON)
    assert similarities.load(["emma", "faust", "unknown"]) == lists


def test_the_head_of_a_list_can_be_read_without_the_rest(similarities):
    lists = {"emma": [SimilarBook(f"book-{n}", 1.0 / n) for n in range(1, LIST_LENGTH + 1)], "faust": []}
    similarities.save(lists, NOON)
    assert similarities.load(["emma", "faust"]) == lists
    assert similarities.load_heads(["emma", "faust"]) == {"emma": lists["emma"][:HEAD_LENGTH], "faust": []}


def test_a_list_that_was_stored_before_it_had_a_head_is_still_read(similarities, table):
    table.put({"pk": "BOOK#emma", "sk": "NEAR", "as_of": "", "books": '[["walden",0.5]]'})
    assert similarities.load(["emma"]) == {"emma": [SimilarBook("walden", 0.5)]}
    assert similarities.load_heads(["emma"]) == {"emma": [SimilarBook("walden", 0.5)]}


def test_a_pass_over_all_books_does_not_undo_what_a_purchase_has_changed_meanwhile(similarities):
    similarities.save({"emma": [SimilarBook("walden", 0.5)]}, NOON + timedelta(seconds=1))
    similarities.save({"emma": [], "faust": []}, NOON)
    assert similarities.load(["emma", "faust"]) == {"emma": [SimilarBook("walden", 0.5)], "faust": []}
    similarities.save({"emma": []}, NOON + timedelta(seconds=2))
    assert similarities.load(["emma"]) == {"emma": []}


def test_a_basket_is_everything_that_a_customer_of_the_book_bought(graph, graph_target):
    owned = [OwnedBook(c, b, "o-1", 1, TODAY) for c in ("ann", "bob") for b in ("emma", f"only-{c}")]
    others = [OwnedBook("ann", "emma", "o-2", 1, TODAY), OwnedBook("eve", "faust", "o-3", 1, TODAY)]
    graph.upsert_edges(graph_target, [*owned, *others])
    baskets = graph.load_baskets(graph_target, "emma", 10)
    assert sorted(sorted(basket) for basket in baskets) == [["emma", "only-ann"], ["emma", "only-bob"]]
    assert len(graph.load_baskets(graph_target, "emma", 1)) == 1


def test_the_customers_of_several_books_are_read_at_once(graph, graph_target):
    owned = [OwnedBook(c, b, "o-1", 1, TODAY) for c, b in (("ann", "emma"), ("bob", "emma"), ("ann", "faust"))]
    graph.upsert_edges(graph_target, [*owned, OwnedBook("ann", "emma", "o-2", 1, TODAY)])
    customers = graph.load_customers(graph_target, ["emma", "faust", "unsold"], 10)
    assert {book: len(of_book) for book, of_book in customers.items()} == {"emma": 2, "faust": 1}
    assert set(customers["faust"]) < set(customers["emma"])
    assert len(graph.load_customers(graph_target, ["emma"], 1)["emma"]) == 1


def test_a_pass_over_all_books_finds_what_they_find_one_by_one(monkeypatch):
    monkeypatch.setattr("chalicelib.also_bought.compute.MAX_CUSTOMERS", 12)  # fewer than the thirty who bought emma
    owned = {f"customer-{n}": ["emma", *sorted({f"book-{n % 3}", f"book-{n % 5}"})] for n in range(30)}
    book_ids = ["emma", *(f"book-{n}" for n in range(5))]
    customers = {book: [customer for customer, books in owned.items() if book in books] for book in book_ids}
    graph = FakeGraph(baskets={book: [owned[customer] for customer in of_book] for book, of_book in customers.items()})
    graph.load_customers = lambda target, ids, limit: {book: customers[book][:limit] for book in ids}
    books, one_by_one, all_at_once = FakeBooks(*map(catalog_book, book_ids)), FakeSimilarBooks(), FakeSimilarBooks()
    compute.compute_similar(book_ids, "first", graph=graph, books=books, similarities=one_by_one)
    baskets = compute.load_all_baskets(book_ids, "first", graph=graph)
    count = compute.compute_similar(book_ids, "first", graph=baskets, books=books, similarities=all_at_once)
    assert count == len(book_ids)
    assert all_at_once.lists == one_by_one.lists
    assert all_at_once.lists["emma"]


def test_a_purchase_affects_its_book_and_the_customers_latest_others():
    owned = [OwnedBook("ann", f"book-{n:02}", "o-1", 1, TODAY) for n in range(30)]
    affected = compute.find_affected([owned[9]], customers=FakeCustomers(*owned))
    assert affected[0] == "book-09"
    assert len(affected) == compute.MAX_AFFECTED
    assert len(set(affected)) == compute.MAX_AFFECTED


def test_an_order_of_many_books_affects_all_of_them():
    owned = [OwnedBook("ann", f"book-{n:02}", "o-1", 1, TODAY) for n in range(30)]
    assert len(compute.find_affected(owned, customers=FakeCustomers(*owned))) == len(owned)


def test_a_card_is_loaded_once_in_a_run():
    loaded = []
    books = FakeBooks(*(catalog_book(book) for book in ("emma", "faust", "walden")))
    load = books.load
    books.load = lambda ids: loaded.extend(ids) or load(ids)
    graph = FakeGraph(baskets={b: [["emma", "faust", "walden"]] * 3 for b in ("emma", "faust")})
    similar = FakeSimilarBooks()
    count = compute.compute_similar(["emma", "faust", "emma"], "first", graph=graph, books=books, similarities=similar)
    assert count == 2
    assert sorted(loaded) == ["emma", "faust", "walden"]
    assert [one.book_id for one in similar.lists["faust"]] == ["walden", "emma"]


@pytest.mark.parametrize(("near", "discounted"), [("faust", "walden"), ("walden", "faust")])
def test_the_lists_of_the_nearest_books_discount_the_score(near, discounted):
    graph = FakeGraph(baskets={"emma": [["emma", "faust", "walden"]] * 3})
    books = FakeBooks(*(catalog_book(book) for book in ("emma", "faust", "walden")))
    similar = FakeSimilarBooks({near: [SimilarBook(discounted, 9.0)]})
    compute.compute_similar(["emma"], "first", graph=graph, books=books, similarities=similar)
    assert similar.lists["emma"][0].book_id == near


def test_a_list_is_loaded_once_in_a_run_and_replaced_when_it_is_saved():
    loaded, similar = [], FakeSimilarBooks({"emma": [SimilarBook("faust", 0.5)]})
    load = similar.load
    similar.load = lambda ids: loaded.extend(ids) or load(ids)
    cached = compute.CachedSimilarities(similar)
    assert cached.load(["emma", "walden"]) == {"emma": similar.lists["emma"], "walden": ()}
    cached.save({"walden": [SimilarBook("emma", 0.25)]}, NOON)
    assert cached.load(["walden", "emma"])["walden"] == [SimilarBook("emma", 0.25)]
    assert similar.lists["walden"] == [SimilarBook("emma", 0.25)]
    assert loaded == ["emma", "walden"]


@pytest.fixture
def _metrics(monkeypatch):
    """The names under which failures are counted."""
    monkeypatch.setenv("POWERTOOLS_SERVICE_NAME", "recommendations")
    monkeypatch.setenv("STAGE", "test")


def collaborators(unavailable=False):
    return {
        "graph": FakeGraph(unavailable=unavailable),
        "books": FakeBooks(),
        "similarities": FakeSimilarBooks(),
    }


def test_many_books_at_once_are_queued_for_the_clock():
    given, many = collaborators(), [f"book-{n}" for n in range(compute.MAX_AFFECTED + 1)]
    assert compute.compute_or_enqueue(many, "first", **given) == 0
    assert compute.compute_queued("first", **given).done == len(many)
    assert given["similarities"].queue == set()
    assert len(given["similarities"].lists) == len(many)


@pytest.mark.usefixtures("_metrics")
def test_what_is_queued_stays_queued_while_the_graph_is_unavailable():
    given = collaborators(unavailable=True)
    given["similarities"].enqueue(["emma"])
    assert compute.compute_queued("first", **given).failed == 1
    assert given["similarities"].queue == {"emma"}


@pytest.mark.usefixtures("_metrics")
def test_a_queued_book_that_cannot_be_computed_keeps_no_other_waiting():
    given = collaborators()
    load = given["graph"].load_baskets
    given["graph"].load_baskets = lambda target, book_id, limit: (
        1 / (book_id != "emma") and load(target, book_id, limit)
    )
    given["similarities"].enqueue(["dracula", "emma", "faust"])
    report = compute.compute_queued("first", **given)
    assert (report.done, report.failed) == (2, 1)
    assert given["similarities"].queue == {"emma"}


def test_a_purchase_whose_similar_books_cannot_be_computed_now_is_queued():
    """Its edges are written: to deliver the stream's batch again would not help it, and keep the rest waiting."""
    given = collaborators(unavailable=True)
    assert compute.compute_or_enqueue(["emma"], "first", **given) == 0
    assert given["similarities"].queue == {"emma"}


def test_books_are_queued_once_in_the_table_until_they_are_dequeued(similarities):
    similarities.enqueue(["emma", "faust", "emma"])
    similarities.enqueue(["emma"])
    assert queued(similarities) == ["emma", "faust"]
    similarities.dequeue(["emma"])
    assert queued(similarities) == ["faust"]


def test_a_postponed_book_is_not_due_until_its_time_or_its_next_purchase(similarities):
    similarities.enqueue(["emma", "faust"])
    similarities.postpone(Due("emma", "emma"), clock.now() + timedelta(minutes=1))
    assert queued(similarities) == ["faust"]
    similarities.postpone(Due("emma", "emma", 1), clock.now())
    assert [due.postponed for page in similarities.due_pages() for due in page] == [2, 0]
    similarities.postpone(Due("emma", "emma"), clock.now() + timedelta(minutes=1))
    similarities.enqueue(["emma"])
    assert queued(similarities) == ["emma", "faust"]


def queued(similarities):
    return [due.item for page in similarities.due_pages() for due in page]


def similar_ids(similarities, book_id="emma"):
    return [one.book_id for one in similarities.load([book_id]).get(book_id, ())]


def test_books_bought_by_the_same_customers_are_similar_at_once(shop, similarities):
    shop.consume(*BOOKS, *orders_of("emma", "dracula"))
    shop.project()
    assert similar_ids(similarities) == ["dracula"]
    assert similar_ids(similarities, "dracula") == ["emma"]
    assert shop.also_bought() == ["dracula"]


def test_books_with_two_common_customers_left_after_a_refund_are_not_similar(shop, similarities):
    shop.consume(*BOOKS, *orders_of("emma", "dracula", customers=3))
    shop.project()
    shop.consume(order("emma", "dracula", order_id="o-0", customer="c-0", version=9, status="cancelled"))
    shop.project()
    assert similar_ids(similarities) == []
    assert similar_ids(similarities, "dracula") == []
    assert shop.also_bought() == []


def test_every_night_all_books_are_computed(shop, table, similarities):
    shop.consume(*BOOKS, *orders_of("emma", "dracula"))
    shop.project()
    table.delete("BOOK#emma", "NEAR")
    shop.functions.nightly_repair(SCHEDULED_EVENT, None)
    assert similar_ids(similarities) == ["dracula"]


def test_after_a_rebuild_of_the_graph_all_books_are_computed(shop, table, graph, similarities):
    shop.consume(*BOOKS, *orders_of("emma", "dracula"))
    shop.project()
    table.put({"pk": "BOOK#emma", "sk": "NEAR", "books": "[]"})
    shop.functions.rebuild({"views": ["graph"]}, None)
    graph.remove(shop.read_models.get("graph").serving)
    assert similar_ids(similarities) == ["dracula"]
