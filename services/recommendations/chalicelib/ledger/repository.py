"""The ledger in the table: one line per order or rating of a book, and the totals they add up to.

A line and the totals it moves change in one transaction, on condition that nobody changed the line since it was
read: whatever is heard twice, late or in disorder, the totals are those of the newest versions.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from itertools import groupby

from boto3.dynamodb.conditions import Attr, ConditionBase, Key
from msgspec import convert

from bookstore import correlation
from bookstore.dynamodb.changes import Change, Put, Update
from bookstore.dynamodb.conflicts import ConditionFailed
from bookstore.dynamodb.counters import ATTEMPTS, CounterContended
from bookstore.dynamodb.items import Item
from bookstore.dynamodb.table import ScanPosition, Table
from chalicelib.bestsellers import ranking
from chalicelib.bestsellers.entries import Standing
from chalicelib.ledger.customers import AccountClosed, link
from chalicelib.ledger.entry import NOTHING, Entry, Purchase, Tally, moves
from chalicelib.own_table import own_table


class Ledger:
    """What every order and rating counts, and the totals per book and day."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def buy(self, purchase: Purchase) -> bool:
        """Count what the customer keeps of a book, and remember who keeps it unless the account is closed."""
        try:
            return self.enter(purchase.entry, *link(purchase))
        except AccountClosed:
            return self.enter(purchase.entry)

    def enter(self, entry: Entry, *along: Change) -> bool:
        """Let the line say this, with the totals; False when it knows this version or a later one already."""
        for _ in range(ATTEMPTS):
            present = self._table.get(f"BOOK#{entry.book_id}", entry.name)
            if present and present["version"] >= entry.version:
                return False
            changes = [_line(entry, present), *_moved(entry, _read(entry, present)), *along]
            try:
                self._table.write(*changes)
                return True
            except ConditionFailed as refused:
                if 0 not in refused.all_failed:
                    raise AccountClosed from refused
        raise CounterContended(f"{entry.book_id} {entry.name}")

    def standing(self, book_id: str, today: date) -> Standing:
        """Everything the lists need to know of the book.

        BOOK is read first: a change that comes between the two readings has a higher version than the one we say.
        """
        book = self._table.get(f"BOOK#{book_id}", "BOOK")
        days = self._table.query_all(Key("pk").eq(f"BOOK#{book_id}") & Key("sk").between(*_days(today)))
        return _standing(book_id, [*([book] if book else []), *days])

    def standings(self, today: date) -> Iterator[Standing]:
        """The same of every book."""
        return (standing for _, standing in self.standings_from((), today))

    def standings_from(self, place: ScanPosition, today: date) -> Iterator[tuple[ScanPosition, Standing]]:
        """The same, each with its place in the table, of all books behind this one; BOOK comes before the days here,
        too."""
        rows = self._table.scan_from(place, Attr("sk").eq("BOOK") | Attr("sk").between(*_days(today)))
        for pk, placed in groupby(rows, key=lambda row: str(row[1]["pk"])):
            *_, last = both = list(placed)
            yield last[0], _standing(pk.removeprefix("BOOK#"), [item for _, item in both])

    def version(self, book_id: str) -> int:
        """How often the book's totals or its card have changed."""
        return self.versions([book_id]).get(book_id, 0)

    def versions(self, book_ids: Iterable[str]) -> dict[str, int]:
        """The same of at most a hundred books."""
        items = self._table.get_many([(f"BOOK#{book_id}", "BOOK") for book_id in book_ids], only=["pk", "doc_version"])
        return {item["pk"].removeprefix("BOOK#"): item["doc_version"] for item in items}


def _days(today: date) -> tuple[str, str]:
    return f"DAY#{ranking.first_day(today).isoformat()}", f"DAY#{ranking.ends(today)[-1].isoformat()}"


def _standing(book_id: str, items: Sequence[Item]) -> Standing:
    book = next((item for item in items if item["sk"] == "BOOK"), {})
    told = book.get("catalog") or {}
    return Standing(
        book_id=book_id,
        category=told.get("category"),
        on_sale=not told.get("withdrawn", False),
        total=_tally(book),
        days={date.fromisoformat(item["sk"].removeprefix("DAY#")): _tally(item) for item in items if item != book},
        version=book.get("doc_version", 0),
    )


def _line(entry: Entry, present: Item | None) -> Put:
    day = entry.day.isoformat() if entry.day else None
    kept = {"pk": f"BOOK#{entry.book_id}", "sk": entry.name, "version": entry.version, "day": day}
    return Put({**kept, **vars(entry.tally)}, _unchanged(present))


def _read(entry: Entry, present: Item | None) -> Entry | None:
    if present is None:
        return None
    day = date.fromisoformat(present["day"]) if present.get("day") else None
    return Entry(entry.book_id, entry.name, present["version"], day, _tally(present))


def _moved(after: Entry, before: Entry | None) -> list[Change]:
    by_day = moves(before, after)
    total = sum(by_day.values(), NOTHING)
    days = [_add(after.book_id, f"DAY#{day.isoformat()}", tally) for day, tally in by_day.items()]
    return [*days, _add(after.book_id, "BOOK", total)] if days else []


def _add(book_id: str, sk: str, tally: Tally) -> Update:
    traced = {"correlation_id": correlation.current()}
    return Update(f"BOOK#{book_id}", sk, sets=traced, adds={**vars(tally), "doc_version": 1})


def _tally(item: Item) -> Tally:
    return convert({name: item.get(name, 0) for name in vars(NOTHING)}, Tally)


def _unchanged(present: Item | None) -> ConditionBase:
    return Attr("version").eq(present["version"]) if present else Attr("pk").not_exists()


@cache
def ledger() -> Ledger:
    """The ledger in the recommendations' own table."""
    return Ledger(own_table())
