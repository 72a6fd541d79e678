"""Controls of what goes wrong: faults on demand, time that runs ahead, everything forgotten."""

from stripe_simulator.controls.body import Body, choice, read
from stripe_simulator.protocol.errors import InvalidParameter
from stripe_simulator.protocol.faults import KINDS, Fault
from stripe_simulator.simulator import Simulator


def add_fault(simulator: Simulator, _: str, body: Body) -> object:
    """Break the next requests; the fields are those of Fault."""
    fault = read(body, Fault, {"kind": choice(body, "kind", KINDS)})
    simulator.faults.add(fault)
    return fault


def clear_faults(simulator: Simulator, _: str, __: Body) -> object:
    """Break nothing any more."""
    simulator.faults.clear()
    return {"faults": []}


def advance_clock(simulator: Simulator, _: str, body: Body) -> object:
    """Time never goes back."""
    seconds = body.get("seconds")
    if not isinstance(seconds, int) or seconds < 0:
        raise InvalidParameter("seconds must be a whole number, 0 or more", param="seconds")
    with simulator.store.lock:
        simulator.clock.advance(seconds)
        simulator.store.note("clock", simulator.clock.advanced)
    return {"now": simulator.clock.now()}


def reset(simulator: Simulator, _: str, __: Body) -> object:
    """As if nothing had ever been bought; where webhooks go stays."""
    with simulator.store.lock:
        simulator.reset()
    return {"reset": True}
