"""The ledger in DynamoDB: one entry per order or rating of a book, and the totals they add up to.

An entry and the totals it changes are written in one transaction, on condition that nobody changed the entry since it
was read: whatever arrives twice, late or out of order, the totals are those of the newest versions.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from itertools import groupby

from msgspec import convert

from bookstore import correlation
from bookstore.closed_accounts import AccountClosed
from bookstore.dynamodb.changes import Change, Put, Update
from bookstore.dynamodb.conditions import Attr, Condition, Key
from bookstore.dynamodb.conflicts import ConditionFailed
from bookstore.dynamodb.counters import ATTEMPTS, CounterContended
from bookstore.dynamodb.items import Item
from bookstore.dynamodb.table import ScanPosition, Table
from bookstore.dynamodb.unreadable import read_row, read_rows
from chalicelib.ledger.customers import ownership_changes
from chalicelib.ledger.entry import ZERO, BookTotals, Counts, DayRange, Entry, Purchase, changes_by_day
from chalicelib.own_table import own_table


class LedgerRepository:
    """What every order and rating counts, and the totals per book and day."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def save_purchase(self, purchase: Purchase) -> bool:
        """Count a purchase, and save who owns the book unless the account is closed."""
        try:
            return self.save_entry(purchase.entry, *ownership_changes(purchase))
        except AccountClosed:
            return self.save_entry(purchase.entry)

    def save_entry(self, entry: Entry, *along: Change) -> bool:
        """Save the entry and the totals it changes; return False when this version or a later one is there."""
        for _ in range(ATTEMPTS):
            current = self._table.get(f"BOOK#{entry.book_id}", entry.name)
            if current and current["version"] >= entry.version:
                return False
            changes = [_entry_put(entry, current), *_total_updates(entry, _to_entry(entry, current)), *along]
            try:
                self._table.write(*changes)
                return True
            except ConditionFailed as conflict:
                if 0 not in conflict.all_failed:
                    raise AccountClosed from conflict
        raise CounterContended(f"{entry.book_id} {entry.name}")

    def load_totals(self, book_id: str, days: DayRange) -> BookTotals:
        """Return the book's totals of all time and of each of these days.

        BOOK is read first: a change between the two reads has a higher version than the one that is returned.
        """
        book = self._table.get(f"BOOK#{book_id}", "BOOK")
        items = self._table.query_all(Key("pk").eq(f"BOOK#{book_id}") & Key("sk").between(*_day_keys(days)))
        return _to_totals(book_id, [*([book] if book else []), *items])

    def scan_totals(self, days: DayRange) -> Iterator[BookTotals]:
        """Yield the totals of every book."""
        return (totals for _, totals in self.scan_totals_from((), days))

    def scan_totals_from(self, position: ScanPosition, days: DayRange) -> Iterator[tuple[ScanPosition, BookTotals]]:
        """Yield the totals of the books behind a position, each with its own; BOOK precedes the days here, too."""
        rows = self._table.scan_from(position, Attr("sk").eq("BOOK") | Attr("sk").between(*_day_keys(days)))
        for pk, of_book in groupby(rows, key=lambda row: str(row[1]["pk"])):
            *_, last = book_rows = list(of_book)
            yield last[0], _to_totals(pk.removeprefix("BOOK#"), [item for _, item in book_rows])

    def load_version(self, book_id: str) -> int:
        """Return how often the book's totals or its card have changed."""
        return self.load_versions([book_id]).get(book_id, 0)

    def load_versions(self, book_ids: Iterable[str]) -> dict[str, int]:
        """Return the versions of at most a hundred books."""
        items = self._table.get_many([(f"BOOK#{book_id}", "BOOK") for book_id in book_ids], only=["pk", "doc_version"])
        return {item["pk"].removeprefix("BOOK#"): item["doc_version"] for item in items}


def _day_keys(days: DayRange) -> tuple[str, str]:
    first, last = days
    return f"DAY#{first.isoformat()}", f"DAY#{last.isoformat()}"


def _to_totals(book_id: str, items: Sequence[Item]) -> BookTotals:
    """Add up what can be read: a row that cannot is reported, and counts nothing."""
    book = next((item for item in items if item["sk"] == "BOOK"), Item())
    days = read_rows((item for item in items if item is not book), _to_day)
    category, on_sale = read_row(book, _to_catalog_part) or (None, False)
    return BookTotals(
        book_id=book_id,
        category=category,
        on_sale=on_sale,
        total=read_row(book, _to_counts) or ZERO,
        days=dict(of_day for _, of_day in days),
        version=book.get("doc_version", 0),
    )


def _to_day(item: Item) -> tuple[date, Counts]:
    return date.fromisoformat(item["sk"].removeprefix("DAY#")), _to_counts(item)


def _to_catalog_part(book: Item) -> tuple[str | None, bool]:
    """Return the book's category, None until the catalog has announced it, and whether it is sold."""
    section = book.get("catalog") or {}
    return convert(section.get("category"), str | None), not section.get("withdrawn", False)


def _entry_put(entry: Entry, current: Item | None) -> Put:
    day = entry.day.isoformat() if entry.day else None
    item = {"pk": f"BOOK#{entry.book_id}", "sk": entry.name, "version": entry.version, "day": day}
    return Put({**item, **vars(entry.counts)}, _is_unchanged(current))


def _to_entry(entry: Entry, current: Item | None) -> Entry | None:
    if current is None:
        return None
    day = date.fromisoformat(current["day"]) if current.get("day") else None
    return Entry(entry.book_id, entry.name, current["version"], day, _to_counts(current))


def _total_updates(after: Entry, before: Entry | None) -> list[Change]:
    by_day = changes_by_day(before, after)
    total = sum(by_day.values(), ZERO)
    days = [_add(after.book_id, f"DAY#{day.isoformat()}", counts) for day, counts in by_day.items()]
    return [*days, _add(after.book_id, "BOOK", total)] if days else []


def _add(book_id: str, sk: str, counts: Counts) -> Update:
    sets = {"correlation_id": correlation.current()}
    return Update(f"BOOK#{book_id}", sk, sets=sets, adds={**vars(counts), "doc_version": 1})


def _to_counts(item: Item) -> Counts:
    return convert({name: item.get(name, 0) for name in vars(ZERO)}, Counts)


def _is_unchanged(current: Item | None) -> Condition:
    return Attr("version").eq(current["version"]) if current else Attr("pk").not_exists()


@cache
def ledger_repository() -> LedgerRepository:
    """Return the ledger in the recommendations' own table."""
    return LedgerRepository(own_table())
