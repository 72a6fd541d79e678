"""The record of the e-mails that were sent."""

from datetime import datetime
from functools import cache

from bookstore import clock
from bookstore.audit import audit_puts
from bookstore.dynamodb.changes import Put
from bookstore.dynamodb.conditions import Attr
from bookstore.dynamodb.conflicts import ConditionFailed
from bookstore.dynamodb.table import Table
from chalicelib.own_table import AUDIT_INDEX, own_table

PREFIX = "MAIL#"


class SentEmailRepository:
    """The e-mails of each order that were sent, or are being sent."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def claim(self, order_id: str, name: str) -> bool:
        """Claim an e-mail for sending; return True once, until it is released."""
        claim = {"pk": f"ORDER#{order_id}", "sk": f"{PREFIX}{name}", "at": clock.text(clock.now())}
        try:
            self._table.put(claim, Attr("pk").not_exists())
        except ConditionFailed:
            return False
        return True

    def sent_at(self, order_id: str) -> dict[str, datetime]:
        """Return when each e-mail of the order was sent, by its name."""
        items = self._table.query_prefix(f"ORDER#{order_id}", PREFIX)
        return {item["sk"].removeprefix(PREFIX): datetime.fromisoformat(item["at"]) for item in items}

    def record_repeat(self, order_id: str, name: str) -> datetime:
        """Record that staff send an e-mail once more, with its audit entry; return when."""
        now = clock.now()
        put = Put({"pk": f"ORDER#{order_id}", "sk": f"{PREFIX}{name}", "at": clock.text(now)})
        self._table.write(put, *audit_puts("order", order_id, {}, {"email": name}, index=AUDIT_INDEX))
        return now

    def release(self, order_id: str, name: str) -> None:
        """Release the claim of an e-mail that was not sent."""
        self._table.delete(f"ORDER#{order_id}", f"{PREFIX}{name}")


@cache
def sent_emails() -> SentEmailRepository:
    """Return the sent e-mails in the table of orders."""
    return SentEmailRepository(own_table())
