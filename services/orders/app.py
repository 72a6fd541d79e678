"""The orders Chalice app: orders, payments, refunds, stock, coupons and customers' addresses."""

import gc

from chalice import Chalice

from chalicelib.handlers import events
from chalicelib.routes import api

app = Chalice(app_name="bookstore-orders")
app.register_blueprint(api)
app.register_blueprint(events)

gc.freeze()  # what a function is made of stays: to look it all through takes 40 ms of a reader
