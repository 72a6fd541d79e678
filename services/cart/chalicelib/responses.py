"""What a cart's page shows: the lines with current prices, and notices of what changed since they were added."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Literal

from msgspec import Struct, structs

from chalicelib.cart import Cart, Line, Price, has_moved, sort_by_age

Notice = Literal["price_rose", "price_fell", "fewer_left", "one_copy", "out_of_stock", "unavailable"]


class LineResponse(Price, frozen=True, kw_only=True):
    """A line as the cart's page shows it, with notices of what changed since it was added."""

    quantity: int
    price_seen: int
    added_at: datetime
    version: str = ""
    notices: tuple[Notice, ...] = ()


class CartResponse(Struct, frozen=True, kw_only=True):
    """A cart as its page shows it. `subtotal` in minor units, of the lines that are available."""

    id: str
    revision: int
    idempotency_key: str
    lines: tuple[LineResponse, ...]
    saved: tuple[LineResponse, ...]
    copies: int
    subtotal: int
    currency: str
    expires_at: datetime | None = None


def to_response(cart: Cart, prices: Mapping[str, Price], currency: str) -> CartResponse:
    """Convert the cart, with current prices and notices; lines without a price are left out."""
    lines = [to_line_response(line, prices[isbn]) for isbn, line in sort_by_age(cart.lines) if isbn in prices]
    active = tuple(line for line in lines if not cart.lines[line.isbn].saved)
    available = [line for line in active if "unavailable" not in line.notices and "out_of_stock" not in line.notices]
    return CartResponse(
        id=cart.id,
        revision=cart.revision,
        idempotency_key=cart.idempotency_key,
        lines=active,
        saved=tuple(line for line in lines if cart.lines[line.isbn].saved),
        copies=sum(line.quantity for line in active),
        subtotal=sum(line.quantity * line.price for line in available),
        currency=currency,
        expires_at=cart.expires_at,
    )


def to_line_response(line: Line, price: Price) -> LineResponse:
    """Convert the line, with its current price and notices; without the data of another book that has its ISBN now."""
    shown = _former_book(line, price) if has_moved(line, price) else price
    return LineResponse(
        **structs.asdict(shown),
        quantity=min(line.quantity, price.most_copies),
        price_seen=line.price_seen,
        added_at=line.added_at,
        version=line.version,
        notices=tuple(list_notices(line, price)),
    )


def list_notices(line: Line, price: Price) -> Iterable[Notice]:
    """Yield what changed about a line since the customer saw it."""
    if price.withdrawn or has_moved(line, price):
        yield "unavailable"
        return
    if price.price != line.price_seen:
        yield "price_rose" if price.price > line.price_seen else "price_fell"
    if line.quantity > price.most_copies:  # of a file that a cart has had since several were allowed
        yield "one_copy"
    if price.availability == "out":
        yield "out_of_stock"
    elif price.left is not None and price.left < line.quantity:
        yield "fewer_left"


def _former_book(line: Line, price: Price) -> Price:
    return structs.replace(
        price,
        book_id=line.book_id or price.book_id,
        title=line.title or price.title,
        authors=(),
        cover=None,
        category="",
        series=None,
        published=0,
    )
