"""The bytes of a request's body, without the encoding in which they travelled."""

import zlib

from chalice.app import Request

from bookstore.errors import BadRequest, TooLarge, UnsupportedMediaType

MAX_BODY_BYTES = 1_000_000  # several times the largest request of any route
GZIP, GZIP_START, GZIP_WINDOW = {"gzip", "x-gzip"}, b"\x1f\x8b", 31
FIELD = "Content-Encoding"


def read_body(request: Request) -> bytes:
    """Return the body, inflated when it is compressed; raise TooLarge for more than a megabyte, however small it came.

    API Gateway inflates bodies itself and may leave the header: a body that is not compressed is returned as it is.
    """
    raw: bytes = request.raw_body or b""
    encoding = str((request.headers or {}).get(FIELD.lower(), "")).strip().lower()
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
    return body
