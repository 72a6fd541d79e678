"""Controls of webhooks: their address, time, number and order."""

from dataclasses import asdict

from stripe_simulator.controls.body import Body, read_choice, read_settings
from stripe_simulator.simulator import Simulator
from stripe_simulator.webhooks.deliveries import Delivery, WebhookSettings


def configure(simulator: Simulator, _: str, body: Body) -> object:
    """Change the given settings and leave the others as they are."""
    current = asdict(simulator.deliveries.settings)
    simulator.deliveries.settings = read_settings(body, WebhookSettings, current)
    return simulator.deliveries.settings


def release(simulator: Simulator, _: str, body: Body) -> object:
    """Attempt each held delivery once and stop holding; return the deliveries afterwards."""
    order = read_choice(body, "order", ("as they happened", "reversed"))
    configure(simulator, "", {"hold": False})
    return {"deliveries": simulator.deliveries.release(backwards=order == "reversed")}


def list_deliveries(simulator: Simulator, _: str, body: Body) -> object:
    """List the deliveries with their attempts, optionally those of one `type` or `event`."""
    kind, event = body.get("type"), body.get("event")
    return {
        "deliveries": [
            delivery
            for delivery in list(simulator.deliveries.all)
            if kind in (None, delivery.type) and event in (None, delivery.event)
        ]
    }


def resend_event(simulator: Simulator, identifier: str, _: Body) -> object:
    """Deliver an event once more, as Stripe sometimes does by itself."""
    event = simulator.store.get("event", identifier)
    delivery = Delivery(event["id"], event["type"])
    simulator.deliveries.put(delivery)
    return delivery
