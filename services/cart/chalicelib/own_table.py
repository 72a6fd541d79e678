"""The cart's table: what is kept under which key.

CART#<id>      CART              a cart and its lines; a customer's is CART#customer-<sub>
BUYER#<sub>    MERGED#<cart>     how many editions came over from a guest's cart
PAID#<order>      that an order's books were taken out of the cart
WISH#<book>       a book on the wishlist
ISBN#<isbn>    PRICE             an edition's price and stock, one section per source
BOOK#<id>      BOOK              the editions its latest version names
EDITION#<isbn>    every edition it ever had
TRACE#<id>                       what was done about an event
FAILURES#<id>  FAILURES          how often handlers failed on a message of the inbox
"""

from functools import cache

from bookstore.dynamodb.table import Table, table
from bookstore.messaging.trace import Traces
from chalicelib.settings import settings


@cache
def own_table() -> Table:
    """The cart's own table."""
    return table(settings().table)


@cache
def traces() -> Traces:
    """What the cart did about which event."""
    return Traces(own_table())
