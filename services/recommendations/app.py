"""The recommendations' Chalice app: the Top 20 and what other readers also bought."""

from chalice import Chalice

from chalicelib.api import api
from chalicelib.events import events

app = Chalice(app_name="bookstore-recommendations")
app.register_blueprint(api)
app.register_blueprint(events)
