"""The types of request fields: identifiers, codes, texts and numbers with their bounds."""

from typing import Annotated

from msgspec import Meta

from bookstore.field_types import name_rule, whole
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
EMAIL = r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@([A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z0-9-]{2,63}"
EmailAddress = Annotated[
    str, Meta(pattern=whole(EMAIL), max_length=254, description="capitals do not matter", extra={"clean": str.lower})
]
Country = Annotated[str, Meta(pattern=whole("[A-Z]{2}"), description="ISO 3166-1, two capitals")]
