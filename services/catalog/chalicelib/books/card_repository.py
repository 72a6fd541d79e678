"""The cards in the catalog's list entries: what lists read, and how a card follows its book, rating and stock.

Whoever changes one of the three is followed by `refresh`, which reads all three after the entries and writes only what
differs; an entry that somebody wrote in between refuses it. So the last to finish has seen every change.
"""

from collections.abc import Iterable
from functools import cache

from msgspec import MsgspecError

from bookstore.dynamodb.changes import Change, Check, Update
from bookstore.dynamodb.conditions import Attr, Condition
from bookstore.dynamodb.conflicts import ConditionFailed
from bookstore.dynamodb.item_lists import Cursor
from bookstore.dynamodb.items import Item
from bookstore.dynamodb.optimistic import ConcurrentUpdate
from bookstore.dynamodb.table import Table
from bookstore.web import Page
from chalicelib.books.book import BookResponse, Sort
from chalicelib.books.card import decode_card, encode_card
from chalicelib.books.list_entries import ALL_BOOKS, LIST, card_attributes
from chalicelib.books.repository import BookRepository
from chalicelib.own_table import own_table

CARD_ATTRIBUTES = ("pk", "card")


class CardRepository:
    """Books as lists show them."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._books = BookRepository(table)

    def load_page(self, name: str, *, sort: Sort, limit: int, cursor: Cursor | None) -> Page[BookResponse]:
        """Load a page of a list, in one query."""
        entries = self._books.list_page(name, sort=sort, limit=limit, cursor=cursor)
        return Page(self._read({entry["book_id"]: entry for entry in entries.items}), entries.next)

    def load_many(self, book_ids: Iterable[str]) -> list[BookResponse]:
        """Load these books, in this order; ids without a book that can be read are left out."""
        ids = list(dict.fromkeys(book_ids))
        keys = [(f"BOOK#{book_id}", f"{LIST}{ALL_BOOKS}") for book_id in ids]
        entries = self._table.get_many(keys, only=CARD_ATTRIBUTES, consistent=False)
        by_id = {entry["pk"].removeprefix("BOOK#"): entry for entry in entries}
        return self._read({book_id: by_id.get(book_id, {}) for book_id in ids})

    def refresh(self, book_id: str) -> None:
        """Rewrite the book's card where it is not what the book, its rating and its stock are now.

        ConcurrentUpdate when one of the entries, or the book, was written in between.
        """
        entries = list(self._table.query_prefix(f"BOOK#{book_id}", LIST))
        books = self._books.load_responses([book_id]) if entries else []
        changes = [change for book in books for change in _card_changes(entries, encode_card(book))]
        if not changes:
            return
        unchanged = Check(f"BOOK#{book_id}", "BOOK", Attr("version").eq(books[0].version))
        try:
            self._table.write(unchanged, *changes)
        except ConditionFailed as error:
            raise ConcurrentUpdate("The book's lists changed while its card was rewritten.") from error

    def _read(self, entries: dict[str, Item]) -> list[BookResponse]:
        """Read the cards. Where there is none that can be read, the book itself is loaded: it is withdrawn, its entry
        is of an earlier release, or the card breaks a rule that came after it."""
        cards = {book_id: _read_card(entry) for book_id, entry in entries.items()}
        others = self._books.load_responses(book_id for book_id, book in cards.items() if book is None)
        found = cards | {book.book_id: book for book in others}
        return [book for book in found.values() if book]


def _read_card(entry: Item) -> BookResponse | None:
    try:
        return decode_card(entry["card"])
    except (KeyError, MsgspecError):
        return None


def _card_changes(entries: Iterable[Item], card: str) -> list[Change]:
    return [
        Update(entry["pk"], entry["sk"], sets=card_attributes(card), condition=_is_unchanged(entry))
        for entry in entries
        if entry.get("card") != card
    ]


def _is_unchanged(entry: Item) -> Condition:
    revision = Attr("revision")
    return revision.eq(entry["revision"]) if "revision" in entry else Attr("pk").exists() & revision.not_exists()


@cache
def card_repository() -> CardRepository:
    """Return the cards in the catalog's own table."""
    return CardRepository(own_table())
