"""What no request may hold, whatever its fields allow: numbers beyond 64 bits, and text that is not Unicode."""

from functools import cache
from typing import Any

from msgspec import Struct, structs

from bookstore.errors import Invalid

MAX_INTEGER = 2**63 - 1
struct_fields = cache(structs.fields)  # which evaluates the annotations of a struct at each call


def check_values(value: Any, path: str = "") -> None:
    """Raise Invalid, with the path of the field, for a number or a text that nothing can store."""
    if isinstance(value, str) and not _is_unicode(value):
        raise Invalid(f"{path}: not Unicode text", field=path, rule="Unicode text")
    if isinstance(value, int) and abs(value) > MAX_INTEGER:
        raise Invalid(f"{path}: too large a number", field=path, rule="an integer of 64 bits")
    if isinstance(value, Struct):
        for field in struct_fields(type(value)):
            check_values(getattr(value, field.name), f"{path}.{field.encode_name}".lstrip("."))
    elif isinstance(value, list | tuple):
        for index, element in enumerate(value):
            check_values(element, f"{path}[{index}]")
    elif isinstance(value, dict):
        for name, element in value.items():
            check_values(name, path)
            check_values(element, f"{path}.{name}".lstrip("."))


def _is_unicode(text: str) -> bool:
    """Return False for half of a surrogate pair, which JSON can spell and UTF-8 cannot."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
