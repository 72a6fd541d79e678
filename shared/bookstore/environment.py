"""Environment variables as a struct; a missing one is named before anything else happens."""

import os
from collections.abc import Mapping
from typing import TypeVar

import msgspec

from bookstore.errors import BookstoreError

T = TypeVar("T", bound=msgspec.Struct)


class MissingSetting(BookstoreError):
    """The function was deployed without a variable it needs."""

    status, code = 500, "missing_setting"


def read(kind: type[T], environment: Mapping[str, str] = os.environ) -> T:
    """Fill the struct from variables named as its fields in capitals; raise MissingSetting naming all that lack."""
    fields = msgspec.structs.fields(kind)
    missing = [f.name.upper() for f in fields if f.required and not environment.get(f.name.upper())]
    if missing:
        raise MissingSetting(f"Set {', '.join(missing)} in the function's environment.")
    values = {f.name: environment[f.name.upper()] for f in fields if environment.get(f.name.upper())}
    return msgspec.convert(values, kind, strict=False)


PLACEHOLDERS = {
    "USER_POOL_ARN": "arn:aws:cognito-idp:us-east-1:000000000000:userpool/us-east-1_placeholder",
    "STREAM_ARN": "arn:aws:dynamodb:us-east-1:000000000000:table/placeholder/stream/2020-01-01T00:00:00.000",
    "INBOX_ARN": "arn:aws:sqs:us-east-1:000000000000:placeholder",
}


def arn(name: str) -> str:
    """Return the ARN that a decorator needs; a placeholder while Chalice packages, when the real one is not known."""
    return os.environ.get(name) or PLACEHOLDERS[name]
