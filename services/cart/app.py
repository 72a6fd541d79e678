"""The cart's Chalice app: guests' and customers' carts, lines saved for later, wishlists."""

import gc
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


gc.freeze()  # imported modules live as long as the process: scanning them at each collection takes 40 ms
