"""The cart's Chalice app: guests' and customers' carts, lines saved for later, wishlists."""

import gc

gc.disable()  # until everything is imported: none of it is garbage, and each look takes time

from typing import Any

from chalice import Chalice

from bookstore.web.resolvers import answer_resolvers
from chalicelib.handlers import functions
from chalicelib.routes import api

app = Chalice(app_name="bookstore-cart")
app.register_blueprint(api)
app.register_blueprint(functions)


@app.lambda_function(name="graphql")
def graphql(event: Any, context: object) -> Any:
    """Answer the resolvers of the cart's GraphQL fields by the routes above."""
    return answer_resolvers(event, app, context)


gc.enable()
gc.freeze()  # imported modules live as long as the process: scanning them at each collection takes 40 ms
