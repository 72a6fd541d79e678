"""What request headers say: an idempotency key, the version in If-Match, the type of the body."""

import codecs
import re
from collections.abc import Callable
from dataclasses import dataclass

from chalice.app import Request

from bookstore.errors import BadRequest, BookstoreError, PreconditionRequired, UnsupportedMediaType, VersionConflict

JSON_TYPE, CONTENT_TYPE = "application/json", "Content-Type"
CHARSETS = {"utf-8", "ascii"}  # JSON is UTF-8, RFC 8259 section 8.1, and ASCII is a part of it
PARAMETER = re.compile(r"""\s*;\s*(?:([\w!#$%&'*+.^`|~-]+)=("[^"]*"|[\w!#$%&'*+.^`|~-]+))?""")
ENTITY_TAG = r'(?:W/)?"[\x21\x23-\x7e]*"'
ENTITY_TAGS = re.compile(rf"{ENTITY_TAG}(?:[ \t]*,[ \t]*{ENTITY_TAG})*")
STRONG_VERSION = re.compile(r'(?<!W/)"([0-9]{1,15})"')


def header_values(request: Request, name: str) -> list[str]:
    """Return the different values of a header, each without spaces around it; an empty one says nothing."""
    single = (request.headers or {}).get(name)
    every = (request.to_original_event().get("multiValueHeaders") or {}).items()
    values = [value for key, many in every if key.lower() == name.lower() for value in many] or [single or ""]
    return list(dict.fromkeys(stripped for value in values if (stripped := value.strip(" \t"))))


def read_plain(value: str, header: "Header") -> str:
    """Return a value that has the header's pattern."""
    if not re.fullmatch(header.pattern, value):
        raise BadRequest(f"The header {header.name} cannot be read.", field=header.name, rule=header.pattern)
    return value


@dataclass(frozen=True)
class Header:
    """A parameter that is read from a required request header; without it the request is refused with `missing`."""

    name: str
    pattern: str = r"[\x21-\x7e]{1,255}"
    example: str = ""
    missing: type[BookstoreError] = BadRequest
    read: Callable[[str, "Header"], str] = read_plain
    raises: tuple[type[BookstoreError], ...] = (BadRequest,)


def read_key(value: str, header: Header) -> str:
    """Return the key; quotes around it are the header's syntax (a structured field) and no part of it."""
    key = read_plain(value, header)
    unquoted = key[1:-1] if len(key) > 1 and key[0] == key[-1] == '"' else key
    if not unquoted or '"' in unquoted:
        raise BadRequest(f"The header {header.name} cannot be read.", field=header.name, rule="a key, or one in quotes")
    return unquoted


def read_if_match(value: str, header: Header) -> str:
    """Return the version that the client has seen; RFC 9110, section 13.1.1.

    `*` names no version, so it is refused as a missing one is. An ETag that is weak, or none of ours, is never the
    current one. Of several the one that is a version counts.
    """
    if value == "*":
        raise PreconditionRequired(
            "Send the ETag that you have seen; * names no version.", field=header.name, rule="ETag"
        )
    if re.fullmatch("[0-9]{1,15}", value):
        return value
    if not ENTITY_TAGS.fullmatch(value):
        raise BadRequest(f"The header {header.name} cannot be read.", field=header.name, rule=header.example)
    versions = set(STRONG_VERSION.findall(value))
    if not versions:
        raise VersionConflict("This is not the ETag of the current version. Read it again.", field=header.name)
    if len(versions) > 1:
        raise BadRequest(f"Name one version in {header.name}.", field=header.name, rule=header.example)
    (version,) = versions
    return str(version)


idempotency_key = Header("Idempotency-Key", example="cart-01J9ZK-7", read=read_key)
if_match = Header(
    "If-Match",
    pattern=r'"?[0-9]{1,15}"?',
    example='"3"',
    missing=PreconditionRequired,
    read=read_if_match,
    raises=(BadRequest, PreconditionRequired, VersionConflict),
)


def require_json(request: Request) -> None:
    """Raise UnsupportedMediaType for a body of another type, or in another charset; one that is not named is JSON."""
    for value in header_values(request, CONTENT_TYPE):
        kind, separator, rest = value.partition(";")
        charsets = [text.strip('"') for name, text in PARAMETER.findall(separator + rest) if name.lower() == "charset"]
        if kind.strip().lower() != JSON_TYPE or not all(map(is_known_charset, charsets)):
            raise UnsupportedMediaType(f"Send {JSON_TYPE} in UTF-8.", field=CONTENT_TYPE, rule=f"{JSON_TYPE}, UTF-8")


def is_known_charset(name: str) -> bool:
    """Return whether text in this charset can be read as UTF-8."""
    try:
        return codecs.lookup(name).name in CHARSETS
    except LookupError:
        return False
