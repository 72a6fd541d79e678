"""How far each job has come: the moment up to which everything is processed, or the key behind which to continue."""

from datetime import datetime
from functools import cache

from bookstore import clock
from bookstore.dynamodb.items import Item
from bookstore.dynamodb.table import Table
from chalicelib.own_table import own_table


class CheckpointRepository:
    """The checkpoint of each job."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def get(self, job: str) -> datetime | None:
        """Return the moment up to which the job has processed everything; None before its first run."""
        item = self._table.get(f"JOB#{job}", "CHECKPOINT")
        return clock.moment(item["at"]) if item else None

    def save(self, job: str, moment: datetime) -> None:
        """Record that everything up to this moment is processed."""
        self._table.put({"pk": f"JOB#{job}", "sk": "CHECKPOINT", "at": clock.text(moment)})

    def get_position(self, job: str) -> Item | None:
        """Return the key behind which the job continues; None when it begins at the start."""
        item = self._table.get(f"JOB#{job}", "POSITION")
        return item.get("position") if item else None

    def save_position(self, job: str, position: Item | None) -> None:
        """Record the key behind which the next run continues; None when everything was walked through."""
        self._table.put({"pk": f"JOB#{job}", "sk": "POSITION", "position": position})


@cache
def checkpoints() -> CheckpointRepository:
    """Return the checkpoints in the table of orders."""
    return CheckpointRepository(own_table())
