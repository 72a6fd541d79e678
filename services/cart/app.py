"""The cart's Chalice app: guests' and customers' carts, lines saved for later, wishlists."""

import gc

from chalice import Chalice

from chalicelib.handlers import functions
from chalicelib.routes import api

app = Chalice(app_name="bookstore-cart")
app.register_blueprint(api)
app.register_blueprint(functions)

gc.freeze()  # imported modules live as long as the process: scanning them at each collection takes 40 ms
