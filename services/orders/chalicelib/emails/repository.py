"""The record of the e-mails that were sent."""

from functools import cache

from bookstore import clock
from bookstore.dynamodb.conditions import Attr
from bookstore.dynamodb.conflicts import ConditionFailed
from bookstore.dynamodb.table import Table
from chalicelib.own_table import own_table


class SentEmailRepository:
    """The e-mails of each order that were sent, or are being sent."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def claim(self, order_id: str, name: str) -> bool:
        """Claim an e-mail for sending; return True once, until it is released."""
        claim = {"pk": f"ORDER#{order_id}", "sk": f"MAIL#{name}", "at": clock.text(clock.now())}
        try:
            self._table.put(claim, Attr("pk").not_exists())
        except ConditionFailed:
            return False
        return True

    def release(self, order_id: str, name: str) -> None:
        """Release the claim of an e-mail that was not sent."""
        self._table.delete(f"ORDER#{order_id}", f"MAIL#{name}")


@cache
def sent_emails() -> SentEmailRepository:
    """Return the sent e-mails in the table of orders."""
    return SentEmailRepository(own_table())
