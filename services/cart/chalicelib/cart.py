"""Carts, lines and notices, and their rules."""

import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Annotated, Literal

from msgspec import Meta, Struct, structs

from bookstore.errors import Conflict, Invalid, NotFound
from bookstore.events.books import Author, Format, SeriesPlace
from bookstore.events.orders import Availability, OrderedLine
from bookstore.field_types import whole

MAX_LINES = 50
MAX_STORED_LINES = 500  # those saved for later included, which merged carts add
MAX_COPIES = 10
MAX_WISHES = 200
STORED_LINES_RULE = f"at most {MAX_STORED_LINES} lines, those saved for later included"
GUEST_CART_LIFETIME = timedelta(days=30)  # counted from its last change
NO_LINE = "none"  # the version of a line that is not in the cart

CartId = Annotated[
    str, Meta(pattern=whole("[A-Za-z0-9_-]{32}"), description="unguessable: who knows it may use the cart")
]
Copies = Annotated[int, Meta(ge=1, le=MAX_COPIES)]
PriceSeen = Annotated[int, Meta(ge=0, le=1_000_000, description="the price that was shown, in minor units")]
LineVersion = Annotated[
    str,
    Meta(
        pattern=whole(f"({NO_LINE}|[0-9a-f]{{0,16}})"),
        description=f"the line's version that the page shows; `{NO_LINE}` where it shows no such line",
    ),
]
Notice = Literal["price_rose", "price_fell", "fewer_left", "out_of_stock", "unavailable"]


class CartNotFound(NotFound):
    """No cart has this id, or it has expired."""

    code = "cart_unknown"


class EditionNotFound(NotFound):
    """The shop does not sell this edition."""

    code = "edition_unknown"


class CartFull(Invalid):
    """The cart has as many lines as a cart can have."""

    code = "cart_full"


class TooManyCopies(Invalid):
    """With the added copies the line would have more than a line can have."""

    code = "too_many_copies"


class LineChanged(Conflict):
    """The line is no longer as the page shows it: another page or device has changed it."""

    code = "line_changed"


class IdempotencyKeyReused(Conflict):
    """The Idempotency-Key has added other copies."""

    code = "key_reused"


class WishlistFull(Invalid):
    """The wishlist has as many books as a wishlist can have."""

    code = "wishlist_full"


class LineRequest(Struct, frozen=True, forbid_unknown_fields=True):
    """How many copies, the price the customer saw, and whether to save the line for later.

    With a `version` the line changes only if it is still as the customer saw it.
    """

    quantity: Copies
    price_seen: PriceSeen
    saved: bool = False
    version: LineVersion | None = None


class AddRequest(Struct, frozen=True, forbid_unknown_fields=True):
    """How many copies to add to those in the cart, and the price the customer saw."""

    quantity: Copies
    price_seen: PriceSeen


class Line(Struct, frozen=True, kw_only=True):
    """One edition in a cart, as the customer put it there; every change gives it another `version`."""

    quantity: int
    price_seen: int
    added_at: datetime
    saved: bool = False
    version: str = ""  # lines that were stored before there were versions


class Cart(Struct, frozen=True, kw_only=True):
    """A cart as it is stored under `key`; `revision` counts the changes of its lines."""

    key: str
    id: str
    revision: int
    lines: dict[str, Line]
    expires_at: datetime | None = None

    @property
    def idempotency_key(self) -> str:
        """The key of an order of these lines: it changes with every revision, so one content is ordered once."""
        return f"{self.id}-{self.revision}"


class Price(Struct, frozen=True, kw_only=True):
    """An edition's price (minor units) and stock, from the events of catalog and orders."""

    isbn: str
    book_id: str
    title: str
    authors: tuple[Author, ...]
    format: Format
    price: int
    currency: str
    cover: str | None = None
    category: str = ""
    series: SeriesPlace | None = None
    published: int = 0
    withdrawn: bool = False
    availability: Availability = "out"
    left: int | None = None


class Editions(Struct, frozen=True):
    """The editions of one version of a book."""

    version: int
    isbns: frozenset[str]


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


def sort_by_age(lines: Mapping[str, Line]) -> list[tuple[str, Line]]:
    """Sort the lines by the time they were added, the oldest first."""
    return sorted(lines.items(), key=lambda pair: (pair[1].added_at, pair[0]))


def to_line_response(line: Line, price: Price) -> LineResponse:
    """Convert the line, with its current price and notices."""
    return LineResponse(
        **structs.asdict(price),
        quantity=line.quantity,
        price_seen=line.price_seen,
        added_at=line.added_at,
        version=line.version,
        notices=tuple(list_notices(line, price)),
    )


def list_notices(line: Line, price: Price) -> Iterable[Notice]:
    """Yield what changed about a line since the customer saw it."""
    if price.withdrawn:
        yield "unavailable"
        return
    if price.price != line.price_seen:
        yield "price_rose" if price.price > line.price_seen else "price_fell"
    if price.availability == "out":
        yield "out_of_stock"
    elif price.left is not None and price.left < line.quantity:
        yield "fewer_left"


def new_version() -> str:
    """Return a version that no line has had: one that counts would come again after a removal."""
    return secrets.token_hex(8)


def add_copies(lines: Mapping[str, Line], isbn: str, request: AddRequest, now: datetime) -> Line:
    """Return the line with the copies added; one that was saved for later starts anew.

    CartFull and TooManyCopies where that is more than a cart and a line hold.
    """
    current = lines.get(isbn)
    copies = request.quantity + (current.quantity if current and not current.saved else 0)
    if copies > MAX_COPIES:
        rule = f"at most {MAX_COPIES} copies in the cart"
        message = f"A cart holds {MAX_COPIES} copies of a book, and yours has {copies - request.quantity} already."
        raise TooManyCopies(message, field="quantity", rule=rule)
    added_at = current.added_at if current else now
    line = Line(quantity=copies, price_seen=request.price_seen, added_at=added_at, version=new_version())
    check_room(lines, isbn, line)
    return line


def check_room(lines: Mapping[str, Line], isbn: str, line: Line) -> None:
    """Raise CartFull when this line would be one too many, in the cart or with those saved for later."""
    active = [each for each, other in lines.items() if each != isbn and not other.saved]
    if not line.saved and len(active) >= MAX_LINES:
        message = f"A cart can hold up to {MAX_LINES} different books."
        raise CartFull(message, field="isbn", rule=f"at most {MAX_LINES} lines")
    if isbn not in lines and len(lines) >= MAX_STORED_LINES:
        raise CartFull("There are too many books in this cart.", field="isbn", rule=STORED_LINES_RULE)


def merge_lines(own: Mapping[str, Line], guest: Mapping[str, Line]) -> dict[str, Line]:
    """Merge a guest's lines into the customer's.

    Copies of the same edition add up to MAX_COPIES; active lines beyond MAX_LINES are saved for later. Raises CartFull
    when there would be more than an item can hold; both carts stay as they are.
    """
    merged = dict(own)
    for isbn, line in sort_by_age(guest):
        merged[isbn] = _merge_line(merged[isbn], line) if isbn in merged else line
    if len(merged) > MAX_STORED_LINES:
        raise CartFull("There are too many books in these carts.", field="lines", rule=STORED_LINES_RULE)
    active = [isbn for isbn, line in sort_by_age(merged) if not line.saved]
    excess = set(active[MAX_LINES:])
    return {isbn: structs.replace(line, saved=True) if isbn in excess else line for isbn, line in merged.items()}


def _merge_line(own: Line, guest: Line) -> Line:
    copies = min(MAX_COPIES, own.quantity + guest.quantity)
    saved = own.saved and guest.saved
    return structs.replace(own, quantity=copies, price_seen=guest.price_seen, saved=saved, version=new_version())


def subtract_purchased(lines: Mapping[str, Line], purchased: Iterable[OrderedLine]) -> dict[str, Line]:
    """Subtract the copies of an order; copies added since, and lines saved for later, stay."""
    remaining = dict(lines)
    for item in purchased:
        line = remaining.get(item.isbn)
        if line is None or line.saved:
            continue
        if line.quantity > item.quantity:
            quantity = line.quantity - item.quantity
            remaining[item.isbn] = structs.replace(line, quantity=quantity, version=new_version())
        else:
            del remaining[item.isbn]
    return remaining
