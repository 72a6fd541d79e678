"""The postal address: as it is stored, and as customers write it, by the rules of its country."""

from typing import Annotated

from msgspec import Struct, structs

from bookstore.field_types import Checked, optional_name_rule
from chalicelib.addresses.address_format import format_of
from chalicelib.field_types import Country, Phone, ShortText


class Address(Struct, frozen=True, kw_only=True):
    """A postal address as it is stored; its country also decides tax and postage.

    The rules are those of AddressRequest: what an earlier release has stored must still be readable.
    """

    name: str
    line1: str
    city: str
    country: str
    postcode: str = ""
    line2: str = ""
    region: str = ""
    phone: str = ""


class AddressRequest(Checked, Address, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A postal address as a customer writes it, by the format of its country (`GET /address-formats`).

    Its country also decides tax and postage. Postcode and region are stored as the country writes them: `nw16xe` is
    `NW1 6XE`, `California` in the United States is `CA`.
    """

    name: ShortText
    line1: ShortText
    city: ShortText
    country: Country
    postcode: Annotated[str, optional_name_rule(16)] = ""
    line2: Annotated[str, optional_name_rule(120)] = ""
    region: Annotated[str, optional_name_rule(60)] = ""
    phone: Phone = ""

    def __post_init__(self) -> None:
        """Clean the texts, then apply the rules of the country."""
        super().__post_init__()
        address_format = format_of(self.country)
        if address_format is None:
            return  # the shop does not deliver there: the order is refused by its country
        structs.force_setattr(self, "postcode", address_format.normalize_postcode(self.postcode))
        structs.force_setattr(self, "region", address_format.normalize_region(self.region))
