"""Controls of what the shop is told: where, when, how often and in which order."""

from dataclasses import asdict

from stripe_simulator.controls.body import Body, choice, read
from stripe_simulator.simulator import Simulator
from stripe_simulator.webhooks.deliveries import Delivery, WebhookSettings


def configure(simulator: Simulator, _: str, body: Body) -> object:
    """Any of the settings' fields; the others stay as they are."""
    present = asdict(simulator.deliveries.settings)
    simulator.deliveries.settings = read(body, WebhookSettings, present)
    return simulator.deliveries.settings


def release(simulator: Simulator, _: str, body: Body) -> object:
    """Deliver what was held, and hold no more; answers when each was tried once."""
    order = choice(body, "order", ("as they happened", "reversed"))
    configure(simulator, "", {"hold": False})
    return {"deliveries": simulator.deliveries.release(backwards=order == "reversed")}


def list_deliveries(simulator: Simulator, _: str, body: Body) -> object:
    """Every delivery with its attempts, or only those of a `type` or an `event`."""
    kind, event = body.get("type"), body.get("event")
    return {
        "deliveries": [
            delivery
            for delivery in list(simulator.deliveries.all)
            if kind in (None, delivery.type) and event in (None, delivery.event)
        ]
    }


def send_again(simulator: Simulator, identifier: str, _: Body) -> object:
    """The same event once more, as Stripe sometimes does by itself."""
    event = simulator.store.get("event", identifier)
    delivery = Delivery(event["id"], event["type"])
    simulator.deliveries.put(delivery)
    return delivery
