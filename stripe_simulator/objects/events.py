"""Events as the API shows them: what a shop asks for when it fears that webhooks were missed."""

from fnmatch import fnmatchcase

from stripe_simulator.protocol.documents import Document
from stripe_simulator.protocol.errors import InvalidParameter
from stripe_simulator.protocol.messages import Request
from stripe_simulator.protocol.pagination import page
from stripe_simulator.protocol.parameters import Parameters
from stripe_simulator.simulator import Simulator

KEPT_FOR = 30 * 24 * 3600
MOST_TYPES = 20


def retrieve(simulator: Simulator, request: Request) -> Document:
    """One event, as it was sent."""
    return simulator.store.get("event", request.arguments[0], "id")


def list_all(simulator: Simulator, request: Request) -> Document:
    """Newest first, by `type`, `types`, `created` or whether they were delivered."""
    wanted = _wanted_types(request.parameters)
    delivered = request.parameters.flag("delivery_success")
    found = [
        event
        for event in simulator.store.newest_first("event")
        if (not wanted or any(fnmatchcase(event["type"], kind) for kind in wanted))
        and delivered in (None, event["pending_webhooks"] == 0)
    ]
    return page(found, "/v1/events", "event", request.parameters)


def _wanted_types(parameters: Parameters) -> list[str]:
    """`type` may hold a wildcard as in charge.*; `types` names several."""
    kind, kinds = parameters.text("type"), parameters.texts("types")
    if kind and kinds:
        message = "You may only specify one of these parameters: type, types."
        raise InvalidParameter(message, param="types", code="parameters_exclusive")
    if len(kinds) > MOST_TYPES:
        raise InvalidParameter(f"You may specify at most {MOST_TYPES} types.", param="types")
    return [kind] if kind else kinds
