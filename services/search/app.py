"""Search's Chalice app: one document per book, the index over them, and the questions of customers."""

import gc

from chalice import Chalice

from chalicelib.handlers import functions
from chalicelib.routes import api

app = Chalice(app_name="bookstore-search")
app.register_blueprint(api)
app.register_blueprint(functions)

gc.freeze()  # imported modules stay: a collection that scans them all takes 40 ms of a customer's request
