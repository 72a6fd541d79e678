"""Stripe's currencies with the smallest and largest amount of a charge, in minor units."""

from stripe_simulator.protocol.errors import InvalidParameter
from stripe_simulator.protocol.parameters import Parameters

MAX_AMOUNT = 99_999_999

MIN_AMOUNTS = {
    "aed": 200,
    "bgn": 100,
    "czk": 1500,
    "dkk": 250,
    "gbp": 30,
    "hkd": 400,
    "huf": 17500,
    "mxn": 1000,
    "myr": 200,
    "nok": 300,
    "pln": 200,
    "ron": 200,
    "sek": 300,
    "thb": 1000,
}
"""Minimum amounts other than 50, from https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts."""

_CURRENCY_CODES = """usd aed afn all amd ang aoa ars aud awg azn bam bbd bdt bgn bhd bif bmd bnd bob brl bsd bwp byn bzd
cad cdf chf clp cny cop crc cve czk djf dkk dop dzd egp etb eur fjd fkp gbp gel gip gmd gnf gtq gyd hkd hnl htg huf idr
ils inr isk jmd jod jpy kes kgs khr kmf krw kwd kyd kzt lak lbp lkr lrd lsl mad mdl mga mkd mmk mnt mop mur mvr mwk mxn
myr mzn nad ngn nio nok npr nzd omr pab pen pgk php pkr pln pyg qar ron rsd rub rwf sar sbd scr sek sgd shp sle sos srd
std szl thb tjs tnd top try ttd twd tzs uah ugx uyu uzs vnd vuv wst xaf xcd xof xpf yer zar zmw"""
_ZERO_DECIMAL_CODES = "bif clp djf gnf jpy kmf krw mga pyg rwf ugx vnd vuv xaf xof xpf"

CURRENCIES = frozenset(_CURRENCY_CODES.split())
_ZERO_DECIMAL = frozenset(_ZERO_DECIMAL_CODES.split())
_SYMBOLS = {"gbp": "£", "usd": "$", "eur": "€", "jpy": "¥"}


def format_amount(amount: int, currency: str) -> str:
    """Format an amount as Stripe's messages do: £12.99."""
    number = f"{amount:,}" if currency in _ZERO_DECIMAL else f"{amount // 100:,}.{amount % 100:02}"
    return _SYMBOLS.get(currency, "") + number


def read_currency(parameters: Parameters) -> str | None:
    """Read `currency` in lower case; raise InvalidParameter for an unknown one."""
    text = parameters.text("currency")
    if text is not None and text.lower() not in CURRENCIES:
        supported = ", ".join(sorted(CURRENCIES))
        message = f"Invalid currency: {text.lower()}. Stripe currently supports these currencies: {supported}"
        raise InvalidParameter(message, param="currency")
    return text and text.lower()


def check_amount(amount: int, currency: str) -> None:
    """Raise InvalidParameter for an amount that is too small or too large for one charge."""
    minimum = MIN_AMOUNTS.get(currency, 50)
    if amount < minimum:
        message = f"Amount must be at least {format_amount(minimum, currency)} {currency}"
        raise InvalidParameter(message, param="amount", code="amount_too_small")
    if amount > MAX_AMOUNT:
        message = f"Amount must be no more than {format_amount(MAX_AMOUNT, currency)}"
        raise InvalidParameter(message, param="amount", code="amount_too_large")
