"""What an order costs: one computation for quotes and orders alike.

Rounding: money is whole minor units. A percentage is rounded once, halves away from zero. An order's discount is
spread over its lines in proportion to their price, each line rounded down and the left-over pence given to the
lines that lost most by it, so that the lines add up exactly. Tax is rounded once per line and once for the post,
which follows the rate of printed books.
"""

from collections.abc import Sequence
from fractions import Fraction

from msgspec import structs

from bookstore.errors import Invalid
from bookstore.money import format_money, round_half_away
from chalicelib.checkout.requests import Method
from chalicelib.coupons.coupon import Coupon, discount, frees_shipping
from chalicelib.limits import LARGEST_CHARGE, SMALLEST_CHARGE
from chalicelib.orders.order import Line, Totals
from chalicelib.pricing.destinations import Destination, destination, postage

HUNDREDTHS_OF_PERCENT = 10_000


def subtotal(lines: Sequence[Line]) -> int:
    """What the books cost before anything is taken off or added."""
    return sum(line.quantity * line.unit_price for line in lines)


def weight(lines: Sequence[Line]) -> int:
    """What the printed books weigh, in grams."""
    return sum(line.quantity * line.weight_grams for line in lines)


def priced(
    lines: Sequence[Line], *, country: str, method: Method, coupon: Coupon | None
) -> tuple[tuple[Line, ...], Totals]:
    """The lines with their share of discount and tax, and what all of it costs."""
    place = destination(country)
    off = discount(coupon, subtotal(lines))
    taxed = tuple(_taxed(line, place) for line in _discounted(lines, off))
    grams, worth = weight(lines), subtotal(lines)
    post = 0 if frees_shipping(coupon) else postage(place.zone, method, grams=grams, worth=worth)
    tax = sum(line.tax for line in taxed) + _tax(post, place.printed, place)
    total = subtotal(lines) - off + post + (0 if place.included else tax)
    return taxed, Totals(
        subtotal=subtotal(lines), discount=off, shipping=post, tax=tax, tax_included=place.included, total=total
    )


def payable(totals: Totals) -> Totals:
    """The same totals, if they are nothing at all or can be charged to a card."""
    if totals.total and not SMALLEST_CHARGE <= totals.total <= LARGEST_CHARGE:
        bounds = f"{format_money(SMALLEST_CHARGE)} to {format_money(LARGEST_CHARGE)}"
        raise Invalid(f"A card can be charged from {bounds}.", field="lines", rule=bounds)
    return totals


def paid_for(line: Line, copies: int, *, tax_included: bool) -> int:
    """What was paid for the first `copies` of a line, so that all of its parts add up to the whole."""
    whole = line.quantity * line.unit_price - line.discount + (0 if tax_included else line.tax)
    return round_half_away(Fraction(whole * copies, line.quantity))


def _discounted(lines: Sequence[Line], off: int) -> list[Line]:
    whole = subtotal(lines)
    exact = [Fraction(off * line.quantity * line.unit_price, whole or 1) for line in lines]
    shares = [int(part) for part in exact]
    by_loss = sorted(range(len(lines)), key=lambda place: shares[place] - exact[place])
    for place in by_loss[: off - sum(shares)]:
        shares[place] += 1
    return [structs.replace(line, discount=share) for line, share in zip(lines, shares, strict=True)]


def _taxed(line: Line, place: Destination) -> Line:
    net = line.quantity * line.unit_price - line.discount
    return structs.replace(line, tax=_tax(net, place.rate(line.format), place))


def _tax(amount: int, rate: int, place: Destination) -> int:
    whole = HUNDREDTHS_OF_PERCENT + (rate if place.included else 0)
    return round_half_away(Fraction(amount * rate, whole))
