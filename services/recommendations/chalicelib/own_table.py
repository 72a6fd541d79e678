"""The recommendations' table: which item is stored under which key.

    BOOK#<id>      BOOK                  the book's card as the catalog announced it, and its totals of all time
                   DAY#<date>            its totals of one UTC day
                   ORDER#<id>            the ledger: what one order counts for the book
                   RATING#<customer>     the ledger: what one customer's stars count; the customer is a pseudonym
                   NEAR                  the similar books, computed from the graph
    WAITING        <book>                the queue of books whose similar books have to be computed
    CUSTOMER#<id>  OWNS#<book>#<order>   a book the customer bought and has not returned: an edge of the graph
                   SHELF                 all of those books, the newest first
                   CLOSED                the account was closed; nothing of it is stored any more
    ISBN#<isbn>    ISBN                  the book that has this edition
    VIEW#<name>    VIEW                  the state of a read model: its targets, the lease and checkpoint of a rebuild
    LIST#<scope>   <by>                  the latest snapshot of the lists, for when Redis is unavailable
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
    """Return the recommendations' own table."""
    return table(settings().table)


@cache
def traces() -> Traces:
    """Return the traces of what recommendations did about which event."""
    return Traces(own_table())
