"""Import every file of routes, each of which adds its own to the one blueprint."""
# ruff: noqa: F401 - a module's routes exist once it is imported

import chalicelib.checkout.routes
import chalicelib.customers.routes
import chalicelib.fulfilment.staff_routes
import chalicelib.inventory.routes
import chalicelib.payments.webhook_route
from chalicelib.blueprint import api

__all__ = ["api"]
