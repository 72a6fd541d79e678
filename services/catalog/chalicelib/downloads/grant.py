"""Grant downloads, and take them back, as the events of orders say."""

from bookstore.events import CustomerDeleted
from bookstore.events.orders import OrderState
from chalicelib.downloads.entitlement import to_entitlements
from chalicelib.ports import Entitlements


def grant_downloads(order: OrderState, *, entitlements: Entitlements) -> None:
    """Record which files of the order the customer may download: none any more of what was refunded or cancelled."""
    entitlements.save(order.customer, to_entitlements(order))


def erase_downloads(event: CustomerDeleted, *, entitlements: Entitlements) -> None:
    """Erase what the customer might download; the account is marked as closed before."""
    entitlements.erase(event.customer)
