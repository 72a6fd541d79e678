"""The table's own stream, filtered as the service's template configures Lambda."""

import json
from collections.abc import Callable
from typing import Any

from bookstore.dynamodb.table import Table
from tests.streams import TableStream, matches
from tests.templates import resources, template

__all__ = ["Stream", "filters", "matches"]


class Stream:
    """Gives each function the records that Lambda would, those since the last time; the table has a stream from here
    on."""

    def __init__(self, table: Table, dynamodb: Any) -> None:
        start_stream(table, dynamodb)
        self._stream = TableStream(table.name, dynamodb)

    def new_for(self, function: str) -> list[dict[str, Any]]:
        """Return what this function has not received yet and its filters let through."""
        patterns = filters(function)
        return [record for record in self._stream.records_for(function) if any(matches(p, record) for p in patterns)]

    def rewind(self) -> None:
        """Give every function all records once more."""
        self._stream.rewind()

    def deliver(self, function: Callable[..., Any], name: str, batch_size: int = 25) -> int:
        """Call the function with new records, in batches; return how many there were."""
        records = self.new_for(name)
        for start in range(0, len(records), batch_size):
            function({"Records": records[start : start + batch_size]}, None)
        return len(records)


def start_stream(table: Table, dynamodb: Any) -> None:
    """Give the table the stream that the service's template declares."""
    declared = resources("recommendations")["Table"]["Properties"]["StreamSpecification"]
    dynamodb.update_table(TableName=table.name, StreamSpecification={**declared, "StreamEnabled": True})


def filters(function: str, service: str = "recommendations") -> list[Any]:
    """Return the filter patterns of a projector, by its logical name."""
    events = template(service, "functions.yaml")["Resources"][function]["Properties"]["Events"]
    (source,) = events.values()
    return [json.loads(f["Pattern"]) for f in source["Properties"]["FilterCriteria"]["Filters"]]
