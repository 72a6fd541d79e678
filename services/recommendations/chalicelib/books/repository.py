"""The books' cards as the catalog tells them, and whose edition an ISBN is. A card is kept as one text: an answer needs
thirty of them, and DynamoDB's client takes long over each name and number."""

from collections.abc import Iterable, Iterator
from functools import cache

from boto3.dynamodb.conditions import Attr
from msgspec import convert
from msgspec.json import Decoder, encode

from bookstore.dynamodb.changes import Put
from bookstore.dynamodb.conflicts import ConditionFailed
from bookstore.dynamodb.items import Item
from bookstore.dynamodb.sections import section_update
from bookstore.dynamodb.table import Table
from bookstore.events.books import BookState
from chalicelib.books.card import Card, ChangedBook, KnownBook, card
from chalicelib.own_table import own_table
from chalicelib.ttl_cache import Fresh

DECODE = Decoder(Card).decode
FRESH_SECONDS = 5.0  # no longer than a browser may keep a list


class Books:
    """What recommendations know of the catalog's books."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._seen: Fresh[str, KnownBook] = Fresh(FRESH_SECONDS)

    def merge(self, book: BookState) -> bool:
        """Keep the book's card and its editions' ISBNs, if this version is news."""
        told = as_kept(card(book), withdrawn=book.withdrawn)
        change = section_update(f"BOOK#{book.book_id}", "BOOK", "catalog", book.version, told)
        isbns = [Put({"pk": f"ISBN#{e.isbn}", "sk": "ISBN", "book_id": book.book_id}) for e in book.editions]
        try:
            self._table.write(change, *isbns)
        except ConditionFailed:
            return False
        return True

    def known(self, book_ids: Iterable[str]) -> dict[str, KnownBook]:
        """Those of at most a hundred books that the catalog has told of, in one reading."""
        keys = [(f"BOOK#{book_id}", "BOOK") for book_id in book_ids]
        items = self._table.get_many(keys, only=["pk", "catalog", "orders"])
        return {item["pk"].removeprefix("BOOK#"): _known(item) for item in items if "catalog" in item}

    def seen(self, book_ids: Iterable[str]) -> dict[str, KnownBook]:
        """The same as they were at most five seconds ago: the lists' few books are asked for all the time."""
        return self._seen.of(book_ids, self.known)

    def of_editions(self, isbns: Iterable[str]) -> list[str]:
        """The books that have these editions, each once, in the order of the ISBNs; unknown ISBNs are left out."""
        wanted = list(dict.fromkeys(isbns))
        items = self._table.get_many([(f"ISBN#{isbn}", "ISBN") for isbn in wanted])
        found = {item["pk"].removeprefix("ISBN#"): item["book_id"] for item in items}
        return list(dict.fromkeys(found[isbn] for isbn in wanted if isbn in found))

    def ids(self) -> Iterator[str]:
        """Every book there is anything about."""
        return (item["pk"].removeprefix("BOOK#") for _, item in self._table.scan_from(filter_by=Attr("sk").eq("BOOK")))


def changed_book(old: Item | None, new: Item | None) -> ChangedBook:
    """The book whose item is new or different."""
    item = new or old or {}
    return ChangedBook(item["pk"].removeprefix("BOOK#"), ((old or {}).get("catalog") or {}).get("category"))


def as_kept(card: Card, *, withdrawn: bool) -> Item:
    """What a book's item says of what the catalog told."""
    return {"card": encode(card).decode(), "category": card.category, "withdrawn": withdrawn}


def _known(item: Item) -> KnownBook:
    told = item["catalog"]
    found = DECODE(told["card"]) if "card" in told else convert(told, Card)  # which is how it was kept at first
    return KnownBook(found, told["withdrawn"], item.get("orders", 0))


@cache
def books() -> Books:
    """The books in the recommendations' own table."""
    return Books(own_table())
