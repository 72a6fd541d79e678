"""Finds and carries out one control: hold webhooks, break requests, move time, decide for the bank."""

from stripe_simulator.controls import environment, outcomes, webhooks
from stripe_simulator.controls.body import Body, Control
from stripe_simulator.protocol.errors import InvalidParameter
from stripe_simulator.protocol.messages import Answer, Request, answer_with
from stripe_simulator.simulator import Simulator

PREFIX = "/_simulator"


def overview(simulator: Simulator, _: str, __: Body) -> object:
    """What is there to see and to do."""
    return {
        "controls": [f"{method} {PREFIX}{path}" for method, path in CONTROLS],
        "webhooks": simulator.deliveries.settings,
        "objects": {kind: len(found) for kind, found in simulator.store.documents.items()},
        "faults": simulator.faults.coming,
        "undelivered": len(simulator.deliveries.unfinished()),
        "now": simulator.clock.now(),
    }


CONTROLS: dict[tuple[str, str], Control] = {
    ("GET", ""): overview,
    ("POST", "/webhooks"): webhooks.configure,
    ("POST", "/webhooks/release"): webhooks.release,
    ("GET", "/deliveries"): webhooks.list_deliveries,
    ("POST", "/events/{}/send"): webhooks.send_again,
    ("POST", "/payment_intents/{}/authenticate"): outcomes.authenticate,
    ("POST", "/payment_intents/{}/settle"): outcomes.settle_payment,
    ("POST", "/refunds/{}/settle"): outcomes.settle_refund,
    ("POST", "/charges/{}/dispute"): outcomes.dispute,
    ("POST", "/faults"): environment.add_fault,
    ("DELETE", "/faults"): environment.clear_faults,
    ("POST", "/clock"): environment.advance_clock,
    ("POST", "/reset"): environment.reset,
}


def answer(simulator: Simulator, request: Request, body: Body) -> Answer:
    """Control paths name at most one object, in the middle: /refunds/{id}/settle."""
    match request.path.removeprefix(PREFIX).rstrip("/").split("/"):
        case [_, kind, identifier, verb]:
            path = f"/{kind}/{{}}/{verb}"
        case parts:
            path, identifier = "/".join(parts), ""
    control = CONTROLS.get((request.method, path))
    if control is None:
        raise InvalidParameter(f"No such control: {request.method} {request.path}. GET {PREFIX} lists them.")
    return answer_with(control(simulator, identifier, body))
