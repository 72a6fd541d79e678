"""Controls of the simulator itself: faults, the clock, a reset."""

from stripe_simulator.controls.body import Body, read_choice, read_settings
from stripe_simulator.protocol.errors import InvalidParameter
from stripe_simulator.protocol.faults import KINDS, Fault
from stripe_simulator.simulator import Simulator


def add_fault(simulator: Simulator, _: str, body: Body) -> object:
    """Make the next requests fail; the body has the fields of Fault."""
    fault = read_settings(body, Fault, {"kind": read_choice(body, "kind", KINDS)})
    simulator.faults.add(fault)
    return fault


def clear_faults(simulator: Simulator, _: str, __: Body) -> object:
    """Remove all faults."""
    simulator.faults.clear()
    return {"faults": []}


def advance_clock(simulator: Simulator, _: str, body: Body) -> object:
    """Move the clock ahead; it cannot be moved back."""
    seconds = body.get("seconds")
    if not isinstance(seconds, int) or seconds < 0:
        raise InvalidParameter("seconds must be a whole number, 0 or more", param="seconds")
    with simulator.store.lock:
        simulator.clock.advance(seconds)
        simulator.store.journal_change("clock", simulator.clock.offset)
    return {"now": simulator.clock.now()}


def reset(simulator: Simulator, _: str, __: Body) -> object:
    """Delete everything but the webhook settings."""
    with simulator.store.lock:
        simulator.reset()
    return {"reset": True}
