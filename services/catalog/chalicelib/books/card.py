"""The card of a book: all that a list shows of it, as JSON in each of the book's list entries.

A list of twenty books is one query then. A card has the rating and whether each edition can be bought, but not how
many copies are left, which changes with every sale: the book's page and the cart know that.
"""

from collections.abc import Mapping
from typing import Any

import msgspec
from msgspec import convert, to_builtins

from bookstore.dynamodb.items import Item
from bookstore.events.books import DIGITAL_FORMATS
from chalicelib.books.book import BookResponse
from chalicelib.reviews.rating import RatingSummary

NO_STOCK = {"availability": "out"}
ItemsByKey = Mapping[tuple[str, str], Item]
_decoder = msgspec.json.Decoder(BookResponse)


def to_response(item: Item, rating: Item | None, stock: ItemsByKey) -> BookResponse:
    """Return a stored book as its page shows it; MsgspecError when it breaks a rule that came after it."""
    editions = [edition | _stock_fields(edition, stock) for edition in item["editions"]]
    summary = convert(rating or {}, RatingSummary)
    return convert(item | {"editions": editions, "rating": to_builtins(summary)}, BookResponse)


def encode_card(book: BookResponse) -> str:
    """Return the card of a book."""
    editions = tuple(msgspec.structs.replace(edition, left=None) for edition in book.editions)
    return msgspec.json.encode(msgspec.structs.replace(book, editions=editions)).decode()


def decode_card(card: str) -> BookResponse:
    """Return the book on a card; MsgspecError when it breaks a rule that came after it."""
    return _decoder.decode(card)


def stock_keys(book: Item) -> list[tuple[str, str]]:
    """Return the keys of the stock of a stored book's editions."""
    return [(f"ISBN#{edition['isbn']}", "STOCK") for edition in book["editions"]]


def _stock_fields(edition: Item, stock: ItemsByKey) -> dict[str, Any]:
    if edition["format"] in DIGITAL_FORMATS:
        return {"availability": "in_stock" if edition.get("file") else "out"}
    item = stock.get((f"ISBN#{edition['isbn']}", "STOCK"))
    return item["stock"] if item else NO_STOCK
