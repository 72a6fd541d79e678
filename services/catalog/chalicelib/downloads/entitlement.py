"""Who may download which file: the customers of orders that were paid and not refunded."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from msgspec import Struct

from bookstore.errors import Conflict, NotAllowed, TooManyRequests
from bookstore.events.books import DIGITAL_FORMATS, FileKind
from bookstore.events.orders import OrderState

MAX_DOWNLOADS = 10
WINDOW = timedelta(days=30)


class NotBought(NotAllowed):
    """The customer has not bought the edition, or has the money back."""

    code = "not_bought"


class DownloadLimitReached(TooManyRequests):
    """The customer has downloaded the edition as often as the limit allows."""

    code = "download_limit"


class FileNotAvailable(Conflict):
    """The customer has bought the edition, and there is no file of it yet."""

    code = "not_yet_available"


class Entitlement(Struct, frozen=True, kw_only=True):
    """One edition of one order at a version of the order. It may be downloaded while it has `copies`: paid, and neither
    refunded nor cancelled."""

    isbn: str
    book_id: str
    order_id: str
    version: int
    copies: int
    paid_at: datetime


class Download(Struct, frozen=True, kw_only=True):
    """A link to the newest file of an edition, for a few minutes. `remaining` is how many more there are until
    `resets_at`."""

    url: str
    expires_at: datetime
    file_name: str
    kind: FileKind
    bytes: int
    version: int
    remaining: int
    resets_at: datetime


def to_entitlements(order: OrderState) -> Iterator[Entitlement]:
    """Yield one entitlement for each edition of the order that may be a file; nothing before it was paid.

    Events of earlier releases do not say the format of a line: of a printed edition there never is a file."""
    if order.paid_at is None:
        return
    lines = [line for line in order.lines if line.format is None or line.format in DIGITAL_FORMATS]
    for isbn in dict.fromkeys(line.isbn for line in lines):
        same = [line for line in lines if line.isbn == isbn]
        yield Entitlement(
            isbn=isbn,
            book_id=same[0].book_id,
            order_id=order.order_id,
            version=order.version,
            copies=sum(line.remaining for line in same) if order.is_purchase else 0,
            paid_at=order.paid_at,
        )


def window_of(now: datetime) -> tuple[int, datetime]:
    """Return the number of the thirty days in which downloads are counted, and when they end."""
    seconds = int(WINDOW.total_seconds())
    number = int(now.timestamp()) // seconds
    return number, datetime.fromtimestamp((number + 1) * seconds, tz=now.tzinfo)


def limit_reached(isbn: str, now: datetime) -> DownloadLimitReached:
    """Return the refusal of one download too many."""
    _, resets_at = window_of(now)
    return DownloadLimitReached(
        f"You have downloaded this {MAX_DOWNLOADS} times in 30 days, which is the most. "
        f"You can download it again from {resets_at:%-d %B}; write to us if that is too late.",
        retry_after=int((resets_at - now).total_seconds()),
        isbn=isbn,
        limit=MAX_DOWNLOADS,
    )
