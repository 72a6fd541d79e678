"""Stock: an edition with its price and its copies, whether it can be bought, and what customers may see of it."""

from collections.abc import Iterable, Mapping
from typing import Annotated, Any

from msgspec import Meta, Struct

from bookstore.events import StockChanged
from bookstore.events.books import Format
from bookstore.events.orders import Availability
from bookstore.field_types import Checked, Isbn, whole
from chalicelib.errors import NotOnSale, NotYetAvailable, OutOfStock, PriceChanged
from chalicelib.field_types import Reason
from chalicelib.limits import LOW_STOCK, MAX_STOCK
from chalicelib.pricing.totals import Line, LineRequest


class StockItem(Struct, frozen=True, kw_only=True):
    """One edition as orders stores it. `available` is None for files, which never run out; `stock_version` counts
    the changes of `available`. A digital edition is not `obtainable` while the catalog has no file of it."""

    isbn: str
    book_id: str
    title: str
    format: Format
    price: int
    currency: str
    weight_grams: int = 0
    fixed_price: bool = False
    withdrawn: bool = False
    obtainable: bool = True
    available: int | None = None
    stock_version: int = 0


class StockCountRequest(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The number of copies that staff counted."""

    available: Annotated[int, Meta(ge=0, le=MAX_STOCK)]


class StockAdjustmentRequest(Checked, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Copies added or removed for another reason than an order."""

    delta: Annotated[int, Meta(ge=-MAX_STOCK, le=MAX_STOCK)]
    reason: Reason


class Delivery(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Copies of one edition to receive; `key` makes a repeated delivery recognisable."""

    isbn: Isbn
    copies: Annotated[int, Meta(ge=1, le=MAX_STOCK)]
    key: Annotated[str, Meta(pattern=whole(r"[\x21-\x7e]{1,100}"))]


def check_availability(lines: Iterable[LineRequest | Line], stock: Mapping[str, StockItem]) -> None:
    """Raise NotOnSale, NotYetAvailable, PriceChanged or OutOfStock, naming every book concerned, unless all lines can
    be bought now."""
    lines_with_items = [(line, stock.get(line.isbn)) for line in lines]
    withdrawn = [
        {"isbn": line.isbn, "title": _title(item)} for line, item in lines_with_items if item is None or item.withdrawn
    ]
    if withdrawn:
        raise NotOnSale(f"We no longer sell {_titles(withdrawn)}.", books=withdrawn)
    on_sale = [(line, item) for line, item in lines_with_items if item]
    awaited = [{"isbn": line.isbn, "title": item.title} for line, item in on_sale if not item.obtainable]
    if awaited:
        raise NotYetAvailable(f"{_titles(awaited)}: not yet available as a download.", books=awaited)
    prices = [_current_price(item) for line, item in on_sale if item.price != line.unit_price]
    if prices:
        raise PriceChanged(f"The price has changed for {_titles(prices)}.", prices=prices)
    short = [
        _copies_left(item) for line, item in on_sale if item.available is not None and item.available < line.quantity
    ]
    if short:
        raise OutOfStock(f"We do not have enough copies of {_titles(short)}.", books=short)


def event_for_stock_change(old: StockItem | None, new: StockItem) -> StockChanged | None:
    """Return the event when customers see another availability than before, or see it with another book.

    An edition without an item is `out`. A book that takes over an ISBN learns its availability.
    """
    is_same_book = old is None or old.book_id == new.book_id
    if new.available is None or (is_same_book and shown_stock(old) == shown_stock(new)):
        return None
    return to_stock_event(new)


def to_stock_event(item: StockItem) -> StockChanged:
    """Return the event with the item's current availability."""
    availability, left = shown_stock(item)
    return StockChanged(
        version=item.stock_version, isbn=item.isbn, book_id=item.book_id, availability=availability, left=left
    )


def shown_stock(item: StockItem | None) -> tuple[Availability, int | None]:
    """Return all that anybody but staff is told of the stock, by events and refusals alike: how many copies there are
    only when they are few, since the exact stock shows others how well a book sells."""
    if item is None or not item.available:
        return ("out", None) if item is None or item.available == 0 else ("in_stock", None)
    return ("low", item.available) if item.available <= LOW_STOCK else ("in_stock", None)


def _title(item: StockItem | None) -> str | None:
    return item.title if item else None


def _current_price(item: StockItem) -> dict[str, Any]:
    return {"isbn": item.isbn, "title": item.title, "price": item.price, "currency": item.currency}


def _copies_left(item: StockItem) -> dict[str, Any]:
    availability, left = shown_stock(item)
    return {"isbn": item.isbn, "title": item.title, "left": 0 if availability == "out" else left}


def _titles(books: list[dict[str, Any]]) -> str:
    return ", ".join(book["title"] or book["isbn"] for book in books)
