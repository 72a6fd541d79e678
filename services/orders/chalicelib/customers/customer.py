"""What the shop knows of a customer beside the orders: a name, and where parcels go."""

from typing import Annotated

from msgspec import Meta, Struct

from chalicelib.field_types import AddressId, Country, ShortText


class Address(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where a parcel goes; the country also decides tax and postage."""

    name: ShortText
    line1: ShortText
    city: ShortText
    postcode: Annotated[str, Meta(min_length=1, max_length=16)]
    country: Country
    line2: Annotated[str, Meta(max_length=120)] = ""
    region: Annotated[str, Meta(max_length=60)] = ""
    phone: Annotated[str, Meta(pattern=r"^[0-9 +()-]{0,30}$")] = ""


class SavedAddress(Struct, frozen=True, kw_only=True):
    """An address under the name its customer gave it."""

    address_id: AddressId
    address: Address


class ProfileWanted(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What customers may write of themselves."""

    name: Annotated[str, Meta(max_length=120)] = ""
    phone: Annotated[str, Meta(pattern=r"^[0-9 +()-]{0,30}$")] = ""


class Profile(ProfileWanted, frozen=True, kw_only=True, forbid_unknown_fields=False):
    """A customer; `version` counts the changes, and goes on counting after an account is closed."""

    customer: str
    version: int = 0
