"""The orders Chalice app: orders, payments, refunds, stock, coupons and customers' addresses."""

from chalice import Chalice

from chalicelib.api import api
from chalicelib.events import events

app = Chalice(app_name="bookstore-orders")
app.register_blueprint(api)
app.register_blueprint(events)
