"""Names, codes and numbers as they may be written in a request."""

from datetime import datetime
from typing import Annotated

from msgspec import Meta

from chalicelib.limits import MOST_COPIES

Isbn = Annotated[str, Meta(pattern=r"^97[89][0-9]{10}$", description="ISBN-13, digits only")]
OrderId = Annotated[str, Meta(pattern=r"^[0-9A-HJKMNP-TV-Z]{26}$", description="a ULID")]
AddressId = Annotated[str, Meta(pattern=r"^[a-z0-9-]{1,40}$", description="chosen by the client, for example `home`")]
CouponCode = Annotated[
    str, Meta(pattern=r"^\s*[A-Za-z0-9-]{3,30}\s*$", description="capitals and surrounding spaces do not matter")
]
Copies = Annotated[int, Meta(ge=1, le=MOST_COPIES)]
Money = Annotated[int, Meta(ge=0, le=1_000_000, description="minor units")]
Reason = Annotated[str, Meta(min_length=1, max_length=200)]
ShortText = Annotated[str, Meta(min_length=1, max_length=120)]
Country = Annotated[str, Meta(pattern=r"^[A-Z]{2}$", description="ISO 3166-1, two capitals")]
Moment = Annotated[datetime, Meta(tz=True, description="RFC 3339, with its offset")]
