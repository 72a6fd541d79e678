"""Where the shop sends books, what the post costs and which tax is due there: the two tables of money.

Tax rates are in hundredths of a percent. Books are zero-rated in Great Britain and Ireland, audiobooks not
everywhere. Sources: VAT Notice 701/10 (GB), the EU's "VAT rates applied in the member states" (reduced book rates),
ATO and IRD guidance (AU, NZ), CRA GST guide RC4022 (CA; provinces give their part back on books).
"""

from typing import Literal

from msgspec import Struct

from bookstore.events.books import Format
from chalicelib.model.refusals import NotDelivered
from chalicelib.model.wanted import Method

Zone = Literal["home", "europe", "world"]


class Postage(Struct, frozen=True):
    """For the first kilogram, and for each further one that is begun."""

    first: int
    further: int


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
    ("home", "standard"): Postage(299, 100),
    ("home", "express"): Postage(599, 200),
    ("europe", "standard"): Postage(899, 400),
    ("europe", "express"): Postage(1699, 700),
    ("world", "standard"): Postage(1299, 800),
    ("world", "express"): Postage(2499, 1200),
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


def postage(zone: Zone, method: Method, grams: int) -> int:
    """What the post costs; files weigh nothing and need none."""
    if grams == 0:
        return 0
    rate = POSTAGE[zone, method]
    return rate.first + rate.further * ((grams - 1) // 1000)
