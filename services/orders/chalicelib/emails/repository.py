"""Small notes that keep work from being done twice: letters that were sent, and how far a job has come."""

from datetime import datetime
from functools import cache

from boto3.dynamodb.conditions import Attr

from bookstore import clock
from bookstore.dynamodb.conflicts import ConditionFailed
from bookstore.dynamodb.table import Table
from chalicelib.own_table import own_table


class Mailbag:
    """Which letters of an order were sent."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def claim(self, order_id: str, letter: str) -> bool:
        """Whether the letter is ours to send: True once, until it is released."""
        note = {"pk": f"ORDER#{order_id}", "sk": f"MAIL#{letter}", "at": clock.text(clock.now())}
        try:
            self._table.put(note, Attr("pk").not_exists())
        except ConditionFailed:
            return False
        return True

    def release(self, order_id: str, letter: str) -> None:
        """The letter was not sent after all."""
        self._table.delete(f"ORDER#{order_id}", f"MAIL#{letter}")


class Checkpoints:
    """How far each job has come."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def reached(self, job: str) -> datetime | None:
        """The moment the job has dealt with everything up to; None before its first run."""
        note = self._table.get(f"JOB#{job}", "CHECKPOINT")
        return clock.moment(note["at"]) if note else None

    def reach(self, job: str, moment: datetime) -> None:
        """Everything up to this moment is dealt with."""
        self._table.put({"pk": f"JOB#{job}", "sk": "CHECKPOINT", "at": clock.text(moment)})


@cache
def mailbag() -> Mailbag:
    """The mailbag in the own table of orders."""
    return Mailbag(own_table())


@cache
def checkpoints() -> Checkpoints:
    """The checkpoints in the own table of orders."""
    return Checkpoints(own_table())
