"""The catalog's table: what is kept under which key.

    BOOK#<id>      BOOK               the book           LIST#<list>     its place in one list of books
                   RATING             what its ratings add up to
                   REVIEW#<customer>  one reader's review
    ISBN#<isbn>    ISBN               whose edition it is               STOCK  whether it can be had
    CATEGORIES     <category>         how many books are in it
    BUYER#<id>     <book>#<order>     what a customer bought and kept
    OUTBOX#<n>     <time>#<id>        events on their way                TRACE#<id>  what was done about an event
    FAILURES#<id>  FAILURES           how often handlers failed on a message of the inbox

Lists are read through the indexes ByName and ByTime, keyed by `list` and `name_key` or `time_key`.
"""

from functools import cache

from bookstore.dynamodb.table import Table, table
from bookstore.messaging.trace import Traces
from chalicelib.settings import settings


@cache
def own_table() -> Table:
    """The catalog's own table."""
    return table(settings().table)


@cache
def traces() -> Traces:
    """What the catalog did about which event."""
    return Traces(own_table())
