"""How the parameters of a route function are read from the request; what does not fit is refused by field and rule."""

import re
from collections.abc import Callable
from functools import partial
from typing import Annotated, Any, get_args, get_origin

import msgspec
from chalice.app import Request

from bookstore import identity
from bookstore.errors import BadRequest, Invalid, NotFound
from bookstore.identity import Customer
from bookstore.staff import Permission, Staff, staff
from bookstore.web.bodies import read_body, refuse_repeated_names
from bookstore.web.headers import Header, header_values, idempotency_key, if_match
from bookstore.web.query_strings import read_query
from bookstore.web.value_checks import check_values

ParameterReader = Callable[[Request], Any]
Identifier = Callable[[Any], Customer]


IdempotencyKey = Annotated[str, idempotency_key]
IfMatch = Annotated[str, if_match]
EXPECTED_CUSTOMER = "X-Expected-Customer"  # optional: the id of the customer for whom the page was made


def parameter_reader(name: str, hint: Any, path: str) -> ParameterReader:
    """Return how to read the parameter `name` of a route function for `path`."""
    if f"{{{name}}}" in path:
        return lambda request: path_value(request, name, hint)
    if identify := identifier_of(hint):
        return lambda request: signed_in(request, identify)
    if name == "body":
        return lambda request: body(request, hint)
    if name == "query":
        return lambda request: query(request, hint)
    if annotation := header_of(hint):
        return lambda request: header(request, annotation)
    if hint is Request:
        return lambda request: request
    raise TypeError(f"{path}: no way to read the parameter {name}: {hint}")


def header_of(hint: Any) -> Header | None:
    """Return the Header annotation of a parameter, if it has one."""
    annotations = get_args(hint)[1:] if get_origin(hint) is Annotated else ()
    return next((each for each in annotations if isinstance(each, Header)), None)


def permission_of(hint: Any) -> Permission | None:
    """Return the permission of a parameter that is a member of staff; each of them has to name one."""
    if get_origin(hint) is not Annotated or get_args(hint)[0] is not Staff:
        return None
    return next((each for each in get_args(hint)[1:] if isinstance(each, Permission)), None)


def identifier_of(hint: Any) -> Identifier | None:
    """Return how the caller is read from the claims; None for a parameter that is no customer and no staff."""
    if hint is Customer:
        return identity.customer
    permission = permission_of(hint)
    return partial(staff, permission=permission) if permission else None


def claims(request: Request) -> Any:
    """Return the claims that the authorizer found in the token, or None."""
    return ((request.context or {}).get("authorizer") or {}).get("claims")


def signed_in(request: Request, identify: Identifier) -> Customer:
    """Return the caller; CustomerChanged when the request names another customer than the token."""
    caller = identify(claims(request))
    for expected in header_values(request, EXPECTED_CUSTOMER):
        identity.require_same(caller, expected)
    return caller


def path_value(request: Request, name: str, hint: Any) -> Any:
    """Read one segment of the path. One that does not fit names nothing, so the response is 404, not 422."""
    try:
        return msgspec.convert((request.uri_params or {})[name], hint, strict=False)
    except msgspec.ValidationError as error:
        raise NotFound("We could not find this page.") from error


def query(request: Request, hint: Any) -> Any:
    """Read the query string as a struct."""
    try:
        return _checked(read_query(request.query_params, hint))
    except msgspec.ValidationError as error:
        raise invalid(error) from error


def body(request: Request, hint: Any) -> Any:
    """Read the JSON body as a struct."""
    try:
        raw = read_body(request)
        decoded = _checked(msgspec.json.decode(raw, type=hint))
        refuse_repeated_names(raw)
        return decoded
    except msgspec.ValidationError as error:
        raise invalid(error) from error
    except (msgspec.DecodeError, RecursionError) as error:
        raise BadRequest("The body is not valid JSON.") from error
    except UnicodeDecodeError as error:
        raise BadRequest("The body is not UTF-8 text.") from error


def _checked(values: Any) -> Any:
    check_values(values)
    return values


def header(request: Request, annotation: Header) -> str:
    """Return what the header says, as its annotation reads it."""
    values = header_values(request, annotation.name)
    if not values:
        raise annotation.missing(f"Send the header {annotation.name}.", field=annotation.name, rule="required")
    if len(values) > 1:
        raise BadRequest(f"Send the header {annotation.name} once.", field=annotation.name, rule="once")
    return annotation.read(values[0], annotation)


def invalid(error: msgspec.ValidationError) -> Invalid:
    """Convert msgspec's message, with the field's path taken out: "Expected `int` >= 1 - at `$.lines[0].quantity`"."""
    rule, _, path_text = str(error).partition(" - at `")
    field_match = re.search(r"(?:field|required field) `(\w+)`", rule)
    path = path_text.rstrip("`").removeprefix("$").lstrip(".")
    field = ".".join(name for name in (path, field_match[1] if field_match else "") if name)
    return Invalid(f"{field}: {rule}" if field else rule, field=field, rule=rule)
