"""The orders Chalice app: orders, payments, refunds, stock, coupons and customers' addresses."""

import gc

from chalice import Chalice

from chalicelib.handlers import functions
from chalicelib.routes import api

app = Chalice(app_name="bookstore-orders")
app.register_blueprint(api)
app.register_blueprint(functions)

gc.freeze()  # keep imported objects out of every later collection, each of which would take 40 ms of a request
