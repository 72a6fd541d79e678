"""What a shopper sends to have a price or an order: lines, a destination, a coupon. Never a total."""

import hashlib
from collections.abc import Sequence
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

from bookstore.errors import Invalid
from chalicelib.customers.customer import Address
from chalicelib.field_types import Copies, CouponCode, Isbn, Money
from chalicelib.limits import MOST_COPIES, MOST_LINES

Method = Literal["standard", "express"]


class LineWanted(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Some copies of one edition; `unit_price` is the price the shopper saw, only ever compared with ours."""

    isbn: Isbn
    quantity: Copies
    unit_price: Money


LinesWanted = Annotated[tuple[LineWanted, ...], Meta(min_length=1, max_length=MOST_LINES)]


class QuoteWanted(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What an order would cost; without an address it is priced for Great Britain."""

    lines: LinesWanted
    address: Address | None = None
    shipping: Method = "standard"
    coupon: CouponCode | None = None


class EstimateWanted(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What somebody without an account would like to have priced."""

    lines: LinesWanted


class OrderWanted(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An order as the shopper wants it."""

    lines: LinesWanted
    address: Address
    shipping: Method = "standard"
    coupon: CouponCode | None = None


def merged(lines: Sequence[LineWanted]) -> tuple[LineWanted, ...]:
    """Each edition once, so that a transaction touches each stock item once; Invalid beyond ten copies."""
    found: dict[str, LineWanted] = {}
    for place, line in enumerate(lines):
        found[line.isbn] = _joined(found.get(line.isbn), line, place)
    return tuple(found.values())


def _joined(first: LineWanted | None, line: LineWanted, place: int) -> LineWanted:
    if first is None:
        return line
    if first.unit_price != line.unit_price:
        raise Invalid(
            f"{line.isbn} is named twice with two prices.", field=f"lines[{place}].unit_price", rule="one price"
        )
    copies = first.quantity + line.quantity
    if copies > MOST_COPIES:
        raise Invalid(
            f"At most {MOST_COPIES} copies of one edition can be ordered at once.",
            field=f"lines[{place}].quantity",
            rule=f"at most {MOST_COPIES} in all",
        )
    return msgspec.structs.replace(line, quantity=copies)


def request_hash(wanted: OrderWanted) -> str:
    """Tells one request from another that carries the same idempotency key."""
    return hashlib.sha256(msgspec.json.encode(wanted, order="sorted")).hexdigest()
