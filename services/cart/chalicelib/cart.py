"""Carts and their lines, and their rules."""

import secrets
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, timedelta
from typing import Annotated

from msgspec import Meta, Struct, structs

from bookstore.errors import Conflict, Invalid, NotFound
from bookstore.events.books import DIGITAL_FORMATS, Author, Format, SeriesPlace
from bookstore.events.orders import Availability, OrderedLine
from bookstore.field_types import whole

MAX_LINES = 50
MAX_STORED_LINES = 500  # those saved for later included, which merged carts add
MAX_COPIES = 10
MAX_STORED_TITLE = 100  # characters; five hundred lines have to fit into one item
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
    """One edition in a cart, as the customer put it there: of the book that had its ISBN then. Every change gives it
    another `version`.

    A line that was put there before carts stored its book is of the book that has the ISBN now.
    """

    quantity: int
    price_seen: int
    added_at: datetime
    saved: bool = False
    book_id: str | None = None
    title: str | None = None
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

    @property
    def most_copies(self) -> int:
        """The most copies of one line: an e-book or audiobook is bought once."""
        return 1 if self.format in DIGITAL_FORMATS else MAX_COPIES


class Editions(Struct, frozen=True):
    """The editions of one version of a book."""

    version: int
    isbns: frozenset[str]


def sort_by_age(lines: Mapping[str, Line]) -> list[tuple[str, Line]]:
    """Sort the lines by the time they were added, the oldest first."""
    return sorted(lines.items(), key=lambda pair: (pair[1].added_at, pair[0]))


def has_moved(line: Line, price: Price) -> bool:
    """Return whether the line's ISBN was given to another book than the one the customer put into the cart."""
    return line.book_id is not None and line.book_id != price.book_id


def new_version() -> str:
    """Return a version that no line has had: one that counts would come again after a removal."""
    return secrets.token_hex(8)


def to_line(price: Price, quantity: int, price_seen: int, added_at: datetime, *, saved: bool = False) -> Line:
    """Return a new version of the line, of the book that has its ISBN now."""
    return Line(
        quantity=quantity,
        price_seen=price_seen,
        added_at=added_at,
        saved=saved,
        book_id=price.book_id,
        title=price.title[:MAX_STORED_TITLE],
        version=new_version(),
    )


def add_copies(lines: Mapping[str, Line], price: Price, request: AddRequest, now: datetime) -> Line:
    """Return the line with the copies added; one that was saved for later, or is of a former book, starts anew. An
    e-book or audiobook stays one copy, however often it is added.

    CartFull and TooManyCopies where that is more than a cart and a line hold.
    """
    current = lines.get(price.isbn)
    check_copies(price, request.quantity)
    is_continued = current is not None and not current.saved and not has_moved(current, price)
    in_cart = current.quantity if current is not None and is_continued else 0
    copies = 1 if price.most_copies == 1 else request.quantity + in_cart
    if copies > MAX_COPIES:
        rule = f"at most {MAX_COPIES} copies in the cart"
        message = f"A cart holds {MAX_COPIES} copies of a book, and yours has {in_cart} already."
        raise TooManyCopies(message, field="quantity", rule=rule)
    line = to_line(price, copies, request.price_seen, current.added_at if current else now)
    check_room(lines, price.isbn, line)
    return line


def check_copies(price: Price, quantity: int) -> None:
    """Raise TooManyCopies for more than one copy of an e-book or audiobook."""
    if quantity > price.most_copies:
        message = "You need only one copy of an e-book or audiobook."
        raise TooManyCopies(message, field="quantity", rule="1 for an e-book or audiobook")


def check_room(lines: Mapping[str, Line], isbn: str, line: Line) -> None:
    """Raise CartFull when this line would be one too many, in the cart or with those saved for later."""
    active = [each for each, other in lines.items() if each != isbn and not other.saved]
    if not line.saved and len(active) >= MAX_LINES:
        message = f"A cart can hold up to {MAX_LINES} different books."
        raise CartFull(message, field="isbn", rule=f"at most {MAX_LINES} lines")
    if isbn not in lines and len(lines) >= MAX_STORED_LINES:
        raise CartFull("There are too many books in this cart.", field="isbn", rule=STORED_LINES_RULE)


def merge_lines(
    own: Mapping[str, Line], guest: Mapping[str, Line], *, digital: Collection[str] = ()
) -> dict[str, Line]:
    """Merge a guest's lines into the customer's.

    Copies of the same edition add up to MAX_COPIES, those of a digital one to one. Where one cart has it saved for
    later and the other one does not, the line is the one that is not: nobody buys copies that were saved for later
    without having asked for them. Active lines beyond MAX_LINES are saved for later. Raises CartFull when there would
    be more than an item can hold; both carts stay as they are.
    """
    merged = dict(own)
    for isbn, line in sort_by_age(guest):
        merged[isbn] = _merge_line(merged[isbn], line) if isbn in merged else line
    if len(merged) > MAX_STORED_LINES:
        raise CartFull("There are too many books in these carts.", field="lines", rule=STORED_LINES_RULE)
    active = [isbn for isbn, line in sort_by_age(merged) if not line.saved]
    excess = set(active[MAX_LINES:])
    single = {isbn: structs.replace(merged[isbn], quantity=1) for isbn in digital if isbn in merged}
    later = {isbn: structs.replace(line, saved=True) for isbn, line in (merged | single).items() if isbn in excess}
    return merged | single | later


def _merge_line(own: Line, guest: Line) -> Line:
    if own.saved != guest.saved:
        return guest if own.saved else own
    if own.book_id and guest.book_id and own.book_id != guest.book_id:
        return max(own, guest, key=lambda line: line.added_at)
    copies = min(MAX_COPIES, own.quantity + guest.quantity)
    return structs.replace(own, quantity=copies, price_seen=guest.price_seen, version=new_version())


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
