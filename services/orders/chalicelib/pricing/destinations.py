"""Where the shop delivers, what delivery costs and takes, and which tax is due: the two tables of money.

Tax rates are in hundredths of a percent. Books are zero-rated in Great Britain and Ireland, audiobooks not
everywhere. Sources: VAT Notice 701/10 (GB), the EU's "VAT rates applied in the member states" (reduced book rates),
ATO and IRD guidance (AU, NZ), CRA GST guide RC4022 (CA; provinces rebate their share on books).
"""

from typing import Literal

from msgspec import Struct, structs

from bookstore.events.books import Format
from chalicelib.errors import CountryNotServed

Zone = Literal["home", "europe", "world"]
ShippingMethod = Literal["standard", "express"]
HOME_COUNTRY = "GB"


class ShippingRate(Struct, frozen=True, kw_only=True):
    """The price of the first kilogram and of each further one begun; free from a subtotal of `free_from`.

    `fastest` and `slowest`: working days from the order to the door, packing included.
    """

    first: int
    further: int
    fastest: int
    slowest: int
    free_from: int | None = None


class Destination(Struct, frozen=True, kw_only=True):
    """A country the shop delivers to. `included`: prices contain the tax; otherwise it is added."""

    zone: Zone
    printed: int = 0
    ebook: int = 0
    audiobook: int = 0
    included: bool = True

    def tax_rate(self, kind: Format) -> int:
        """Return the tax rate of this format, in hundredths of a percent."""
        return {"ebook": self.ebook, "audiobook": self.audiobook}.get(kind, self.printed)


SHIPPING_RATES: dict[tuple[Zone, ShippingMethod], ShippingRate] = {
    ("home", "standard"): ShippingRate(first=299, further=100, fastest=2, slowest=4, free_from=3000),
    ("home", "express"): ShippingRate(first=599, further=200, fastest=1, slowest=2),
    ("europe", "standard"): ShippingRate(first=899, further=400, fastest=4, slowest=7),
    ("europe", "express"): ShippingRate(first=1699, further=700, fastest=2, slowest=4),
    ("world", "standard"): ShippingRate(first=1299, further=800, fastest=7, slowest=12),
    ("world", "express"): ShippingRate(first=2499, further=1200, fastest=3, slowest=6),
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


def get_destination(country: str) -> Destination:
    """Return the tax rates and shipping zone of a country; raise CountryNotServed where the shop delivers nothing."""
    if country not in DESTINATIONS:
        raise CountryNotServed(
            "We do not deliver to this country yet.", field="address.country", rule=f"one of {', '.join(DESTINATIONS)}"
        )
    return DESTINATIONS[country]


def postage(zone: Zone, method: ShippingMethod, *, grams: int, subtotal: int) -> int:
    """Return the price of delivering books of this weight and price; files weigh nothing and cost none."""
    rate = SHIPPING_RATES[zone, method]
    if grams == 0 or (rate.free_from is not None and subtotal >= rate.free_from):
        return 0
    return rate.first + rate.further * ((grams - 1) // 1000)


class ShippingOption(ShippingRate, frozen=True, kw_only=True):
    """One shipping method to one country."""

    country: str
    method: ShippingMethod


def shipping_options() -> list[ShippingOption]:
    """Return every shipping method to every country."""
    return [
        ShippingOption(country=country, method=method, **structs.asdict(rate))
        for country, destination in DESTINATIONS.items()
        for (zone, method), rate in SHIPPING_RATES.items()
        if zone == destination.zone
    ]
