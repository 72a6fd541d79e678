"""Quote what books cost now: check their stock and prices, apply the coupon, add postage and tax."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial

from msgspec import Struct

from bookstore import clock
from bookstore.errors import Invalid
from bookstore.events.books import DIGITAL_FORMATS
from chalicelib.checkout.requests import OrderRequest, QuoteRequest, merge_lines
from chalicelib.coupons.coupon import Coupon, check_applicable, check_discountable, leaves_too_little, normalize_code
from chalicelib.inventory.stock import StockItem, check_availability
from chalicelib.limits import MIN_CHARGE
from chalicelib.ports import Coupons, Stock
from chalicelib.pricing.destinations import (
    HOME_COUNTRY,
    SHIPPING_RATES,
    ShippingMethod,
    Zone,
    get_destination,
    postage,
)
from chalicelib.pricing.totals import (
    Line,
    LineRequest,
    Totals,
    check_chargeable,
    discountable,
    is_chargeable,
    price_lines,
    subtotal,
    weight,
)


class ShippingChoice(Struct, frozen=True, kw_only=True):
    """One shipping method, and its price for this order."""

    method: ShippingMethod
    price: int


class Quote(Struct, frozen=True, kw_only=True):
    """What these books cost now."""

    lines: tuple[Line, ...]
    totals: Totals
    shipping_choices: tuple[ShippingChoice, ...]

    @property
    def has_digital_lines(self) -> bool:
        """Whether any of the books is an e-book or audiobook."""
        return any(line.is_digital for line in self.lines)


def quote_lines(request: QuoteRequest, *, stock: Stock, coupons: Coupons) -> Quote:
    """Price these books; raise the errors that placing the order would raise."""
    return quote_request(request, find_coupon(request.coupon, coupons), stock=stock)


def find_coupon(code: str | None, coupons: Coupons) -> Coupon | None:
    """Return the coupon of a request, if it has one; raise CouponNotApplicable when it does not exist."""
    return coupons.get(normalize_code(code)) if code else None


def quote_request(request: QuoteRequest | OrderRequest, coupon: Coupon | None, *, stock: Stock) -> Quote:
    """Load the current stock of the requested editions and price them."""
    lines = merge_lines(request.lines)
    items = stock.get_many([line.isbn for line in lines])
    return price_request(request, lines, items=items, coupon=coupon, now=clock.now())


def price_request(
    request: QuoteRequest | OrderRequest,
    lines: Sequence[LineRequest],
    *,
    items: Mapping[str, StockItem],
    coupon: Coupon | None,
    now: datetime,
) -> Quote:
    """Return the price of these lines.

    Raises NotOnSale, NotYetAvailable, PriceChanged, OutOfStock, CouponNotApplicable, CountryNotServed, or Invalid for a
    total that no card can be charged with.
    """
    check_availability(lines, items)
    check_digital_copies(request.lines, items)
    country = request.address.country if request.address else HOME_COUNTRY
    unpriced = [_line(line, items[line.isbn]) for line in lines]
    applicable = check_applicable(coupon, subtotal(unpriced), now) if coupon else None
    if applicable:
        check_discountable(applicable, discountable(unpriced))
    price = partial(price_lines, unpriced, country=country, method=request.shipping)
    priced, totals = price(coupon=applicable)
    if applicable and not is_chargeable(totals):
        check_chargeable(price(coupon=None)[1])
        raise leaves_too_little(applicable, totals.total, MIN_CHARGE)
    zone = get_destination(country).zone
    return Quote(lines=priced, totals=check_chargeable(totals), shipping_choices=_shipping_choices(zone, priced))


def check_digital_copies(lines: Sequence[LineRequest], items: Mapping[str, StockItem]) -> None:
    """Raise Invalid for more than one copy of an e-book or audiobook: it is bought once."""
    copies: dict[str, int] = {}
    for index, line in enumerate(lines):
        copies[line.isbn] = copies.get(line.isbn, 0) + line.quantity
        if items[line.isbn].format in DIGITAL_FORMATS and copies[line.isbn] > 1:
            raise Invalid(
                "An e-book or audiobook can be bought once per order.",
                field=f"lines[{index}].quantity",
                rule="1 for an e-book or audiobook",
            )


def _shipping_choices(zone: Zone, lines: Sequence[Line]) -> tuple[ShippingChoice, ...]:
    grams, books = weight(lines), subtotal(lines)
    methods = [method for rate_zone, method in SHIPPING_RATES if rate_zone == zone]
    return tuple(
        ShippingChoice(method=method, price=postage(zone, method, grams=grams, subtotal=books)) for method in methods
    )


def _line(line: LineRequest, item: StockItem) -> Line:
    return Line(
        isbn=item.isbn,
        book_id=item.book_id,
        title=item.title,
        format=item.format,
        quantity=line.quantity,
        unit_price=item.price,
        weight_grams=item.weight_grams,
        fixed_price=item.fixed_price,
    )
