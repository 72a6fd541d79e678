"""A book whose category moves while its scores are written stands in one category afterwards (case 58)."""

import pytest

from bookstore.events import BookChanged
from chalicelib import drift, rebuild
from chalicelib.bestsellers.project import project_book
from chalicelib.bestsellers.ranking import day_range
from chalicelib.books.repository import BookRepository
from chalicelib.ledger import record_events
from chalicelib.ledger.repository import LedgerRepository
from tests.recommendations.builders import NOON, book_event, order
from tests.recommendations.fakes import FakeReadModels
from tests.recommendations.shop import create_complete


class MovingLedger(LedgerRepository):
    """A ledger whose book moves to the next category once its totals were read; the projector hears of it at once, and
    whoever read the totals writes them after that."""

    def __init__(self, table, lists):
        super().__init__(table)
        self._books, self._lists, self._version = BookRepository(table), lists, 1
        self.categories, self.targets, self.moves_after_scan = [], (), True

    def scan_totals_from(self, position, days):
        yield from list(super().scan_totals_from(position, days))
        if self.moves_after_scan:
            self._move()

    def load_totals(self, book_id, days):
        totals = super().load_totals(book_id, days)
        self._move()
        return totals

    def _move(self):
        if self.categories:
            category, remaining = self.categories[0], self.categories[1:]
            self.categories, self._version = [], self._version + 1
            former = self.load_totals("emma", day_range(NOON.date())).category
            self._books.save(book_event("emma", BookChanged, version=self._version, category=category))
            for target in self.targets():
                project_book("emma", (target,), NOON, ledger=self, leaderboard=self._lists, former_category=former)
            self.categories = remaining


@pytest.fixture
def ledger(table, lists, monkeypatch):
    monkeypatch.setattr("bookstore.clock.now", lambda: NOON)
    ledger = MovingLedger(table, lists)
    BookRepository(table).save(book_event("emma"))
    record_events.on_order_changed(order("emma"), ledger=ledger)
    return ledger


def categories_of(lists, target):
    return {scope for scope in lists.load_scopes(target) if "emma" in lists.load_members(target, scope)}


@pytest.mark.parametrize("moves", [["Drama"], ["Drama", "Poetry"], ["Drama", "Fiction"], ["Drama", "Poetry", "Drama"]])
def test_a_book_that_moves_during_a_rebuild_stands_in_one_category(ledger, lists, moves):
    read_models, last = FakeReadModels(), moves[-1]
    ledger.categories, ledger.targets = list(moves), lambda: read_models.get("bestsellers").targets[1:]
    rebuild.rebuild_bestsellers(read_models=read_models, ledger=ledger, leaderboard=lists)
    target = read_models.get("bestsellers").serving
    try:
        assert categories_of(lists, target) == {"all", f"category/{last}"}
    finally:
        lists.remove(target)


@pytest.mark.parametrize("moves", [["Drama"], ["Drama", "Poetry"]])
def test_a_book_that_moves_during_a_repair_stands_in_one_category(ledger, lists, list_target, moves):
    create_complete(lists, list_target)
    ledger.categories, ledger.targets, ledger.moves_after_scan = list(moves), lambda: (list_target,), False
    drift.check_bestsellers(list_target, NOON, ledger=ledger, leaderboard=lists, repair=True)
    assert categories_of(lists, list_target) == {"all", f"category/{moves[-1]}"}
