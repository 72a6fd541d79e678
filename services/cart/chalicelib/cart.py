"""Carts, lines and notices: what they are and what rules they keep."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Annotated, Literal

from msgspec import Meta, Struct, structs

from bookstore.errors import Invalid, NotFound
from bookstore.events.books import Author, Format, SeriesPlace
from bookstore.events.orders import Availability, OrderedLine

MOST_LINES = 50
MOST_COPIES = 10
GUEST_CART_KEPT = timedelta(days=30)

CartId = Annotated[str, Meta(pattern=r"^[A-Za-z0-9_-]{32}$", description="unguessable: who knows it may use the cart")]
Isbn = Annotated[str, Meta(pattern=r"^97[89][0-9]{10}$", description="ISBN-13, digits only")]
BookId = Annotated[str, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Copies = Annotated[int, Meta(ge=1, le=MOST_COPIES)]
Notice = Literal["price_rose", "price_fell", "fewer_left", "out_of_stock", "unavailable"]


class CartUnknown(NotFound):
    """No cart has this id, or it has expired."""

    code = "cart_unknown"


class EditionUnknown(NotFound):
    """The shop does not sell this edition."""

    code = "edition_unknown"


class CartFull(Invalid):
    """A cart has a limit, as a parcel has."""

    code = "cart_full"


class LineWanted(Struct, frozen=True, forbid_unknown_fields=True):
    """How many copies, at which price the shopper saw them (minor units), or kept for later."""

    quantity: Copies
    price_seen: Annotated[int, Meta(ge=0, le=1_000_000)]
    saved: bool = False


class Line(Struct, frozen=True, kw_only=True):
    """One edition in a cart, as it was put there."""

    quantity: int
    price_seen: int
    added_at: datetime
    saved: bool = False


class Cart(Struct, frozen=True, kw_only=True):
    """A cart as it is kept under `key`; `revision` counts the changes of its lines."""

    key: str
    id: str
    revision: int
    lines: dict[str, Line]
    expires_at: datetime | None = None

    @property
    def idempotency_key(self) -> str:
        """New whenever a line changes: one order for one content, however often it is submitted."""
        return f"{self.id}-{self.revision}"


class Price(Struct, frozen=True, kw_only=True):
    """What the cart knows of an edition, from the catalog's and orders' events. `price` in minor units."""

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
    """Which editions a version of a book names."""

    version: int
    isbns: frozenset[str]


class LineShown(Price, frozen=True, kw_only=True):
    """A line as the cart's page shows it, with what changed since the shopper put it there."""

    quantity: int
    price_seen: int
    added_at: datetime
    notices: tuple[Notice, ...] = ()


class CartShown(Struct, frozen=True, kw_only=True):
    """A cart as its page shows it. `subtotal` in minor units, of the lines that can be had."""

    id: str
    revision: int
    idempotency_key: str
    lines: tuple[LineShown, ...]
    saved: tuple[LineShown, ...]
    copies: int
    subtotal: int
    currency: str
    expires_at: datetime | None = None


def shown(cart: Cart, prices: Mapping[str, Price], currency: str) -> CartShown:
    """The cart with today's prices and what the shopper should notice."""
    lines = [line_shown(line, prices[isbn]) for isbn, line in by_age(cart.lines) if isbn in prices]
    here = tuple(line for line in lines if not cart.lines[line.isbn].saved)
    to_be_had = [line for line in here if "unavailable" not in line.notices and "out_of_stock" not in line.notices]
    return CartShown(
        id=cart.id,
        revision=cart.revision,
        idempotency_key=cart.idempotency_key,
        lines=here,
        saved=tuple(line for line in lines if cart.lines[line.isbn].saved),
        copies=sum(line.quantity for line in here),
        subtotal=sum(line.quantity * line.price for line in to_be_had),
        currency=currency,
        expires_at=cart.expires_at,
    )


def by_age(lines: Mapping[str, Line]) -> list[tuple[str, Line]]:
    """The lines, the first one put in first."""
    return sorted(lines.items(), key=lambda pair: (pair[1].added_at, pair[0]))


def line_shown(line: Line, price: Price) -> LineShown:
    """The line with today's price and its notices."""
    return LineShown(
        **structs.asdict(price),
        quantity=line.quantity,
        price_seen=line.price_seen,
        added_at=line.added_at,
        notices=tuple(notices(line, price)),
    )


def notices(line: Line, price: Price) -> Iterable[Notice]:
    """What the shopper should notice about a line."""
    if price.withdrawn:
        yield "unavailable"
        return
    if price.price != line.price_seen:
        yield "price_rose" if price.price > line.price_seen else "price_fell"
    if price.availability == "out":
        yield "out_of_stock"
    elif price.left is not None and price.left < line.quantity:
        yield "fewer_left"


def merged(mine: Mapping[str, Line], guests: Mapping[str, Line]) -> dict[str, Line]:
    """Both carts in one: copies of the same edition add up to the limit, and what no longer fits is saved for later."""
    together = dict(mine)
    for isbn, line in by_age(guests):
        together[isbn] = _added(together[isbn], line) if isbn in together else line
    active = [isbn for isbn, line in by_age(together) if not line.saved]
    over = set(active[MOST_LINES:])
    return {isbn: structs.replace(line, saved=True) if isbn in over else line for isbn, line in together.items()}


def _added(mine: Line, guests: Line) -> Line:
    copies = min(MOST_COPIES, mine.quantity + guests.quantity)
    return structs.replace(mine, quantity=copies, price_seen=guests.price_seen, saved=mine.saved and guests.saved)


def less(lines: Mapping[str, Line], bought: Iterable[OrderedLine]) -> dict[str, Line]:
    """What is left in the cart when these were bought: copies added meanwhile stay."""
    left = dict(lines)
    for line in bought:
        if line.isbn in left and not left[line.isbn].saved:
            copies = left.pop(line.isbn)
            left |= _still(line.isbn, copies, copies.quantity - line.quantity)
    return left


def _still(isbn: str, line: Line, copies: int) -> dict[str, Line]:
    return {isbn: structs.replace(line, quantity=copies)} if copies > 0 else {}
