"""Answers one API request: key, route, idempotency, faults, the work, and the headers that Stripe adds."""

import re
import time
from collections.abc import Callable
from dataclasses import replace
from http import HTTPStatus

from stripe_simulator.protocol import authentication, expansion, routes
from stripe_simulator.protocol.errors import InjectedError, InvalidParameter, StripeError
from stripe_simulator.protocol.faults import Fault
from stripe_simulator.protocol.messages import Answer, Request, answer_with
from stripe_simulator.protocol.routes import Route
from stripe_simulator.simulator import API_VERSION, Simulator

_VERSION = re.compile(r"\d{4}-\d{2}-\d{2}(\.[a-z]+)?(; ?.+)?")


def answer(simulator: Simulator, request: Request) -> Answer:
    """Whatever happens, an answer with Stripe's headers."""
    try:
        answered = _answer(simulator, request)
    except StripeError as error:
        answered = refused(error)
    return replace(answered, headers={**_headers(request, answered), **answered.headers})


def refused(error: StripeError) -> Answer:
    """The error as an answer."""
    return replace(answer_with(error.body(), error.status), remembered=error.remembered)


def _answer(simulator: Simulator, request: Request) -> Answer:
    key = authentication.key_of(request)
    _check_headers(request)
    found = routes.find(request.method, request.path)
    if found is None:
        raise _unknown(request)
    route, arguments = found
    authentication.check_allowed(key, for_browsers=route.for_browsers)
    request = replace(request, arguments=arguments)
    return simulator.keys.once(request, lambda remember: _carry_out(simulator, route, request, key, remember))


def _carry_out(
    simulator: Simulator, route: Route, request: Request, key: str, remember: Callable[[Answer], None]
) -> Answer:
    """Faults strike within an idempotency key's protection, so that a 500 is remembered as Stripe remembers it."""
    fault = simulator.faults.take(request.method, request.path) or Fault("none")
    if fault.kind == "delay":
        time.sleep(fault.seconds)
    with simulator.store.lock:
        answered = _struck(simulator, route, request, key, fault)
        remember(answered)
    return answered


def _struck(simulator: Simulator, route: Route, request: Request, key: str, fault: Fault) -> Answer:
    """The answer, as the fault lets it come."""
    if fault.kind == "error":
        return refused(InjectedError(fault.status))
    answered = _work(simulator, route, request, key)
    if fault.kind == "error_after":
        return refused(InjectedError(fault.status))
    return replace(answered, dropped=fault.kind == "drop")


def _work(simulator: Simulator, route: Route, request: Request, key: str) -> Answer:
    parameters = request.parameters
    parameters.permit(route.takes | routes.ALWAYS_TAKEN, route.lacks)
    paths = parameters.texts("expand")
    expansion.check(paths, route.answers, in_list=route.is_list)
    try:
        document = expansion.expanded(route.act(simulator, request), paths, simulator.store)
    except StripeError as error:
        return refused(error)
    if authentication.is_publishable(key):
        document = authentication.shown_to_browsers(document)
    return answer_with(document)


def _check_headers(request: Request) -> None:
    if request.headers.get("content-type", "").startswith("application/json"):
        message = "Invalid request (check that your POST content type is application/x-www-form-urlencoded)."
        raise InvalidParameter(f"{message} If you have any questions, we can help at https://support.stripe.com/.")
    version = request.headers.get("stripe-version")
    if version and not _VERSION.fullmatch(version):
        raise InvalidParameter(f"Invalid Stripe API version: {version}")


def _unknown(request: Request) -> StripeError:
    error = InvalidParameter(
        f"Unrecognized request URL ({request.method}: {request.path}). Please see https://stripe.com/docs "
        "or we can help at https://support.stripe.com/."
    )
    error.status = 404
    return error


def _headers(request: Request, answered: Answer) -> dict[str, str]:
    headers = {
        "Request-Id": request.id,
        "Stripe-Version": request.headers.get("stripe-version") or API_VERSION,
        "Cache-Control": "no-cache, no-store",
    }
    if request.idempotency_key and request.method == "POST":
        headers |= {"Idempotency-Key": request.idempotency_key, "Original-Request": request.id}
    if answered.status == HTTPStatus.UNAUTHORIZED:
        headers["WWW-Authenticate"] = 'Bearer realm="Stripe"'
    if answered.status in (HTTPStatus.CONFLICT, HTTPStatus.TOO_MANY_REQUESTS):
        headers["Stripe-Should-Retry"] = "true"
    return headers
