"""Reads each parameter of a view from the request, and refuses what does not fit, naming field and rule."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any, get_args, get_origin

import msgspec
from chalice.app import Request

from bookstore import identity
from bookstore.errors import BadRequest, Invalid, NotFound
from bookstore.identity import Admin, Customer

Reader = Callable[[Request], Any]
SIGNED_IN: dict[Any, Callable[[Any], Customer]] = {Customer: identity.customer, Admin: identity.admin}


@dataclass(frozen=True)
class Header:
    """Marks a parameter that comes from a request header, which the request has to carry."""

    name: str
    pattern: str = r"[\x21-\x7e]{1,255}"
    example: str = ""


IdempotencyKey = Annotated[str, Header("Idempotency-Key", example="cart-01J9ZK-7")]
IfMatch = Annotated[str, Header("If-Match", pattern=r'"?\d{1,15}"?', example='"3"')]


def reader(name: str, hint: Any, path: str) -> Reader:
    """How to read the parameter `name` of a view for `path`."""
    if f"{{{name}}}" in path:
        return lambda request: path_value(request, name, hint)
    if hint in SIGNED_IN:
        return lambda request: SIGNED_IN[hint](claims(request))
    if name == "body":
        return lambda request: body(request, hint)
    if name == "query":
        return lambda request: query(request, hint)
    if marked := header_of(hint):
        return lambda request: header(request, marked)
    if hint is Request:
        return lambda request: request
    raise TypeError(f"{path}: no way to read the parameter {name}: {hint}")


def header_of(hint: Any) -> Header | None:
    """The Header mark of a parameter, if it has one."""
    marks = get_args(hint)[1:] if get_origin(hint) is Annotated else ()
    return next((mark for mark in marks if isinstance(mark, Header)), None)


def claims(request: Request) -> Any:
    """What the authorizer found in the token, or None."""
    return ((request.context or {}).get("authorizer") or {}).get("claims")


def path_value(request: Request, name: str, hint: Any) -> Any:
    """One part of the path. A part that cannot be names nothing, so the answer is 404, not 422."""
    try:
        return msgspec.convert((request.uri_params or {})[name], hint, strict=False)
    except msgspec.ValidationError as problem:
        raise NotFound("There is nothing at this address.") from problem


def query(request: Request, hint: Any) -> Any:
    """The query string as a struct; names it does not know are ignored."""
    given = {name: value for name, value in (request.query_params or {}).items() if value != ""}
    try:
        return msgspec.convert(given, hint, strict=False)
    except msgspec.ValidationError as problem:
        raise invalid(problem) from problem


def body(request: Request, hint: Any) -> Any:
    """The JSON body as a struct."""
    try:
        return msgspec.json.decode(request.raw_body or b"", type=hint)
    except msgspec.ValidationError as problem:
        raise invalid(problem) from problem
    except msgspec.DecodeError as problem:
        raise BadRequest("The body is not valid JSON.") from problem
    except UnicodeDecodeError as problem:
        raise BadRequest("The body is not UTF-8 text.") from problem


def header(request: Request, marked: Header) -> str:
    """The header's value, without quotes around it."""
    value = (request.headers or {}).get(marked.name)
    if not value:
        raise BadRequest(f"Send the header {marked.name}.", field=marked.name, rule="required")
    if not re.fullmatch(marked.pattern, value):
        raise BadRequest(f"The header {marked.name} cannot be read.", field=marked.name, rule=marked.pattern)
    return str(value).strip('"')


def invalid(problem: msgspec.ValidationError) -> Invalid:
    """msgspec's words, with the field's path taken out of them: "Expected `int` >= 1 - at `$.lines[0].quantity`"."""
    rule, _, place = str(problem).partition(" - at `")
    named = re.search(r"(?:field|required field) `(\w+)`", rule)
    path = place.rstrip("`").removeprefix("$").lstrip(".")
    field = ".".join(part for part in (path, named[1] if named else "") if part)
    return Invalid(f"{field}: {rule}" if field else rule, field=field, rule=rule)
