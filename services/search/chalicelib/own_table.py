"""Search's table: what is kept under which key.

    BOOK#<id>      BOOK               a book: one section per source, each with a version of its own, and `bought`
                   BOUGHT#<order>     how many copies of it an order kept
    WORD#<letter>  <word>#<id>        a book that has the word in its names, or the ISBN; and its other words
    AUTHOR#<id>, CATEGORY#<name>, SUBJECT#<subject>
                   <id>               a book of the author, in the category, about the subject
    VIEW           INDEX              the indices every change is written to
                   SHOWED             what all versions in it came to a minute ago
                   TERMS              that every book has been given its terms, and by which rule
    TRACE#<id>     <time>#<id>        what was done about an event
    FAILURES#<id>  FAILURES           how often handlers failed on a message of the inbox

The projector's stream filter lets only `BOOK#…`/`BOOK` through.
"""

from functools import cache

from bookstore.dynamodb.table import Table, table
from bookstore.messaging.trace import Traces
from chalicelib.settings import settings


@cache
def own_table() -> Table:
    """Search's own table."""
    return table(settings().table)


@cache
def traces() -> Traces:
    """What search did about which event."""
    return Traces(own_table())
