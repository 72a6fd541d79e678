"""The orders Chalice app: orders, payments, refunds, stock, coupons and customers' addresses."""

import gc

gc.disable()  # until everything is imported: none of it is garbage, and each look takes time

from typing import Any

from chalice import Chalice

from bookstore.web.resolvers import answer_resolvers
from chalicelib.handlers import functions
from chalicelib.routes import api

app = Chalice(app_name="bookstore-orders")
app.register_blueprint(api)
app.register_blueprint(functions)


@app.lambda_function(name="graphql")
def graphql(event: Any, context: object) -> Any:
    """Answer the resolvers of orders' GraphQL fields by the routes above."""
    return answer_resolvers(event, app, context)


gc.enable()
gc.freeze()  # keep imported objects out of every later collection, each of which would take 40 ms of a request
