"""Journal DynamoDB's items and stream records; a request's changes are one line: a transaction is whole or absent."""

import threading
from functools import cache
from typing import Any

from ministack import app
from ministack.services import dynamodb

from local.emulator.durability.encoding import encode, scoped_key
from local.emulator.durability.write_ahead import log

Item = dict[str, Any]
Table = dict[str, Any]

REAPER = "dynamodb-ttl-reaper"


class LastChange:
    """The latest change of an item: its stream record, which follows at once, repeats the item before and after."""

    before: Item | None = None
    after: Item | None = None


_last = LastChange()


def apply() -> None:
    """Intercept the changes between MiniStack's operations and its tables."""
    dynamodb.handle_request = _handle_request
    dynamodb._set_item = _set_item
    dynamodb._remove_item = _remove_item
    dynamodb._items_replaced = _items_replaced
    dynamodb._emit_stream_event = _emit_stream_event


_plain_request = dynamodb.handle_request
_plain_set = dynamodb._set_item
_plain_remove = dynamodb._remove_item
_plain_replaced = dynamodb._items_replaced
_plain_emit = dynamodb._emit_stream_event


async def _handle_request(*request: Any) -> Any:
    """Run MiniStack's handler as one unit: it never awaits anything else."""
    with log:
        return await _plain_request(*request)


def _set_item(table: Table, partition: str, sort: str, item: Item) -> Item | None:
    with log:
        before: Item | None = _plain_set(table, partition, sort, item)
        log.add(encode(["put", _key(table["TableArn"]), partition, sort, item]))
        _last.before, _last.after = before, item
        return before


def _remove_item(table: Table, partition: str, sort: str) -> Item | None:
    if threading.current_thread().name == REAPER:
        _remove_expired(table, partition, sort)
        return None
    with log:
        before: Item | None = _plain_remove(table, partition, sort)
        if before is not None:
            log.add(encode(["delete", _key(table["TableArn"]), partition, sort]))
        _last.before, _last.after = before, None
        return before


def _remove_expired(table: Table, partition: str, sort: str) -> None:
    """Leave the removal to the thread that serves requests, unless a request has replaced the item meanwhile."""
    expired = table["items"].get(partition, {}).get(sort)

    def remove() -> None:
        if expired is not None and table["items"].get(partition, {}).get(sort) is expired:
            _remove_item(table, partition, sort)

    app._MAIN_LOOP.call_soon_threadsafe(remove)


def _items_replaced(table: Table) -> None:
    with log:
        _plain_replaced(table)
        log.add(encode(["items", _key(table["TableArn"]), table["items"]]))


def _emit_stream_event(table: str, event: str, before: Item | None, after: Item | None, replicate: bool = True) -> None:
    """Journal a new record without the images that the change before it holds already."""
    with log:
        newest = _newest_record(table)
        _plain_emit(table, event, before, after, replicate)
        record = _newest_record(table)
        if record is not None and record is not newest:
            log.add(encode(["record", _key(dynamodb._tables[table]["TableArn"]), *_without_repeated_images(record)]))


def _newest_record(table: str) -> dict[str, Any] | None:
    records = dynamodb._stream_records.get(table)
    return records[-1] if records else None


def _without_repeated_images(record: dict[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """Return the record without those images that are the last change's, and their names."""
    images = {"OldImage": _last.before, "NewImage": _last.after}
    change = record["dynamodb"]
    repeated = [name for name, item in images.items() if name in change and change[name] == item]
    return {**record, "dynamodb": {name: value for name, value in change.items() if name not in repeated}}, repeated


@cache
def _key(arn: str) -> str:
    """Return the table's key in MiniStack's files; an ARN is arn:aws:dynamodb:<region>:<account>:table/<name>."""
    _, _, _, region, account, table = arn.split(":", 5)
    return scoped_key((account, region, table.removeprefix("table/")))
