"""The types of request fields: identifiers, codes and numbers with their bounds, and the postal address."""

from typing import Annotated

from msgspec import Meta, Struct

from bookstore.field_types import Checked, name_rule, optional_name_rule, whole
from chalicelib.limits import MAX_COPIES_PER_LINE

AddressId = Annotated[
    str, Meta(pattern=whole("[a-z0-9-]{1,40}"), description="chosen by the client, for example `home`")
]
CouponCode = Annotated[
    str,
    Meta(
        pattern=whole(r"\s{0,20}[A-Za-z0-9-]{3,30}\s{0,20}"),
        description="capitals and surrounding spaces do not matter",
    ),
]
Quantity = Annotated[int, Meta(ge=1, le=MAX_COPIES_PER_LINE)]
Money = Annotated[int, Meta(ge=0, le=1_000_000, description="minor units")]
Reason = Annotated[str, name_rule(200)]
ShortText = Annotated[str, name_rule(120)]
Phone = Annotated[str, Meta(pattern=whole("[0-9 +()-]{0,30}"))]
Country = Annotated[str, Meta(pattern=whole("[A-Z]{2}"), description="ISO 3166-1, two capitals")]


class Address(Struct, frozen=True, kw_only=True):
    """A postal address as it is stored; its country also decides tax and postage.

    The rules are those of AddressRequest: what an earlier release has stored must still be readable.
    """

    name: str
    line1: str
    city: str
    postcode: str
    country: str
    line2: str = ""
    region: str = ""
    phone: str = ""


class AddressRequest(Checked, Address, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A postal address as a customer writes it; its country also decides tax and postage."""

    name: ShortText
    line1: ShortText
    city: ShortText
    postcode: Annotated[str, name_rule(16)]
    country: Country
    line2: Annotated[str, optional_name_rule(120)] = ""
    region: Annotated[str, optional_name_rule(60)] = ""
    phone: Phone = ""
