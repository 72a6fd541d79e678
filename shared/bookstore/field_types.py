"""The fields that events and requests have in common: one rule for each kind of id, text, number and time.

What becomes part of a key has a pattern without `#`. Names and times are checked by `Checked`, since msgspec's own
rules cannot do it: a name is written in one way only, and a time is one that every consumer can store.
"""

import re
import unicodedata
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache
from typing import Annotated, Any, get_args, get_origin

from msgspec import Meta, Struct, structs

from bookstore.errors import Invalid

MAX_VERSION = 999_999_999_999  # twelve digits, as the envelope writes a sequence
MIN_YEAR, MAX_YEAR = 1900, 2100
CLOCKS_DIFFER = timedelta(minutes=5)
FILLERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")  # letters and symbols without a shape
TEXT_CONTROLS = frozenset("\n\t")
JOINERS = frozenset("\u200c\u200d")  # within a text they decide how letters and emoji are written


def whole(pattern: str) -> str:
    """Return the pattern of a whole value, in the dialect of Python and of JSON Schema alike.

    In Python alone `$` also matches before a last line break, so what follows it is excluded.
    """
    return rf"^{pattern}$(?!\n)"


def single_line(text: str) -> str:
    """Return a name as it is stored: composed (NFC), trimmed, single spaces, nothing that cannot be seen."""
    if text.isprintable() and unicodedata.is_normalized("NFC", text):  # nearly every name, in a tenth of the time
        return " ".join(text.split())
    visible = (char for char in " ".join(text.split()) if unicodedata.category(char) not in {"Cc", "Cf", "Cs"})
    return unicodedata.normalize("NFC", " ".join("".join(visible).split()))


def category_name(text: str) -> str:
    """Return a category as it is stored: a line that neither begins nor ends with a comma, and a space behind each.

    A comma without a space therefore separates two categories wherever several stand in one text.
    """
    return re.sub(r",(?=\S)", ", ", single_line(text).strip(", "))


def paragraphs(text: str) -> str:
    """Return a longer text as it is stored: composed (NFC) and trimmed, without control characters."""
    if text.replace("\n", " ").isprintable() and unicodedata.is_normalized("NFC", text):
        return text.strip()
    visible = (char for char in text.replace("\r\n", "\n") if _is_written(char))
    return unicodedata.normalize("NFC", "".join(visible)).strip()


def is_blank(text: str) -> bool:
    """Check that nobody can see the text: spaces, marks without a letter, characters without a shape."""
    if "0" <= text[:1] <= "z":
        return False  # most texts begin so, and none of these is without a shape
    return not any(unicodedata.category(char)[0] in "LNPS" and char not in FILLERS for char in text)


def _is_written(char: str) -> bool:
    category = unicodedata.category(char)
    return category not in {"Cc", "Cf", "Cs"} or char in TEXT_CONTROLS or char in JOINERS


def name_rule(max_length: int) -> Any:
    """Return the rule of a required name of one line."""
    return Meta(min_length=1, max_length=max_length, extra={"clean": single_line})


def optional_name_rule(max_length: int) -> Any:
    """Return the rule of a name of one line that may be left out, as an empty text; spaces alone are no name."""
    return Meta(max_length=max_length, extra={"clean": single_line})


def text_rule(max_length: int) -> Any:
    """Return the rule of a text of several lines, which may be empty."""
    return Meta(max_length=max_length, extra={"clean": paragraphs})


SLUG = r"[a-z0-9]+(-[a-z0-9]+)*"
KEY_PART = r"[A-Za-z0-9._:@|+-]{1,100}"
DAY = r"(1[4-9][0-9]{2}|20[0-9]{2}|2100)-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"

Slug = Annotated[str, Meta(pattern=whole(SLUG), max_length=80)]
BookId = Slug
Isbn = Annotated[str, Meta(pattern=whole(r"97[89][0-9]{10}"), description="ISBN-13, digits only")]
OrderId = Annotated[str, Meta(pattern=whole(r"[0-9A-HJKMNP-TV-Z]{26}"), description="a ULID")]
KeyPart = Annotated[str, Meta(pattern=whole(KEY_PART), description="an id that can be part of a key")]
CustomerId = KeyPart
Language = Annotated[str, Meta(pattern=whole("[a-z]{2,3}"))]
Currency = Annotated[str, Meta(pattern=whole("[A-Z]{3}"))]
Day = Annotated[str, Meta(pattern=whole(DAY), description="a day of the calendar, 1400 to 2100")]
Moment = Annotated[datetime, Meta(tz=True, description="RFC 3339, with its offset; 1900 to 2100")]
Version = Annotated[int, Meta(ge=0, le=MAX_VERSION)]
Name = Annotated[str, name_rule(300)]
Category = Annotated[str, Meta(min_length=1, max_length=60, extra={"clean": category_name})]


def is_customer_id(value: str) -> bool:
    """Check that a customer's id can be part of a key."""
    return re.fullmatch(KEY_PART, value) is not None


def require_past(field: str, moment: datetime | None, now: datetime) -> None:
    """Raise Invalid for a time of the future in a history, with five minutes for clocks that differ."""
    if moment is not None and moment > now + CLOCKS_DIFFER:
        raise Invalid(f"{field}: {moment.isoformat()} has not come yet.", field=field, rule="in the past")


class Checked(Struct, frozen=True):
    """A struct whose names are cleaned and whose times are checked, however it is made."""

    def __post_init__(self) -> None:
        for attribute, check in _checks(type(self)):
            value = getattr(self, attribute)
            checked = check(value)
            if checked is not value:
                structs.force_setattr(self, attribute, checked)


Check = Callable[[Any], Any]


@cache
def _checks(kind: type[Struct]) -> tuple[tuple[str, Check], ...]:
    """Return the fields that need a check, each with what checks a value and returns it as it is stored."""
    checks = ((field.name, _check(field.encode_name, field.type)) for field in structs.fields(kind))
    return tuple((attribute, check) for attribute, check in checks if check)


def _check(field: str, hint: Any) -> Check | None:
    """Look through None, tuples and annotations for the one rule of the field."""
    if hint is datetime:
        return lambda value: _moment(field, value)
    if get_origin(hint) is Annotated:
        metas = [meta for meta in get_args(hint)[1:] if isinstance(meta, Meta)]
        cleaning = next((meta for meta in metas if meta.extra and "clean" in meta.extra), None)
        return (lambda value: _text(field, value, cleaning)) if cleaning else _check(field, get_args(hint)[0])
    checks = [check for argument in get_args(hint) if (check := _check(field, argument))]
    return checks[0] if checks else None


def _moment(field: str, value: datetime | None) -> datetime | None:
    if value is not None and not (value.tzinfo and MIN_YEAR <= value.year <= MAX_YEAR):
        raise ValueError(f"Expected a time from {MIN_YEAR} to {MAX_YEAR}, with its offset, in field `{field}`")
    return value


def _text(field: str, value: Any, rule: Meta) -> Any:
    if isinstance(value, list | tuple):
        cleaned = type(value)(_text(field, each, rule) for each in value)
        return value if cleaned == value else cleaned
    if not value:
        return value
    cleaned = (rule.extra or {})["clean"](value)
    if is_blank(cleaned):
        raise ValueError(f"Expected a text that can be seen in field `{field}`")
    if not (rule.min_length or 0) <= len(cleaned) <= (rule.max_length or len(cleaned)):
        bounds = f"{rule.min_length or 0} to {rule.max_length}"
        raise ValueError(f"Expected `str` of length {bounds} in field `{field}`")
    return value if cleaned == value else cleaned
