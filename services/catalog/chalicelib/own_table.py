"""The catalog's table and its keys.

    BOOK#<id>      BOOK               the book
                   LIST#<list>        its entry in one list of books, with the card that the list shows
                   RATING             the summary of its ratings
                   REVIEW#<customer>  one customer's review
                   IMPORTED           what imports have written of it
                   FILE#<isbn>        the files of an edition, the newest first, and its sample
                   UPLOAD#<isbn>#<upload>
                                      an uploaded file, to be checked or checked
    ISBN#<isbn>    ISBN               the book that has, or had last, this ISBN
                   STOCK              the edition's availability
    CATEGORIES     <category>         the number of books in it
    BUYER#<id>     <book>#<order>     copies that a customer bought in an order: not returned, and shipped
    LIBRARY#<id>   <isbn>#<order>     an edition of an order that the customer may download, or might
                   DOWNLOADS#<isbn>#<n>
                                      how often, in one window of thirty days
    CUSTOMER#<id>  REVIEW#<book>      the customer has a review of this book
                   CLOSED             the account was closed; nothing of it is stored any more
    WORK#<work>    WORK               the book of which a work, as publishers name it, is an edition
    IMPORT#<id>    IMPORT             an import of a file, and how far it is
                   BOOK#<book>        what the import has changed of a book, and the book before
    IMPORTS        <id>               the import has a step to run
    AUDIT#<kind>#<subject>
                   <time>#<id>        a change by staff, kept for years
    OUTBOX#<n>     <time>#<id>        events to publish
    TRACE#<id>     <time>#<id>        steps recorded under a correlation id
    FAILURES#<id>  FAILURES           failures of an inbox message
    LIMIT#<limit>#<subject>#<digest>
                   <seconds>#<n>      requests that a rate limit counted in one window

Lists are read through the indexes CardsByName and ByTime, keyed by `list` and `name_key` or `time_key`; lists of
reviews through ByName too, which has no cards.
"""

from functools import cache

from bookstore.audit import AuditIndex, AuditTrail
from bookstore.dynamodb.table import Table, table
from bookstore.messaging.trace import Traces
from chalicelib.settings import settings

AUDIT_INDEX = AuditIndex("ByTime", "time_key")


@cache
def own_table() -> Table:
    """Return the catalog's own table."""
    return table(settings().table)


@cache
def traces() -> Traces:
    """Return the steps that the catalog recorded by correlation id."""
    return Traces(own_table())


@cache
def audit_trail() -> AuditTrail:
    """Return the changes that staff have made in the catalog."""
    return AuditTrail(own_table(), AUDIT_INDEX)
