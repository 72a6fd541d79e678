"""The HTTP routes of orders: importing a folder's routes adds them to the blueprint."""
# ruff: noqa: F401 - the imports are for their effect

import chalicelib.addresses.routes
import chalicelib.checkout.routes
import chalicelib.coupons.routes
import chalicelib.credentials.routes
import chalicelib.customers.routes
import chalicelib.customers.sign_in_routes
import chalicelib.fulfilment.email_routes
import chalicelib.fulfilment.staff_routes
import chalicelib.inventory.routes
import chalicelib.notes.routes
import chalicelib.payments.card_routes
import chalicelib.payments.webhook_route
from chalicelib.blueprint import api

__all__ = ["api"]
