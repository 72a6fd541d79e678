"""The bytes of a request's body, without the encoding in which they travelled."""

import json
import zlib
from typing import Any

from chalice.app import Request

from bookstore.errors import BadRequest, TooLarge, UnsupportedMediaType
from bookstore.web.headers import header_values, require_json

MAX_BODY_BYTES = 1_000_000  # several times the largest request of any route
GZIP, GZIP_START, GZIP_WINDOW = {"gzip", "x-gzip"}, b"\x1f\x8b", 31
FIELD = "Content-Encoding"


def read_body(request: Request) -> bytes:
    """Return a JSON body, inflated when it is compressed; raise TooLarge for more than a megabyte inflated.

    API Gateway inflates bodies itself and may leave the header: a body that is not compressed is returned as it is.
    """
    require_json(request)
    raw: bytes = request.raw_body or b""
    encoding = ", ".join(header_values(request, FIELD)).lower()
    if encoding not in {"", "identity", *GZIP}:
        raise UnsupportedMediaType("Send the body as it is, or with gzip.", field=FIELD, rule="gzip or identity")
    body = _inflate(raw) if encoding in GZIP and raw.startswith(GZIP_START) else raw
    if len(body) > MAX_BODY_BYTES:
        rule = f"at most {MAX_BODY_BYTES:,} bytes"
        raise TooLarge("The body is too large.", field="body", rule=rule)
    return body


def _inflate(raw: bytes) -> bytes:
    """Inflate no more than a byte beyond what is allowed: a kilobyte may be a gigabyte of zeros."""
    inflater = zlib.decompressobj(GZIP_WINDOW)
    try:
        body = inflater.decompress(raw, MAX_BODY_BYTES + 1)
    except zlib.error as error:
        raise BadRequest("The body is not valid gzip.", field=FIELD, rule="gzip") from error
    if not inflater.eof and len(body) <= MAX_BODY_BYTES:
        raise BadRequest("The body is not valid gzip: its end is missing.", field=FIELD, rule="gzip")
    if inflater.unused_data:
        raise BadRequest("There is something behind the end of the gzip body.", field=FIELD, rule="gzip")
    return body


def refuse_repeated_names(raw: bytes) -> None:
    """Raise BadRequest when an object has a name twice: two programs that read it would see different values."""
    json.loads(raw, object_pairs_hook=_require_distinct, parse_int=str)  # a number may have any length here


def _require_distinct(pairs: list[tuple[str, Any]]) -> None:
    names = [name for name, _ in pairs]
    if len(set(names)) < len(names):
        repeated = next(name for name in names if names.count(name) > 1)
        raise BadRequest(f"{repeated[:80]}: given more than once.", field=repeated[:80], rule="once")
