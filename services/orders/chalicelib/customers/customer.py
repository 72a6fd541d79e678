"""What the shop stores of a customer besides the orders: a profile and saved addresses."""

from typing import Annotated

from msgspec import Meta, Struct

from chalicelib.field_types import Address, AddressId, Phone


class SavedAddress(Struct, frozen=True, kw_only=True):
    """An address under the id its customer chose."""

    address_id: AddressId
    address: Address


class ProfileRequest(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The fields of a profile that customers may write."""

    name: Annotated[str, Meta(max_length=120)] = ""
    phone: Phone = ""


class Profile(ProfileRequest, frozen=True, kw_only=True, forbid_unknown_fields=False):
    """A customer's profile; `version` counts its changes, and goes on counting after the account is closed."""

    customer: str
    version: int = 0
