"""Search's Chalice app: one document per book, the index over them, and the questions readers ask it."""

from chalice import Chalice

from chalicelib.api import api
from chalicelib.events import events

app = Chalice(app_name="bookstore-search")
app.register_blueprint(api)
app.register_blueprint(events)
