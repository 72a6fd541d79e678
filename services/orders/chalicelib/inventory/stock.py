"""What can be sold: an edition with its price and its copies, and what a shopper may know of them."""

from collections.abc import Iterable, Mapping
from typing import Annotated, Any, Protocol

from msgspec import Meta, Struct

from bookstore.events import StockChanged
from bookstore.events.books import Format
from bookstore.events.orders import Availability
from chalicelib.errors import NotOnSale, OutOfStock, PriceChanged
from chalicelib.field_types import Isbn, Reason
from chalicelib.limits import FEW_LEFT, MOST_STOCK


class StockItem(Struct, frozen=True, kw_only=True):
    """One edition as orders knows it. `available` is None for files, which never run out; `stock_version` counts
    the changes of `available`."""

    isbn: str
    book_id: str
    title: str
    format: Format
    price: int
    currency: str
    weight_grams: int = 0
    withdrawn: bool = False
    available: int | None = None
    stock_version: int = 0


class StockWanted(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How many copies staff counted."""

    available: Annotated[int, Meta(ge=0, le=MOST_STOCK)]


class AdjustmentWanted(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Copies that came or went, beside the orders."""

    delta: Annotated[int, Meta(ge=-MOST_STOCK, le=MOST_STOCK)]
    reason: Reason


class Delivery(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Copies of one edition that another system kept; `key` makes it one delivery however often it is sent."""

    isbn: Isbn
    copies: Annotated[int, Meta(ge=1, le=MOST_STOCK)]
    key: Annotated[str, Meta(min_length=1, max_length=100)]


class Asked(Protocol):
    """Some copies of an edition at a price."""

    @property
    def isbn(self) -> str: ...
    @property
    def quantity(self) -> int: ...
    @property
    def unit_price(self) -> int: ...


def check(lines: Iterable[Asked], stock: Mapping[str, StockItem]) -> None:
    """Nothing, if all of it can be bought now at these prices; else the refusal that names every book it is about."""
    asked = [(line, stock.get(line.isbn)) for line in lines]
    gone = [{"isbn": line.isbn, "title": _title(item)} for line, item in asked if item is None or item.withdrawn]
    if gone:
        raise NotOnSale(f"We no longer sell {_names(gone)}.", books=gone)
    present = [(line, item) for line, item in asked if item]
    prices = [_price(item) for line, item in present if item.price != line.unit_price]
    if prices:
        raise PriceChanged(f"The price has changed for {_names(prices)}.", prices=prices)
    short = [_left(item) for line, item in present if item.available is not None and item.available < line.quantity]
    if short:
        raise OutOfStock(f"We do not have enough copies of {_names(short)}.", books=short)


def stock_news(old: StockItem | None, new: StockItem) -> StockChanged | None:
    """The event, if a shopper now sees something else than before; a book nobody has heard of is seen as out."""
    if new.available is None:
        return None
    return None if _seen(old) == _seen(new) else stock_told(new)


def stock_told(new: StockItem) -> StockChanged:
    """The edition as the event tells it."""
    availability, left = _seen(new)
    return StockChanged(
        version=new.stock_version, isbn=new.isbn, book_id=new.book_id, availability=availability, left=left
    )


def _seen(item: StockItem | None) -> tuple[Availability, int | None]:
    if item is None or not item.available:
        return ("out", None) if item is None or item.available == 0 else ("in_stock", None)
    return ("low", item.available) if item.available <= FEW_LEFT else ("in_stock", None)


def _title(item: StockItem | None) -> str | None:
    return item.title if item else None


def _price(item: StockItem) -> dict[str, Any]:
    return {"isbn": item.isbn, "title": item.title, "price": item.price, "currency": item.currency}


def _left(item: StockItem) -> dict[str, Any]:
    return {"isbn": item.isbn, "title": item.title, "left": item.available}


def _names(books: list[dict[str, Any]]) -> str:
    return ", ".join(book["title"] or book["isbn"] for book in books)
