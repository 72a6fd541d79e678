"""The cart's table and its keys.

CART#<id>      CART             a cart and its lines; a customer's is CART#customer-<sub>
               ADDED#<key>      the copies that an idempotency key has added, for a day
BUYER#<sub>    MERGED#<cart>    the number of editions merged from a guest's cart
               PAID#<order>     the order whose copies were subtracted from the cart
               WISH#<book>      a book on the wishlist
               REVISION#WISH#   counts the additions to the wishlist, so that two at once do not exceed its limit
CUSTOMER#<sub> CLOSED           the account was closed; nothing of it is stored any more
ISBN#<isbn>    PRICE            an edition's price and stock, one section per source
BOOK#<id>      BOOK             the editions of its latest version
               EDITION#<isbn>   every edition it ever had
TRACE#<id>     <time>#<id>      steps recorded under a correlation id
FAILURES#<id>  FAILURES         failures of an inbox message
LIMIT#<limit>#<subject>#<digest>
               <seconds>#<n>    requests that a rate limit counted in one window
"""

from functools import cache

from bookstore.dynamodb.table import Table, table
from bookstore.messaging.trace import Traces
from chalicelib.settings import settings


@cache
def own_table() -> Table:
    """Return the cart's own table."""
    return table(settings().table)


@cache
def traces() -> Traces:
    """Return the steps that the cart recorded by correlation id."""
    return Traces(own_table())
