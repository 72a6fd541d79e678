"""The table of orders: what is kept under which key.

    CUSTOMER#<sub>  ORDER#<id>        an order                       OPEN           which order is unpaid, if any
                    PROFILE           name, version                  ADDRESS#<id>   a saved address
    ORDER#<id>      OWNER             whose order it is, for staff   MAIL#<letter>  a letter that was sent
    KEY#<sub>#<key> KEY               the order an idempotency key has placed
    STOCK#<isbn>    STOCK             an edition: price, copies      ADJUSTMENT#<key>  copies that came or went
    BOOK#<id>       BOOK              which editions a book has, by the book's version
    COUPON#<code>   COUPON            a coupon                       CUSTOMER#<sub>  the order that used it
    JOB#<name>      CHECKPOINT        how far a job has come
    OUTBOX#<n>      <time>#<id>       events on their way            TRACE#<id>      what was done about an event
    FAILURES#<id>   FAILURES          how often handlers failed on a message of the inbox

The indexes hold keys only, so that selling a copy writes to none of them: ByList (`list`: ORDERS or STOCK, by
`list_key`), ByStatus (`status`, by `list_key`), ByDue (`due`: expire or refund, by `due_at`).
"""

from functools import cache

from bookstore.dynamodb.table import Table, table
from bookstore.messaging.trace import Traces
from chalicelib.settings import settings


@cache
def own_table() -> Table:
    """The own table of orders."""
    return table(settings().table)


@cache
def traces() -> Traces:
    """What orders did about which event."""
    return Traces(own_table())
