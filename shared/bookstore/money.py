"""Money is an integer of minor units and an ISO 4217 currency; no float ever touches it."""

from fractions import Fraction

CURRENCY = "GBP"


def share(amount: int, percent: int) -> int:
    """Return `percent` of `amount` in minor units, halves rounded away from zero."""
    return round_half_away(Fraction(amount * percent, 100))


def round_half_away(exact: Fraction) -> int:
    """Round to whole minor units, halves away from zero."""
    whole = int(abs(exact) + Fraction(1, 2))
    return whole if exact >= 0 else -whole


def format_money(amount: int, currency: str = CURRENCY) -> str:
    """Format an amount as `£12.99`, in other currencies as `12.99 EUR`."""
    sign, units, cents = "-" if amount < 0 else "", abs(amount) // 100, abs(amount) % 100
    return f"{sign}£{units}.{cents:02d}" if currency == "GBP" else f"{sign}{units}.{cents:02d} {currency}"
