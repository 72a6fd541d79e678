"""The requests for quotes and orders: lines, an address, a coupon; never a total."""

import hashlib
from collections.abc import Sequence
from typing import Annotated

import msgspec
from msgspec import Meta, Struct
from msgspec.structs import asdict

from bookstore.errors import Invalid
from chalicelib.addresses.address import AddressRequest
from chalicelib.field_types import CouponCode
from chalicelib.limits import MAX_COPIES_PER_LINE, MAX_LINES
from chalicelib.pricing.destinations import ShippingMethod
from chalicelib.pricing.totals import LineRequest

LineRequests = Annotated[tuple[LineRequest, ...], Meta(min_length=1, max_length=MAX_LINES)]


class EstimateRequest(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The lines to price for somebody without an account."""

    lines: LineRequests


class QuoteRequest(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An order to price; without an address it is priced for Great Britain."""

    lines: LineRequests
    address: AddressRequest | None = None
    shipping: ShippingMethod = "standard"
    coupon: CouponCode | None = None


class OrderRequest(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An order to place.

    `digital_consent`: the customer asks for e-books and audiobooks at once, and accepts to lose the right to cancel
    them. Required for an order with one (Directive 2011/83/EU, article 16(m); in the United Kingdom, regulation 37 of
    the Consumer Contracts Regulations 2013).
    """

    lines: LineRequests
    address: AddressRequest
    shipping: ShippingMethod = "standard"
    coupon: CouponCode | None = None
    digital_consent: bool = False


def merge_lines(lines: Sequence[LineRequest]) -> tuple[LineRequest, ...]:
    """Return each edition once, so that a transaction touches each stock item once.

    Raises Invalid for an edition with two prices or more than ten copies in all.
    """
    merged: dict[str, LineRequest] = {}
    for index, line in enumerate(lines):
        first = merged.get(line.isbn)
        merged[line.isbn] = _add_quantities(first, line, index) if first else line
    return tuple(merged.values())


def _add_quantities(first: LineRequest, line: LineRequest, index: int) -> LineRequest:
    if first.unit_price != line.unit_price:
        raise Invalid(
            f"{line.isbn} is named twice with two prices.", field=f"lines[{index}].unit_price", rule="one price"
        )
    copies = first.quantity + line.quantity
    if copies > MAX_COPIES_PER_LINE:
        raise Invalid(
            f"At most {MAX_COPIES_PER_LINE} copies of one edition fit into an order.",
            field=f"lines[{index}].quantity",
            rule=f"at most {MAX_COPIES_PER_LINE} in all",
        )
    return msgspec.structs.replace(line, quantity=copies)


def hash_request(request: OrderRequest) -> str:
    """Return a hash by which two requests with the same idempotency key can be compared.

    The consent is left out: it is a condition of the order and not a part of it, and the hashes that were stored
    before the field existed stay valid.
    """
    content = {name: value for name, value in asdict(request).items() if name != "digital_consent"}
    return hashlib.sha256(msgspec.json.encode(content, order="sorted")).hexdigest()
