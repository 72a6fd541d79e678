"""Where the shop sends books, what the post costs and takes, and which tax is due there: the two tables of money.

Tax rates are in hundredths of a percent. Books are zero-rated in Great Britain and Ireland, audiobooks not
everywhere. Sources: VAT Notice 701/10 (GB), the EU's "VAT rates applied in the member states" (reduced book rates),
ATO and IRD guidance (AU, NZ), CRA GST guide RC4022 (CA; provinces give their part back on books).
"""

from typing import Literal

from msgspec import Struct, structs

from bookstore.events.books import Format
from chalicelib.checkout.requests import Method
from chalicelib.errors import NotDelivered

Zone = Literal["home", "europe", "world"]


class Postage(Struct, frozen=True, kw_only=True):
    """For the first kilogram, and for each further one that is begun; nothing from `free_from` worth of books on.

    `fastest` and `slowest`: working days from the order to the door, packing included.
    """

    first: int
    further: int
    fastest: int
    slowest: int
    free_from: int | None = None


class Destination(Struct, frozen=True, kw_only=True):
    """A country we deliver to. `included`: prices contain the tax; otherwise it is added."""

    zone: Zone
    printed: int = 0
    ebook: int = 0
    audiobook: int = 0
    included: bool = True

    def rate(self, kind: Format) -> int:
        """The rate for this format, in hundredths of a percent."""
        return {"ebook": self.ebook, "audiobook": self.audiobook}.get(kind, self.printed)


POSTAGE: dict[tuple[Zone, Method], Postage] = {
    ("home", "standard"): Postage(first=299, further=100, fastest=2, slowest=4, free_from=3000),
    ("home", "express"): Postage(first=599, further=200, fastest=1, slowest=2),
    ("europe", "standard"): Postage(first=899, further=400, fastest=4, slowest=7),
    ("europe", "express"): Postage(first=1699, further=700, fastest=2, slowest=4),
    ("world", "standard"): Postage(first=1299, further=800, fastest=7, slowest=12),
    ("world", "express"): Postage(first=2499, further=1200, fastest=3, slowest=6),
}

DESTINATIONS: dict[str, Destination] = {
    "GB": Destination(zone="home", audiobook=2000),
    "IE": Destination(zone="europe"),
    "DE": Destination(zone="europe", printed=700, ebook=700, audiobook=700),
    "ES": Destination(zone="europe", printed=400, ebook=400, audiobook=400),
    "FR": Destination(zone="europe", printed=550, ebook=550, audiobook=550),
    "IT": Destination(zone="europe", printed=400, ebook=400, audiobook=400),
    "NL": Destination(zone="europe", printed=900, ebook=900, audiobook=900),
    "AU": Destination(zone="world", printed=1000, ebook=1000, audiobook=1000),
    "NZ": Destination(zone="world", printed=1500, ebook=1500, audiobook=1500),
    "CA": Destination(zone="world", printed=500, ebook=500, audiobook=500, included=False),
    "US": Destination(zone="world", included=False),
}


def destination(country: str) -> Destination:
    """What holds in this country; NotDelivered where the shop sends nothing."""
    if country not in DESTINATIONS:
        raise NotDelivered(
            f"We do not deliver to {country} yet.", field="address.country", rule=f"one of {', '.join(DESTINATIONS)}"
        )
    return DESTINATIONS[country]


def postage(zone: Zone, method: Method, *, grams: int, worth: int) -> int:
    """What the post costs for books of this weight and price; files weigh nothing and need none."""
    rate = POSTAGE[zone, method]
    if grams == 0 or (rate.free_from is not None and worth >= rate.free_from):
        return 0
    return rate.first + rate.further * ((grams - 1) // 1000)


class Shipping(Postage, frozen=True, kw_only=True):
    """One way to send parcels to one country."""

    country: str
    method: Method


def every_shipping() -> list[Shipping]:
    """Each way to each country."""
    return [
        Shipping(country=country, method=method, **structs.asdict(rate))
        for country, place in DESTINATIONS.items()
        for (zone, method), rate in POSTAGE.items()
        if zone == place.zone
    ]
