"""A service's own DynamoDB table: the reads and writes that every repository needs."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

from botocore.config import Config

from bookstore.chunks import to_chunks
from bookstore.dynamodb import expressions
from bookstore.dynamodb.changes import KIND, Change, Delete, Put, Update
from bookstore.dynamodb.conditions import Condition, Key
from bookstore.dynamodb.conflicts import ConditionFailed, call_with_retry
from bookstore.dynamodb.item_lists import Cursor, ItemList, ItemPage
from bookstore.dynamodb.items import Item, from_item, to_item, to_key, to_whole_item
from bookstore.dynamodb.session import new_client

__all__ = ["Change", "ConditionFailed", "Delete", "Put", "QueryPage", "Table", "Update", "client", "table"]
BATCH_WRITE_SIZE = 25  # DynamoDB writes so many items in one request
BATCH_GET_SIZE = 100  # and gives so many by their keys
SCAN_PAGE_SIZE = 2_000  # what even a busy engine on one machine reads within its time-out
SEGMENTS = 64
ScanPosition = tuple[str, ...]  # a segment and the keys of an item in it
CLIENT_CONFIG = Config(connect_timeout=1, read_timeout=5, retries={"mode": "standard", "max_attempts": 4})
# DynamoDB validates each request itself; a second validation costs a tenth of the time.
DYNAMODB_CONFIG = CLIENT_CONFIG.merge(Config(parameter_validation=False))


@cache
def client(service: str) -> Any:
    """Return the process's client of an AWS service."""
    return new_client(service, DYNAMODB_CONFIG if service == "dynamodb" else CLIENT_CONFIG)


@dataclass(frozen=True)
class QueryPage:
    """One page of a query: the items, and the key at which the next page starts, if there is one."""

    items: list[Item]
    next: Item | None


class Table:
    """The table of one service, keyed by `pk` and `sk`."""

    def __init__(self, name: str, dynamodb: Any) -> None:
        self.name = name
        self._dynamodb = dynamodb

    def get(self, pk: str, sk: str, *, consistent: bool = True) -> Item | None:
        """Return the item, or None. Consistent by default: a read after a write sees the write."""
        key = to_key(pk, sk)
        response = self._dynamodb.get_item(TableName=self.name, Key=key, ConsistentRead=consistent)
        return from_item(response["Item"]) if "Item" in response else None

    def get_many(
        self, keys: Sequence[tuple[str, str]], *, only: Sequence[str] = (), consistent: bool = True
    ) -> list[Item]:
        """Return the items that exist among these keys, in any order; with `only`, no other attributes than these."""
        pending = [to_key(pk, sk) for pk, sk in dict.fromkeys(keys)]
        items: list[Item] = []
        while pending:
            request = {"Keys": pending[:BATCH_GET_SIZE], "ConsistentRead": consistent, **expressions.only(only)}
            response = self._dynamodb.batch_get_item(RequestItems={self.name: request})
            items += [from_item(item) for item in response["Responses"].get(self.name, [])]
            pending = response.get("UnprocessedKeys", {}).get(self.name, {}).get("Keys", []) + pending[BATCH_GET_SIZE:]
        return items

    def query(
        self,
        where: Condition,
        *,
        index: str | None = None,
        limit: int | None = None,
        start: Item | None = None,
        newest_first: bool = False,
        filter_by: Condition | None = None,
    ) -> QueryPage:
        """Return one page of the items under a partition key; `start` is the `next` of the page before."""
        request: dict[str, Any] = {
            "TableName": self.name,
            "ScanIndexForward": not newest_first,
            **expressions.where(where, filter_by),
        }
        request |= {"IndexName": index} if index else {"ConsistentRead": True}
        request |= {"Limit": limit} if limit else {}
        request |= {"ExclusiveStartKey": to_item(start)} if start else {}
        return _to_query_page(self._dynamodb.query(**request))

    def list_page(self, items: ItemList, *, limit: int, cursor: Cursor | None) -> ItemPage:
        """Return one page of a list that clients read; BadRequest when the cursor is not one of this list."""
        start = items.decode_cursor(self.name, cursor)
        page = self.query(items.condition, index=items.index, limit=limit, start=start, newest_first=items.newest_first)
        return ItemPage(page.items, items.encode_cursor(self.name, page.next) if page.next else None)

    def query_all(
        self, where: Condition, *, index: str | None = None, filter_by: Condition | None = None
    ) -> Iterator[Item]:
        """Yield every item of the query, page after page."""
        page = self.query(where, index=index, filter_by=filter_by)
        yield from page.items
        while page.next:
            page = self.query(where, index=index, filter_by=filter_by, start=page.next)
            yield from page.items

    def query_prefix(self, pk: str, prefix: str = "") -> Iterator[Item]:
        """Yield every item of one partition whose sort key starts with `prefix`."""
        where = Key("pk").eq(pk)
        return self.query_all(where & Key("sk").begins_with(prefix) if prefix else where)

    def scan(self, filter_by: Condition | None = None) -> Iterator[Item]:
        """Yield every item of a small table; for jobs, never for a request. `scan_from` is for large tables."""
        return self._pages(filter_by, {})

    def scan_from(
        self, position: ScanPosition = (), filter_by: Condition | None = None
    ) -> Iterator[tuple[ScanPosition, Item]]:
        """Yield every item of a table of any size with its position, so that long work can continue after the last one
        later: in segments, one after the other, since a page deep in a large table is then found at once."""
        first, key = (int(position[0]), position[1:]) if position else (0, ())
        for segment in range(first, SEGMENTS):
            segment_parameters: dict[str, Any] = {"Segment": segment, "TotalSegments": SEGMENTS}
            if key:
                segment_parameters["ExclusiveStartKey"] = to_item(dict(zip(("pk", "sk"), key, strict=True)))
            for item in self._pages(filter_by, segment_parameters):
                yield (str(segment), item["pk"], item["sk"]), item
            key = ()

    def _pages(self, filter_by: Condition | None, parameters: dict[str, Any]) -> Iterator[Item]:
        request = {"TableName": self.name, "ConsistentRead": True, **parameters}
        request |= expressions.where(None, filter_by) if filter_by else {}
        pages = self._dynamodb.get_paginator("scan").paginate(**request, PaginationConfig={"PageSize": SCAN_PAGE_SIZE})
        for page in pages:
            yield from (from_item(item) for item in page["Items"])

    def scan_page(self, *, limit: int, start: Item | None = None) -> QueryPage:
        """Return one page of the whole table; `start` is the `next` of the page before."""
        request: dict[str, Any] = {"TableName": self.name, "ConsistentRead": True, "Limit": limit}
        return _to_query_page(
            self._dynamodb.scan(**request, **({"ExclusiveStartKey": to_item(start)} if start else {}))
        )

    def write(self, *changes: Change, token: str | None = None) -> None:
        """Write all of the changes or none, in one transaction; a change alone as what it is, for half the units.

        Raises ConditionFailed naming which change was refused and the item that it met; retries while another
        transaction holds an item, and raises Unavailable when it still does.
        """
        if len(changes) == 1 and token is None and changes[0].is_repeatable:
            self._write_alone(changes[0])
            return
        actions = [{KIND[type(change)]: self._request(change)} for change in changes]
        request = {"TransactItems": actions, **({"ClientRequestToken": token} if token else {})}
        call_with_retry(lambda: self._dynamodb.transact_write_items(**request))

    def _write_alone(self, change: Change) -> None:
        calls = {Put: self._dynamodb.put_item, Update: self._dynamodb.update_item, Delete: self._dynamodb.delete_item}
        self._call(calls[type(change)], change)

    def _request(self, change: Change) -> dict[str, Any]:
        request = {"TableName": self.name, **change.request()}
        conditional = change.condition is not None
        return request | ({"ReturnValuesOnConditionCheckFailure": "ALL_OLD"} if conditional else {})

    def put(self, item: Item, condition: Condition | None = None) -> None:
        """Write one item; ConditionFailed when the condition does not hold."""
        self._call(self._dynamodb.put_item, Put(item, condition))

    def update(self, pk: str, sk: str, **changes: Any) -> Item:
        """Change one item (see Update) and return what it has become; ConditionFailed as in `write`."""
        response = self._call(self._dynamodb.update_item, Update(pk, sk, **changes), ReturnValues="ALL_NEW")
        return from_item(response["Attributes"])

    def delete(self, pk: str, sk: str, condition: Condition | None = None) -> None:
        """Remove one item; removing what is not there is no error."""
        self._call(self._dynamodb.delete_item, Delete(pk, sk, condition))

    def delete_many(self, keys: Sequence[tuple[str, str]]) -> None:
        """Remove any number of items, each on its own; what is not there is no error."""
        self._batch_write([{"DeleteRequest": {"Key": to_key(pk, sk)}} for pk, sk in keys])

    def delete_partition(self, pk: str, prefix: str = "") -> None:
        """Remove every item of one partition whose sort key starts with `prefix`; a repeat does the rest."""
        for items in to_chunks(self.query_prefix(pk, prefix), BATCH_WRITE_SIZE):
            self.delete_many([(item["pk"], item["sk"]) for item in items])

    def put_many(self, items: Iterable[Item]) -> None:
        """Write any number of items, each on its own."""
        self._batch_write([{"PutRequest": {"Item": to_whole_item(item)}} for item in items])

    def _batch_write(self, pending: list[dict[str, Any]]) -> None:
        while pending:
            request = {self.name: pending[:BATCH_WRITE_SIZE]}
            response = call_with_retry(partial(self._dynamodb.batch_write_item, RequestItems=request))
            pending = response.get("UnprocessedItems", {}).get(self.name, []) + pending[BATCH_WRITE_SIZE:]

    def _call(self, call: Any, change: Change, **more: Any) -> Any:
        return call_with_retry(lambda: call(**self._request(change), **more))


def _to_query_page(response: dict[str, Any]) -> QueryPage:
    last = response.get("LastEvaluatedKey")
    return QueryPage([from_item(item) for item in response["Items"]], from_item(last) if last else None)


@cache
def table(name: str) -> Table:
    """Return the process's table of that name."""
    return Table(name, client("dynamodb"))
