"""What an order costs: one computation for quotes and orders alike.

Rounding: money is whole minor units. A percentage is rounded once, halves away from zero. An order's discount is
spread over its lines in proportion to their price, each line rounded down and the left-over pence given to the
lines that lost most by it, so that the lines add up exactly. Tax is rounded once per line and once for the postage,
which follows the rate of printed books.
"""

from collections.abc import Sequence
from fractions import Fraction

from msgspec import Struct, structs

from bookstore.errors import Invalid
from bookstore.events.books import Format
from bookstore.field_types import Isbn
from bookstore.money import CURRENCY, format_money, round_half_away
from chalicelib.coupons.coupon import Coupon, discount, is_shipping_free
from chalicelib.field_types import Money, Quantity
from chalicelib.limits import MAX_CHARGE, MIN_CHARGE
from chalicelib.pricing.destinations import Destination, ShippingMethod, get_destination, postage

HUNDREDTHS_OF_PERCENT = 10_000


class LineRequest(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Copies of one edition; `unit_price` is the price the customer saw, only compared with the current one."""

    isbn: Isbn
    quantity: Quantity
    unit_price: Money


class PublicLine(Struct, frozen=True, kw_only=True):
    """The fields of an order line that its customer and events may show; money in minor units."""

    isbn: str
    book_id: str
    title: str
    format: Format
    quantity: int
    unit_price: int


class Line(PublicLine, frozen=True, kw_only=True):
    """One edition in an order, as it was sold. `discount` and `tax` are for all its copies; nothing is taken off a
    `fixed_price`, as the law has it in some countries."""

    weight_grams: int = 0
    fixed_price: bool = False
    discount: int = 0
    tax: int = 0

    @property
    def is_digital(self) -> bool:
        """Whether it is a file, which has no stock."""
        return self.format in {"ebook", "audiobook"}

    @property
    def price(self) -> int:
        """The price of all its copies, before discount and tax."""
        return self.quantity * self.unit_price


class Totals(Struct, frozen=True, kw_only=True):
    """What an order costs: total = subtotal - discount + shipping, and + tax where prices do not include it."""

    subtotal: int
    discount: int = 0
    shipping: int = 0
    tax: int = 0
    tax_included: bool = True
    total: int
    currency: str = CURRENCY


def subtotal(lines: Sequence[Line]) -> int:
    """Return the price of the books, before discount, shipping and tax."""
    return sum(line.price for line in lines)


def discountable(lines: Sequence[Line]) -> int:
    """Return the part of the subtotal that a coupon may reduce: that of books without a fixed price."""
    return sum(line.price for line in lines if not line.fixed_price)


def weight(lines: Sequence[Line]) -> int:
    """Return the weight of the printed books, in grams. A file weighs nothing by its format alone: a printed book whose
    weight is not known counts as one gram, so that it is charged the first step."""
    return sum(line.quantity * max(line.weight_grams, 1) for line in lines if not line.is_digital)


def price_lines(
    lines: Sequence[Line], *, country: str, method: ShippingMethod, coupon: Coupon | None
) -> tuple[tuple[Line, ...], Totals]:
    """Return the lines with their share of discount and tax, and the totals; raise CountryNotServed."""
    destination = get_destination(country)
    books = subtotal(lines)
    off = discount(coupon, discountable(lines))
    taxed = tuple(_apply_tax(line, destination) for line in _apply_discount(lines, off))
    rate = postage(destination.zone, method, grams=weight(lines), subtotal=books)
    shipping = 0 if is_shipping_free(coupon) else rate
    tax = sum(line.tax for line in taxed) + _tax(shipping, destination.printed, destination)
    total = books - off + shipping + (0 if destination.included else tax)
    return taxed, Totals(
        subtotal=books, discount=off, shipping=shipping, tax=tax, tax_included=destination.included, total=total
    )


def is_chargeable(totals: Totals) -> bool:
    """Whether the total is zero or a card can be charged with it."""
    return not totals.total or MIN_CHARGE <= totals.total <= MAX_CHARGE


def check_chargeable(totals: Totals) -> Totals:
    """Return the same totals; raise Invalid unless they are zero or a card can be charged with them."""
    if not is_chargeable(totals):
        bounds = f"{format_money(MIN_CHARGE)} to {format_money(MAX_CHARGE)}"
        raise Invalid(f"A card can be charged from {bounds}.", field="lines", rule=bounds)
    return totals


def amount_paid(line: Line, copies: int, *, tax_included: bool) -> int:
    """Return what was paid for the first `copies` of a line, so that its parts add up to the price of the line."""
    paid = line.price - line.discount + (0 if tax_included else line.tax)
    return round_half_away(Fraction(paid * copies, line.quantity))


def _apply_discount(lines: Sequence[Line], off: int) -> list[Line]:
    total = discountable(lines)
    exact = [Fraction(0 if line.fixed_price else off * line.price, total or 1) for line in lines]
    shares = [int(share) for share in exact]
    by_loss = sorted(range(len(lines)), key=lambda index: shares[index] - exact[index])
    for index in by_loss[: off - sum(shares)]:
        shares[index] += 1
    return [structs.replace(line, discount=share) for line, share in zip(lines, shares, strict=True)]


def _apply_tax(line: Line, destination: Destination) -> Line:
    net = line.price - line.discount
    return structs.replace(line, tax=_tax(net, destination.tax_rate(line.format), destination))


def _tax(amount: int, rate: int, destination: Destination) -> int:
    divisor = HUNDREDTHS_OF_PERCENT + (rate if destination.included else 0)
    return round_half_away(Fraction(amount * rate, divisor))
