"""The API's events, which a merchant reads to find those whose webhooks were missed."""

from fnmatch import fnmatchcase

from stripe_simulator.protocol.documents import Document
from stripe_simulator.protocol.errors import InvalidParameter
from stripe_simulator.protocol.messages import Request
from stripe_simulator.protocol.pagination import paginate
from stripe_simulator.protocol.parameters import Parameters
from stripe_simulator.simulator import Simulator

RETENTION_SECONDS = 30 * 24 * 3600
MAX_TYPES = 20


def retrieve(simulator: Simulator, request: Request) -> Document:
    """Return one event, as it was delivered."""
    return simulator.store.get("event", request.arguments[0], "id")


def list_all(simulator: Simulator, request: Request) -> Document:
    """List events, newest first, by `type`, `types`, `created` or `delivery_success`."""
    patterns = _read_types(request.parameters)
    delivered = request.parameters.flag("delivery_success")
    selected = [
        event
        for event in simulator.store.newest_first("event")
        if (not patterns or any(fnmatchcase(event["type"], pattern) for pattern in patterns))
        and delivered in (None, event["pending_webhooks"] == 0)
    ]
    return paginate(selected, "/v1/events", "event", request.parameters)


def _read_types(parameters: Parameters) -> list[str]:
    """Read `type`, which may hold a wildcard as in charge.*, or the list `types`."""
    kind, kinds = parameters.text("type"), parameters.texts("types")
    if kind and kinds:
        message = "You may only specify one of these parameters: type, types."
        raise InvalidParameter(message, param="types", code="parameters_exclusive")
    if len(kinds) > MAX_TYPES:
        raise InvalidParameter(f"You may specify at most {MAX_TYPES} types.", param="types")
    return [kind] if kind else kinds
