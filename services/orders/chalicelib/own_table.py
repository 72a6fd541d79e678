"""The table of orders: which item is stored under which key.

    CUSTOMER#<sub>  ORDER#<id>        an order                       OPEN           the customer's unpaid order, if any
                    PROFILE           name, version                  ADDRESS#<id>   a saved address
                    CLOSED            the account was closed for good
                    STRIPE            who the customer is at Stripe
                    REVISION#ADDRESS# counts the saving of addresses, so that two at once do not exceed their limit
    ORDER#<id>      OWNER             the order's customer           MAIL#<email>   an e-mail that was sent
                    NOTE#<id>         a note of staff
    TERM#<kind>#<value>  <placed_at>#<id>  an order that staff find by this: number, email, name, isbn, tracking, flag,
                                      country, digital
    KEY#<sub>#<key> KEY               an idempotency record: the order that a key has placed
    STOCK#<isbn>    STOCK             an edition: price, copies      ADJUSTMENT#<key>  copies added or removed
    BOOK#<id>       BOOK              a book's editions, at the book's version
    COUPON#<code>   COUPON            a coupon                       CUSTOMER#<sub>  the order that redeemed it
    CODE#<purpose>#<digest>  CODE     the latest request for a code by e-mail; expires
    DUE#<job>#<id>  DUE               a payment to settle
    JOB#<name>      CHECKPOINT        how far a job has come         POSITION       where it continues
    AUDIT#<kind>#<subject>  <time>#<id>  a change by staff, kept for years
    OUTBOX#<n>      <time>#<id>       events to publish              TRACE#<id>      the steps taken for an event
    FAILURES#<id>   FAILURES          how often handlers failed on a message of the inbox
    LIMIT#<limit>#<subject>#<digest>  <seconds>#<n>  requests that a rate limit counted in one window

The indexes hold keys only, so that selling a copy writes to none of them: ByList (`list`: ORDERS, STOCK or AUDIT, by
`list_key`), ByStatus (`status`, by `list_key`), ByDue (`due`: expire, refund or settle, by
`due_at`).
"""

from functools import cache

from bookstore.audit import AuditIndex, AuditTrail
from bookstore.dynamodb.table import Table, table
from bookstore.messaging.trace import Traces
from chalicelib.settings import settings

AUDIT_INDEX = AuditIndex("ByList", "list_key")


@cache
def own_table() -> Table:
    """Return the table of this service."""
    return table(settings().table)


@cache
def traces() -> Traces:
    """Return the traces of this service: the steps taken for each event."""
    return Traces(own_table())


@cache
def audit_trail() -> AuditTrail:
    """Return the changes that staff have made in orders."""
    return AuditTrail(own_table(), AUDIT_INDEX)
