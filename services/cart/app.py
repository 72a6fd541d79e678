"""The cart's Chalice app: guests' and customers' carts, saved for later, and wishlists."""

from chalice import Chalice

from chalicelib.api import api
from chalicelib.events import events

app = Chalice(app_name="bookstore-cart")
app.register_blueprint(api)
app.register_blueprint(events)
