"""The recommendations' table: what is kept under which key.

    BOOK#<id>      BOOK                  the book's card as the catalog tells it, and its totals of all time
                   DAY#<date>            its totals of one UTC day
                   ORDER#<id>            the ledger: what one order counts for the book
                   RATING#<reader>       the ledger: what one reader's stars count; the reader is not named
                   NEAR                  the books that stand near it, worked out from the graph
    WAITING        <book>                its neighbours have to be worked out anew
    CUSTOMER#<id>  OWNS#<book>#<order>   a book the customer bought and kept: an edge of the graph
                   SHELF                 all of those books, the newest first
                   CLOSED                the account was closed; nothing of it is kept any more
    ISBN#<isbn>    ISBN                  whose edition it is
    VIEW#<name>    VIEW                  where a view is written to and read from
    LIST#<scope>   <by>                  the last lists, for when Redis is away
    TRACE#<id>     <time>#<id>           what was done about an event
    FAILURES#<id>  FAILURES              how often handlers failed on a message of the inbox

Every change of a day's totals also changes BOOK, in the same transaction: its `doc_version` counts them.
"""

from functools import cache

from bookstore.dynamodb.table import Table, table
from bookstore.messaging.trace import Traces
from chalicelib.settings import settings


@cache
def own_table() -> Table:
    """The recommendations' own table."""
    return table(settings().table)


@cache
def traces() -> Traces:
    """What recommendations did about which event."""
    return Traces(own_table())
