"""The price of a product in this shop: of the many prices of an ONIX message, the one for its country and currency."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from bookstore.money import CURRENCY
from chalicelib.imports import codes
from chalicelib.imports.onix_fields import read_date, text
from chalicelib.imports.record import Fields

COUNTRY = "GB"  # where the shop is: its prices include this country's tax
WORLD, REST_OF_WORLD = "WORLD", "ROW"
FROM, UNTIL = "14", "15"  # list 173


@dataclass(frozen=True)
class ShopPrice:
    """A price in minor units, tax included."""

    amount: int
    is_fixed: bool


def read_supply(product: Any, today: date) -> tuple[Fields, list[str]]:
    """Return the price and the supplier's availability, and in words why there is no price."""
    fields: Fields = {}
    found: list[tuple[int, ShopPrice]] = []
    reasons: list[str] = []
    for detail in _details(product):
        supply = codes.SUPPLY.get(text(detail, "ProductAvailability"))
        fields |= {"supply": supply} if supply and "supply" not in fields else {}
        for element in detail.iterfind("Price"):
            kind = text(element, "PriceType") or "02"
            reason = _reason_to_skip(element, kind, today)
            price = None if reason else _to_price(element, kind)
            if price:
                found.append((codes.PRICE_TYPES.index(kind), price))
            else:
                reasons.append(reason or f"the price of type {kind} does not say its tax, or is no amount")
    if found:
        price = min(found, key=lambda pair: pair[0])[1]
        fields |= {"price": price.amount, "fixed_price": price.is_fixed}
    return fields, [] if found else list(dict.fromkeys(reasons))


def _details(product: Any) -> Iterator[Any]:
    for supply in product.iterfind("ProductSupply"):
        markets = supply.findall("Market/Territory")
        if not markets or any(_includes(territory, COUNTRY) for territory in markets):
            yield from supply.iterfind("SupplyDetail")


def _reason_to_skip(price: Any, kind: str, today: date) -> str | None:
    currency = text(price, "CurrencyCode")
    territory = price.find("Territory")
    if price.find("UnpricedItemType") is not None:
        return "the file has no price for it"
    if kind not in codes.PRICE_TYPES:
        return f"a price of type {kind} is not for customers"
    if currency and currency != CURRENCY:
        return f"there is a price in {currency[:3]}, and the shop sells in {CURRENCY}"
    if territory is not None and not _includes(territory, COUNTRY):
        return f"a price is not for {COUNTRY}"
    if price.find("PriceCondition") is not None or text(price, "PriceQualifier") not in {
        "",
        *codes.CONSUMER_QUALIFIERS,
    }:
        return "a price is not for every customer"
    return None if _is_valid_on(price, today) else "a price is not valid today"


def _is_valid_on(price: Any, today: date) -> bool:
    dates = {text(each, "PriceDateRole"): read_date(each) for each in price.iterfind("PriceDate")}
    first, last = dates.get(FROM), dates.get(UNTIL)
    day = today.isoformat()
    return not (first and day < first[0]) and not (last and day > last[0])


def _includes(territory: Any, country: str) -> bool:
    """Whether a territory includes the country. Source: ONIX, group P.26: what is excluded counts more."""

    def listed(name: str) -> set[str]:
        return set(text(territory, name).split())

    if country in listed("CountriesExcluded"):
        return False
    return country in listed("CountriesIncluded") or bool({WORLD, REST_OF_WORLD} & listed("RegionsIncluded"))


def _to_price(price: Any, kind: str) -> ShopPrice | None:
    """Return the price with its tax: one without it is a price only where the file says how much the tax is."""
    amount = _decimal(text(price, "PriceAmount"))
    if amount is None:
        return None
    if kind in codes.WITHOUT_TAX:
        taxes = [_tax(each, amount) for each in price.iterfind("Tax")]
        if not taxes or None in taxes:
            return None
        amount += sum(tax for tax in taxes if tax is not None)
    return ShopPrice(int((amount * 100).quantize(Decimal(1), "ROUND_HALF_UP")), kind in codes.FIXED_PRICES)


def _tax(tax: Any, amount: Decimal) -> Decimal | None:
    given, rate = _decimal(text(tax, "TaxAmount")), _decimal(text(tax, "TaxRatePercent"))
    taxable = _decimal(text(tax, "TaxableAmount"))
    if given is not None:
        return given
    return None if rate is None else (amount if taxable is None else taxable) * rate / 100


def _decimal(value: str) -> Decimal | None:
    try:
        number = Decimal(value)
    except InvalidOperation:
        return None
    return number if number.is_finite() and 0 <= number < 10**9 else None
