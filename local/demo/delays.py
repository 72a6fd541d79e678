"""Asks every service's trace when it had applied an order, which is found by the order's id."""

from datetime import datetime
from typing import Any

from deploy.waiting import wait_until
from ops.http_client import ShopClient

READ_MODELS = {
    "cart emptied": ("cart", "event", "OrderPaid"),
    "search ranks by it": ("search", "view", "index"),
    "Top 20 counts it": ("recommendations", "view", "bestsellers"),
    "purchase graph has it": ("recommendations", "view", "graph"),
}


def measure_delays(guest: ShopClient, order: dict[str, Any]) -> dict[str, float]:
    """Seconds from the order's payment until each view had it, in the order in which they did."""
    paid_at = datetime.fromisoformat(order["paid_at"])
    applied = {name: _applied_at(guest, order["order_id"], view, after=paid_at) for name, view in READ_MODELS.items()}
    found = {name: (at - paid_at).total_seconds() for name, at in applied.items()}
    return dict(sorted(found.items(), key=lambda pair: pair[1]))


def _applied_at(guest: ShopClient, order_id: str, view: tuple[str, str, str], after: datetime) -> datetime:
    service, kind, name = view

    def look() -> datetime | None:
        steps = guest.get(f"/{service}/trace", correlation_id=order_id)["items"]
        times = [datetime.fromisoformat(s["applied_at"]) for s in steps if (s["kind"], s["name"]) == (kind, name)]
        return min((at for at in times if at >= after), default=None)

    return wait_until(look, f"{name} at {service}")
