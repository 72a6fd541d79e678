"""Handle the events of a batch together: what they read is loaded in one call, what they write is one transaction.

Each handler runs as it would alone, on a table that gathers. What cannot be done together, or is refused, is left for
its handler to do alone, where a failure concerns one message only. So nothing is promised here that a single message
would not keep: a repeat finds its version stored, and a poisonous message leaves the others as they are.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from bookstore import correlation, logs
from bookstore.dynamodb.changes import Change
from bookstore.dynamodb.gathering import Gathered, GatheringTable, ItemKey
from bookstore.dynamodb.items import Item
from bookstore.dynamodb.table import Table
from bookstore.events import Event
from bookstore.messaging.envelope import Received

EventHandlers = Mapping[type[Event], Callable[[Any], object]]
MakeHandlers = Callable[[Table], EventHandlers]
MAX_ROUNDS = 4  # of reads, each of which decides what to read next


class Together:
    """Handles events on one table; `make_handlers` returns the handlers of events that may be handled together."""

    def __init__(self, table: Table, make_handlers: MakeHandlers) -> None:
        self._table = table
        self._make_handlers = make_handlers

    def handle(self, events: Mapping[str, Received]) -> set[str]:
        """Handle events by their messages' ids; return the ids of those that are done."""
        done = set[str]()
        for ids, changes in _pack(self._gather(events)):
            if self._write(ids, changes):
                done |= ids
        return done

    def _gather(self, events: Mapping[str, Received]) -> dict[str, Gathered]:
        """Return what each event would write; those that cannot be handled together are left out."""
        loaded: dict[ItemKey, Item | None] = {}
        gathered, pending = dict[str, Gathered](), dict(events)
        for _ in range(MAX_ROUNDS):
            needed = set[ItemKey]()
            for message_id, received in list(pending.items()):
                table = GatheringTable(self._table, loaded)
                is_complete = self._run(received, table)
                if table.missing:
                    needed |= table.missing
                    continue
                if is_complete:
                    gathered[message_id] = table.gathered
                del pending[message_id]
            if not needed:
                break
            found = {(item["pk"], item["sk"]): item for item in self._table.get_many(sorted(needed))}
            loaded |= {key: found.get(key) for key in needed}
        return gathered

    def _run(self, received: Received, table: GatheringTable) -> bool:
        """Run the event's handler; return whether all that it does was gathered, and is cheaper done so."""
        handler = self._make_handlers(table).get(type(received.event))
        if handler is None:
            return False
        try:
            with correlation.of(received.correlation_id):
                handler(received.event)
        except Exception:  # alone it succeeds, or fails again and is reported
            return False
        return table.has_read or not table.gathered.is_cheaper_alone

    def _write(self, ids: set[str], changes: list[Change]) -> bool:
        try:
            if changes:
                self._table.write(*changes)
        except Exception as error:  # each of them is handled alone, and reported if it fails then
            logs.info("events handled one by one", events=len(ids), reason=type(error).__name__)
            return False
        return True


def _pack(gathered: Mapping[str, Gathered]) -> Iterable[tuple[set[str], list[Change]]]:
    """Put as many messages into one transaction as it can hold; one that does not fit into any begins another.

    A message with a single change stays by itself: outside of a transaction the change costs half the units.
    """
    alone = {message_id: each for message_id, each in gathered.items() if each.is_cheaper_alone}
    yield from (({message_id}, each.changes) for message_id, each in alone.items())
    pending = {message_id: each for message_id, each in gathered.items() if message_id not in alone}
    while pending:
        ids, transaction = set[str](), Gathered()
        for message_id, each in pending.items():
            if both := transaction.with_all(each):
                ids, transaction = {*ids, message_id}, both
        yield ids, transaction.changes
        pending = {message_id: each for message_id, each in pending.items() if message_id not in ids}
