"""The ledger on a real table: whatever is heard twice, late or in disorder, totals are those of the newest versions."""

import random
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from bookstore.events import OrderCancelled, OrderRefunded, OrderShipped
from chalicelib.books.repository import Books
from chalicelib.ledger import record_events
from chalicelib.ledger.customers import Readers
from chalicelib.ledger.entry import NOTHING, Tally
from chalicelib.ledger.repository import Ledger
from tests.recommendations.builders import NOON, TODAY, YESTERDAY, line, order, rated, told
from tests.recommendations.builders import YESTERDAY as THE_DAY_BEFORE

REFUNDED = order(line("emma", 3, remaining=1), "dracula", kind=OrderRefunded, version=3)
STORY = [
    order(line("emma", 3), "dracula"),
    REFUNDED,
    order(line("emma", 3, remaining=1), "dracula", kind=OrderShipped, version=4, status="shipped"),
    order("emma", order_id="o-2", customer="bob"),
    order("emma", order_id="o-2", customer="bob", kind=OrderCancelled, version=3, status="cancelled"),
    order("dracula", order_id="o-3", customer="bob", paid_at=NOON.replace(day=23)),
]
STARS = [rated(2), rated(5, version=2), rated(4, customer="bob", at=NOON.replace(day=23)), rated(1, "dracula")]


@pytest.fixture
def ledger(table):
    return Ledger(table)


def hear(ledger, *events):
    for event in events:
        if hasattr(event, "latest"):
            record_events.hear_rating(event, ledger=ledger)
        else:
            record_events.hear_order(event, ledger=ledger)


def total(ledger, book_id="emma") -> Tally:
    return ledger.standing(book_id, TODAY).total


def test_a_purchase_counts_for_the_book_and_for_its_day(ledger):
    hear(ledger, order(line("emma", 2)))
    standing = ledger.standing("emma", TODAY)
    assert (standing.total, standing.days, standing.version) == (Tally(2, 1), {TODAY: Tally(2, 1)}, 1)


def test_what_was_given_back_counts_no_longer(ledger):
    hear(ledger, order(line("emma", 3)), REFUNDED)
    assert total(ledger) == Tally(copies=1, orders=1)


def test_an_older_version_changes_nothing(ledger):
    hear(ledger, REFUNDED, order(line("emma", 3), "dracula"))
    assert (total(ledger), ledger.version("emma")) == (Tally(copies=1, orders=1), 1)


def test_stars_given_another_day_move_there(ledger):
    hear(ledger, rated(2, at=NOON.replace(day=23)), rated(5, version=2))
    days = ledger.standing("emma", TODAY).days
    assert (days[THE_DAY_BEFORE], days[TODAY]) == (NOTHING, Tally(ratings=1, stars=5))


@pytest.mark.parametrize("seed", range(6))
def test_everything_twice_and_shuffled_gives_the_same_totals(ledger, seed):
    heard = [*STORY, *STARS] * 2
    random.Random(seed).shuffle(heard)
    hear(ledger, *heard)
    emma, dracula = (ledger.standing(book_id, TODAY) for book_id in ("emma", "dracula"))
    assert (emma.total, dracula.total) == (Tally(1, 1, 2, 9), Tally(2, 2, 1, 1))
    assert (sum(emma.days.values(), NOTHING), sum(dracula.days.values(), NOTHING)) == (emma.total, dracula.total)
    assert dracula.days[YESTERDAY] == Tally(1, 1)


def test_many_orders_of_one_book_at_once_are_all_counted(ledger):
    orders = [order("emma", order_id=f"o-{n}", customer=f"c-{n}") for n in range(24)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda one: hear(ledger, one, one), orders))
    assert total(ledger) == Tally(copies=24, orders=24)


def test_a_book_that_nobody_told_of_stands_at_nothing(ledger):
    standing = ledger.standing("emma", TODAY)
    assert (standing.category, standing.total, standing.days, standing.version) == (None, NOTHING, {}, 0)


def test_every_book_is_read_at_once_as_each_would_be_alone(table, ledger):
    long_ago = order("emma", order_id="o-2", paid_at=NOON - timedelta(days=90))
    hear(ledger, order("emma", "dracula"), long_ago)
    Books(table).merge(told("emma"))
    Books(table).merge(told("walden"))
    every = list(ledger.standings(TODAY))
    assert every == [ledger.standing(one.book_id, TODAY) for one in every]
    assert sorted(one.book_id for one in every) == ["dracula", "emma", "walden"]
    assert ledger.versions(["emma", "unheard-of"]) == {"emma": ledger.version("emma")}


def test_the_catalogs_telling_and_the_orders_share_one_version(table, ledger):
    hear(ledger, order("emma"))
    Books(table).merge(told("emma"))
    standing = ledger.standing("emma", TODAY)
    assert (standing.category, standing.on_sale, standing.total.copies, standing.version) == ("Fiction", True, 1, 2)


def test_a_closed_accounts_purchases_count_and_name_nobody(table, ledger):
    readers = Readers(table)
    hear(ledger, order("emma"))
    readers.forget("ann")
    hear(ledger, order("dracula", order_id="o-2"), REFUNDED)
    assert (total(ledger), total(ledger, "dracula")) == (Tally(1, 1), Tally(2, 2))
    assert [item["sk"] for item in table.query_prefix("CUSTOMER#ann")] == ["CLOSED"]
    assert not any("ann" in str(item) for item in table.scan() if item["pk"] != "CUSTOMER#ann")
