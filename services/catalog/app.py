"""The catalog's Chalice app: books with their editions, covers, reviews and ratings."""

from chalice import Chalice

from chalicelib.api import api
from chalicelib.events import events

app = Chalice(app_name="bookstore-catalog")
app.register_blueprint(api)
app.register_blueprint(events)
