"""Which currencies exist and how little or much Stripe takes in them, in minor units."""

from stripe_simulator.protocol.errors import InvalidParameter
from stripe_simulator.protocol.parameters import Parameters

LARGEST = 99_999_999

SMALLEST = {
    "aed": 200, "bgn": 100, "czk": 1500, "dkk": 250, "gbp": 30, "hkd": 400, "huf": 17500, "mxn": 1000,
    "myr": 200, "nok": 300, "pln": 200, "ron": 200, "sek": 300, "thb": 1000,
}  # fmt: skip
"""Where it is not 50, from https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts."""

_SUPPORTED = """usd aed afn all amd ang aoa ars aud awg azn bam bbd bdt bgn bhd bif bmd bnd bob brl bsd bwp byn bzd
cad cdf chf clp cny cop crc cve czk djf dkk dop dzd egp etb eur fjd fkp gbp gel gip gmd gnf gtq gyd hkd hnl htg huf idr
ils inr isk jmd jod jpy kes kgs khr kmf krw kwd kyd kzt lak lbp lkr lrd lsl mad mdl mga mkd mmk mnt mop mur mvr mwk mxn
myr mzn nad ngn nio nok npr nzd omr pab pen pgk php pkr pln pyg qar ron rsd rub rwf sar sbd scr sek sgd shp sle sos srd
std szl thb tjs tnd top try ttd twd tzs uah ugx uyu uzs vnd vuv wst xaf xcd xof xpf yer zar zmw"""
_COUNTED_WHOLE = "bif clp djf gnf jpy kmf krw mga pyg rwf ugx vnd vuv xaf xof xpf"

CURRENCIES = frozenset(_SUPPORTED.split())
_WITHOUT_MINOR_UNIT = frozenset(_COUNTED_WHOLE.split())
_SYMBOLS = {"gbp": "£", "usd": "$", "eur": "€", "jpy": "¥"}


def written(amount: int, currency: str) -> str:
    """£12.99, as Stripe's messages write it."""
    number = f"{amount:,}" if currency in _WITHOUT_MINOR_UNIT else f"{amount // 100:,}.{amount % 100:02}"
    return _SYMBOLS.get(currency, "") + number


def read_currency(parameters: Parameters) -> str | None:
    """In lower case, as Stripe answers it."""
    text = parameters.text("currency")
    if text is not None and text.lower() not in CURRENCIES:
        supported = ", ".join(sorted(CURRENCIES))
        message = f"Invalid currency: {text.lower()}. Stripe currently supports these currencies: {supported}"
        raise InvalidParameter(message, param="currency")
    return text and text.lower()


def check_amount(amount: int, currency: str) -> None:
    """Refuse what is too little or too much for one charge."""
    least = SMALLEST.get(currency, 50)
    if amount < least:
        message = f"Amount must be at least {written(least, currency)} {currency}"
        raise InvalidParameter(message, param="amount", code="amount_too_small")
    if amount > LARGEST:
        message = f"Amount must be no more than {written(LARGEST, currency)}"
        raise InvalidParameter(message, param="amount", code="amount_too_large")
