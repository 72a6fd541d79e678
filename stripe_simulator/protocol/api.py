"""The steps of one API request: key, route, idempotency, faults, the route's handler, Stripe's headers."""

import re
import time
from collections.abc import Callable
from dataclasses import replace
from http import HTTPStatus

from stripe_simulator.protocol import authentication, expansion, routes
from stripe_simulator.protocol.errors import InjectedError, InvalidParameter, StripeError
from stripe_simulator.protocol.faults import Fault
from stripe_simulator.protocol.messages import Request, Response, json_response
from stripe_simulator.protocol.routes import Route
from stripe_simulator.simulator import API_VERSION, Simulator

_VERSION = re.compile(r"\d{4}-\d{2}-\d{2}(\.[a-z]+)?(; ?.+)?")


def handle(simulator: Simulator, request: Request) -> Response:
    """Handle a request; every response, errors included, has Stripe's headers."""
    try:
        response = _handle(simulator, request)
    except StripeError as error:
        response = error_response(error)
    return replace(response, headers={**_headers(request, response), **response.headers})


def error_response(error: StripeError) -> Response:
    """Build the response of an error."""
    return replace(json_response(error.body(), error.status), replayable=error.replayable)


def _handle(simulator: Simulator, request: Request) -> Response:
    key = authentication.read_api_key(request)
    _check_headers(request)
    match = routes.find(request.method, request.path)
    if match is None:
        raise _unknown_route(request)
    route, arguments = match
    authentication.check_allowed(key, for_browsers=route.for_browsers)
    request = replace(request, arguments=arguments)
    return simulator.keys.run_once(request, lambda store: _execute(simulator, route, request, key, store))


def _execute(
    simulator: Simulator, route: Route, request: Request, key: str, store: Callable[[Response], None]
) -> Response:
    """Execute a request with its fault, if any, and store the response under its key, as Stripe stores a 500."""
    fault = simulator.faults.take(request.method, request.path) or Fault("none")
    if fault.kind == "delay":
        time.sleep(fault.seconds)
    with simulator.store.lock:
        response = _apply_fault(simulator, route, request, key, fault)
        store(response)
    return response


def _apply_fault(simulator: Simulator, route: Route, request: Request, key: str, fault: Fault) -> Response:
    """Call the route unless the fault prevents it, and return the response that the fault leaves."""
    if fault.kind == "error":
        return error_response(InjectedError(fault.status))
    response = _call_route(simulator, route, request, key)
    if fault.kind == "error_after":
        return error_response(InjectedError(fault.status))
    return replace(response, dropped=fault.kind == "drop")


def _call_route(simulator: Simulator, route: Route, request: Request, key: str) -> Response:
    parameters = request.parameters
    parameters.permit(route.parameters | routes.COMMON_PARAMETERS, route.unsupported)
    paths = parameters.texts("expand")
    expansion.check(paths, route.object_type, in_list=route.is_list)
    try:
        document = expansion.expand(route.handler(simulator, request), paths, simulator.store)
    except StripeError as error:
        return error_response(error)
    if authentication.is_publishable(key):
        document = authentication.filter_for_browsers(document)
    return json_response(document)


def _check_headers(request: Request) -> None:
    if request.headers.get("content-type", "").startswith("application/json"):
        message = "Invalid request (check that your POST content type is application/x-www-form-urlencoded)."
        raise InvalidParameter(f"{message} If you have any questions, we can help at https://support.stripe.com/.")
    version = request.headers.get("stripe-version")
    if version and not _VERSION.fullmatch(version):
        raise InvalidParameter(f"Invalid Stripe API version: {version}")


def _unknown_route(request: Request) -> StripeError:
    error = InvalidParameter(
        f"Unrecognized request URL ({request.method}: {request.path}). Please see https://stripe.com/docs "
        "or we can help at https://support.stripe.com/."
    )
    error.status = 404
    return error


def _headers(request: Request, response: Response) -> dict[str, str]:
    headers = {
        "Request-Id": request.id,
        "Stripe-Version": request.headers.get("stripe-version") or API_VERSION,
        "Cache-Control": "no-cache, no-store",
    }
    if request.idempotency_key and request.method == "POST":
        headers |= {"Idempotency-Key": request.idempotency_key, "Original-Request": request.id}
    if response.status == HTTPStatus.UNAUTHORIZED:
        headers["WWW-Authenticate"] = 'Bearer realm="Stripe"'
    if response.status in (HTTPStatus.CONFLICT, HTTPStatus.TOO_MANY_REQUESTS):
        headers["Stripe-Should-Retry"] = "true"
    return headers
