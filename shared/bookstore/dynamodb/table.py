"""A service's own DynamoDB table: get, query and change, in the few words every store needs."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

import boto3
from boto3.dynamodb.conditions import ConditionBase, Key
from botocore.config import Config

from bookstore.dynamodb import checksums, expressions
from bookstore.dynamodb.changes import KIND, Change, Delete, Put, Update
from bookstore.dynamodb.conflicts import ConditionFailed, call_with_retry
from bookstore.dynamodb.items import Item, from_item, to_item

__all__ = ["Change", "ConditionFailed", "Delete", "Put", "QueryPage", "Table", "Update", "client", "table"]
MOST_AT_ONCE = 25  # DynamoDB writes so many items in one request
MOST_READ = 100  # and gives so many by their keys
SCANNED_AT_ONCE = 2_000  # what even a busy engine on one machine reads in time
SEGMENTS = 64
ScanPosition = tuple[str, ...]  # a segment and the keys of an item in it
PATIENCE = Config(connect_timeout=1, read_timeout=5, retries={"mode": "standard", "max_attempts": 4})
TRUSTING = Config(parameter_validation=False)  # DynamoDB looks at each request itself; twice costs a tenth of our time


@cache
def client(service: str) -> Any:
    """One client per AWS service and process."""
    made = boto3.client(service, config=PATIENCE.merge(TRUSTING) if service == "dynamodb" else PATIENCE)
    made.meta.events.register("before-parse.dynamodb", checksums.verify_checksum)
    return made


@dataclass(frozen=True)
class QueryPage:
    """One page of a query: the items and where the next page starts, if there is one."""

    items: list[Item]
    next: Item | None


class Table:
    """The table of one service, keyed by `pk` and `sk`."""

    def __init__(self, name: str, dynamodb: Any) -> None:
        self.name = name
        self._dynamodb = dynamodb

    def get(self, pk: str, sk: str, *, consistent: bool = True) -> Item | None:
        """The item, or None. Consistent by default: a read after a write sees the write."""
        key = to_item({"pk": pk, "sk": sk})
        answer = self._dynamodb.get_item(TableName=self.name, Key=key, ConsistentRead=consistent)
        return from_item(answer["Item"]) if "Item" in answer else None

    def get_many(self, keys: Sequence[tuple[str, str]], *, only: Sequence[str] = ()) -> list[Item]:
        """The items that exist among these keys, in any order; with `only`, no more than these attributes of them."""
        wanted = [to_item({"pk": pk, "sk": sk}) for pk, sk in dict.fromkeys(keys)]
        found: list[Item] = []
        while wanted:
            request = {"Keys": wanted[:MOST_READ], "ConsistentRead": True, **expressions.only(only)}
            answer = self._dynamodb.batch_get_item(RequestItems={self.name: request})
            found += [from_item(item) for item in answer["Responses"].get(self.name, [])]
            wanted = answer.get("UnprocessedKeys", {}).get(self.name, {}).get("Keys", []) + wanted[MOST_READ:]
        return found

    def query(
        self,
        where: ConditionBase,
        *,
        index: str | None = None,
        limit: int | None = None,
        start: Item | None = None,
        newest_first: bool = False,
        keep: ConditionBase | None = None,
    ) -> QueryPage:
        """One page of the items under a partition key; `start` is the `next` of the page before."""
        asked: dict[str, Any] = {
            "TableName": self.name,
            "ScanIndexForward": not newest_first,
            **expressions.where(where, keep),
        }
        asked |= {"IndexName": index} if index else {"ConsistentRead": True}
        asked |= {"Limit": limit} if limit else {}
        asked |= {"ExclusiveStartKey": to_item(start)} if start else {}
        return _found(self._dynamodb.query(**asked))

    def each(
        self, where: ConditionBase, *, index: str | None = None, keep: ConditionBase | None = None
    ) -> Iterator[Item]:
        """Every item of the query, page after page."""
        found = self.query(where, index=index, keep=keep)
        yield from found.items
        while found.next:
            found = self.query(where, index=index, keep=keep, start=found.next)
            yield from found.items

    def under(self, pk: str, prefix: str = "") -> Iterator[Item]:
        """Every item of one partition whose sort key starts with `prefix`."""
        where = Key("pk").eq(pk)
        return self.each(where & Key("sk").begins_with(prefix) if prefix else where)

    def scan(self, keep: ConditionBase | None = None) -> Iterator[Item]:
        """Every item of a small table, or of those to keep; a service's own jobs use `scan_from`, never a request."""
        return self._pages(keep, {})

    def scan_from(
        self, place: ScanPosition = (), keep: ConditionBase | None = None
    ) -> Iterator[tuple[ScanPosition, Item]]:
        """The same of a table of any size, each item with its place, so that long work can go on behind the last one
        later: in segments, one after the other, as even a page deep in a large table is then found at once."""
        first, key = (int(place[0]), place[1:]) if place else (0, ())
        for segment in range(first, SEGMENTS):
            part: dict[str, Any] = {"Segment": segment, "TotalSegments": SEGMENTS}
            if key:
                part["ExclusiveStartKey"] = to_item(dict(zip(("pk", "sk"), key, strict=True)))
            for item in self._pages(keep, part):
                yield (str(segment), item["pk"], item["sk"]), item
            key = ()

    def _pages(self, keep: ConditionBase | None, part: dict[str, Any]) -> Iterator[Item]:
        asked = {"TableName": self.name, "ConsistentRead": True, **part}
        asked |= expressions.where(None, keep) if keep else {}
        pages = self._dynamodb.get_paginator("scan").paginate(**asked, PaginationConfig={"PageSize": SCANNED_AT_ONCE})
        for page in pages:
            yield from (from_item(item) for item in page["Items"])

    def scanned(self, *, limit: int, start: Item | None = None) -> QueryPage:
        """One page of the whole table; `start` is the `next` of the page before."""
        asked: dict[str, Any] = {"TableName": self.name, "ConsistentRead": True, "Limit": limit}
        return _found(self._dynamodb.scan(**asked, **({"ExclusiveStartKey": to_item(start)} if start else {})))

    def write(self, *changes: Change, token: str | None = None) -> None:
        """All of the changes or none, in one transaction.

        Raises ConditionFailed naming which change was refused and the item that stood against it; waits and tries
        again when another transaction holds an item, and raises Unavailable when it still does.
        """
        actions = [{KIND[type(change)]: self._transacted(change)} for change in changes]
        asked = {"TransactItems": actions, **({"ClientRequestToken": token} if token else {})}
        call_with_retry(lambda: self._dynamodb.transact_write_items(**asked))

    def _transacted(self, change: Change) -> dict[str, Any]:
        request = {"TableName": self.name, **change.request()}
        guarded = change.condition is not None
        return request | ({"ReturnValuesOnConditionCheckFailure": "ALL_OLD"} if guarded else {})

    def put(self, item: Item, condition: ConditionBase | None = None) -> None:
        """Write one item; ConditionFailed when the condition does not hold."""
        self._alone(self._dynamodb.put_item, Put(item, condition))

    def update(self, pk: str, sk: str, **what: Any) -> Item:
        """Change one item (see Update) and answer with what it has become; ConditionFailed as in `write`."""
        answer = self._alone(self._dynamodb.update_item, Update(pk, sk, **what), ReturnValues="ALL_NEW")
        return from_item(answer["Attributes"])

    def delete(self, pk: str, sk: str, condition: ConditionBase | None = None) -> None:
        """Remove one item; removing what is not there is no error."""
        self._alone(self._dynamodb.delete_item, Delete(pk, sk, condition))

    def delete_many(self, keys: Sequence[tuple[str, str]]) -> None:
        """Remove any number of items, each on its own; what is not there is no error."""
        self._one_by_one([{"DeleteRequest": {"Key": to_item({"pk": pk, "sk": sk})}} for pk, sk in keys])

    def put_many(self, items: Iterable[Item]) -> None:
        """Write any number of items, each on its own."""
        self._one_by_one([{"PutRequest": {"Item": to_item(item)}} for item in items])

    def _one_by_one(self, waiting: list[dict[str, Any]]) -> None:
        while waiting:
            request = {self.name: waiting[:MOST_AT_ONCE]}
            answer = call_with_retry(partial(self._dynamodb.batch_write_item, RequestItems=request))
            waiting = answer.get("UnprocessedItems", {}).get(self.name, []) + waiting[MOST_AT_ONCE:]

    def _alone(self, call: Any, change: Change, **more: Any) -> Any:
        return call_with_retry(lambda: call(**self._transacted(change), **more))


def _found(answer: dict[str, Any]) -> QueryPage:
    last = answer.get("LastEvaluatedKey")
    return QueryPage([from_item(item) for item in answer["Items"]], from_item(last) if last else None)


@cache
def table(name: str) -> Table:
    """The table of that name, one per process."""
    return Table(name, client("dynamodb"))
