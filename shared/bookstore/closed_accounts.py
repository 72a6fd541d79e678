"""Closed accounts: a lasting mark in the table of every service that stores something by customer.

CustomerDeleted may arrive before the customer's last order does, and a token outlives its account by an hour. So the
mark never expires, and whoever stores something by customer checks it in the same transaction: closed stays closed. It
names nothing but the customer's opaque id: that much has to be remembered to forget everything else for good.
"""

from bookstore import correlation
from bookstore.dynamodb.changes import Change, Check, Put
from bookstore.dynamodb.conditions import Attr
from bookstore.dynamodb.conflicts import ConditionFailed
from bookstore.dynamodb.table import Table
from bookstore.errors import NotAllowed

CLOSED = "CLOSED"


class AccountClosed(NotAllowed):
    """The customer closed the account: the shop stores nothing for it any more, whoever still holds a token."""

    code = "account_closed"

    def __init__(self) -> None:
        super().__init__("This account is closed. Please sign out.", rule="an open account")


def closure_key(customer: str) -> tuple[str, str]:
    """Return the key of the mark."""
    return f"CUSTOMER#{customer}", CLOSED


def closure_put(customer: str) -> Put:
    """Return the write of the mark."""
    pk, sk = closure_key(customer)
    return Put({"pk": pk, "sk": sk, "correlation_id": correlation.current()})


def mark_closed(table: Table, customer: str) -> None:
    """Write the mark; writing it again changes nothing."""
    table.put(dict(closure_put(customer).item))


def is_closed(table: Table, customer: str) -> bool:
    """Check whether the customer closed the account."""
    return table.get(*closure_key(customer)) is not None


def require_open(table: Table, customer: str) -> None:
    """Raise AccountClosed when the customer closed the account."""
    if is_closed(table, customer):
        raise AccountClosed


def account_is_open(customer: str) -> Check:
    """Return the check for a transaction of one's own: it fails once the customer closed the account."""
    return Check(*closure_key(customer), Attr("pk").not_exists())


def write_if_open(table: Table, customer: str, *changes: Change) -> None:
    """Write all of the changes in one transaction, or none: AccountClosed when the customer closed the account.

    Raises ConditionFailed as `Table.write` does, with the positions of the changes.
    """
    try:
        table.write(*changes, account_is_open(customer))
    except ConditionFailed as refused:
        if len(changes) in refused.all_failed:
            raise AccountClosed from refused
        raise
