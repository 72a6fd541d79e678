"""What the shop stores of a customer besides the orders: a profile and saved addresses."""

from typing import Annotated

from msgspec import Struct

from bookstore.field_types import Checked, optional_name_rule
from chalicelib.addresses.address import Address
from chalicelib.field_types import AddressId, Phone


class SavedAddress(Struct, frozen=True, kw_only=True):
    """An address under the id its customer chose."""

    address_id: AddressId
    address: Address


class ProfileRequest(Checked, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The fields of a profile that customers may write."""

    name: Annotated[str, optional_name_rule(120)] = ""
    phone: Phone = ""


class Profile(Struct, frozen=True, kw_only=True):
    """A customer's profile; `version` counts its changes, and goes on counting after the account is closed."""

    customer: str
    name: str = ""
    phone: str = ""
    version: int = 0
