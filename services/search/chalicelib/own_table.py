"""Search's table and its keys.

    BOOK#<id>      BOOK               a book: one section per source, each with its own version
                   BOUGHT             how many copies of it customers have kept
                   BOUGHT#<order>     how many copies of it an order's customer has kept
    WORD#<letter>  <word>#<id>        a book that has the word in its names, or the ISBN; and its other words
    AUTHOR#<id>, CATEGORY#<name>, SUBJECT#<subject>
                   <id>               a book of the author, in the category, about the subject
    VIEW           INDEX              the targets: the indices that every change is written to
                   SHOWED             the sum of all versions in the serving index, a minute ago
                   TERMS              the backfill of terms: their version, the checkpoint and the lease
    TRACE#<id>     <time>#<id>        what was done about an event
    FAILURES#<id>  FAILURES           how often handlers failed on a message of the inbox
    LIMIT#<limit>#<subject>#<digest>
                   <seconds>#<n>      requests that a rate limit counted in one window

The projector's stream filter passes only `BOOK` and `BOUGHT` of `BOOK#…`.
"""

from functools import cache

from bookstore.dynamodb.table import Table, table
from bookstore.messaging.trace import Traces
from chalicelib.settings import settings


@cache
def own_table() -> Table:
    """Return search's own table."""
    return table(settings().table)


@cache
def traces() -> Traces:
    """Return the traces of events in search's own table."""
    return Traces(own_table())
