"""The catalog's Chalice app: books with their editions, covers, reviews and ratings."""

import gc

from chalice import Chalice

from chalicelib.handlers import functions
from chalicelib.routes import api

app = Chalice(app_name="bookstore-catalog")
app.register_blueprint(api)
app.register_blueprint(functions)

gc.freeze()  # imported modules live as long as the process: scanning them at each collection takes 40 ms
