"""The table of controls and their dispatch."""

from stripe_simulator.controls import environment, outcomes, webhooks
from stripe_simulator.controls.body import Body, Control
from stripe_simulator.protocol.errors import InvalidParameter
from stripe_simulator.protocol.messages import Request, Response, json_response
from stripe_simulator.simulator import Simulator

PREFIX = "/_simulator"


def show_overview(simulator: Simulator, _: str, __: Body) -> object:
    """List the controls with the current settings and counts."""
    return {
        "controls": [f"{method} {PREFIX}{path}" for method, path in CONTROLS],
        "webhooks": simulator.deliveries.settings,
        "objects": {kind: len(documents) for kind, documents in simulator.store.documents.items()},
        "faults": simulator.faults.pending,
        "undelivered": len(simulator.deliveries.undelivered()),
        "now": simulator.clock.now(),
    }


CONTROLS: dict[tuple[str, str], Control] = {
    ("GET", ""): show_overview,
    ("POST", "/webhooks"): webhooks.configure,
    ("POST", "/webhooks/release"): webhooks.release,
    ("GET", "/deliveries"): webhooks.list_deliveries,
    ("POST", "/events/{}/send"): webhooks.resend_event,
    ("POST", "/payment_intents/{}/authenticate"): outcomes.authenticate,
    ("POST", "/payment_intents/{}/settle"): outcomes.settle_payment,
    ("POST", "/refunds/{}/settle"): outcomes.settle_refund,
    ("POST", "/charges/{}/dispute"): outcomes.open_dispute,
    ("POST", "/disputes/{}/close"): outcomes.close_dispute,
    ("POST", "/faults"): environment.add_fault,
    ("DELETE", "/faults"): environment.clear_faults,
    ("POST", "/clock"): environment.advance_clock,
    ("POST", "/reset"): environment.reset,
}


def handle(simulator: Simulator, request: Request, body: Body) -> Response:
    """Call the control of this path, which names at most one object: /refunds/{id}/settle."""
    match request.path.removeprefix(PREFIX).rstrip("/").split("/"):
        case [_, kind, identifier, verb]:
            path = f"/{kind}/{{}}/{verb}"
        case segments:
            path, identifier = "/".join(segments), ""
    control = CONTROLS.get((request.method, path))
    if control is None:
        raise InvalidParameter(f"No such control: {request.method} {request.path}. GET {PREFIX} lists them.")
    return json_response(control(simulator, identifier, body))
