"""The recommendations' Chalice app: the bestsellers, and what customers also bought."""

import gc

from chalice import Chalice

from chalicelib.handlers import functions
from chalicelib.routes import api

app = Chalice(app_name="bookstore-recommendations")
app.register_blueprint(api)
app.register_blueprint(functions)

gc.freeze()  # imported modules live as long as the function: collecting them would cost a customer 40 ms
