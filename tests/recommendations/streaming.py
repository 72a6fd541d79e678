"""The table's own stream, read from DynamoDB Local and filtered as the service's template tells Lambda to."""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import boto3

from bookstore.dynamodb.table import Table
from tests.templates import template


class Stream:
    """Hands each function the records that Lambda would, those since the last time."""

    def __init__(self, table: Table, dynamodb: Any) -> None:
        url = dynamodb.meta.endpoint_url
        self._streams = boto3.client("dynamodbstreams", endpoint_url=url, region_name="us-east-1")
        arn = dynamodb.describe_table(TableName=table.name)["Table"]["LatestStreamArn"]
        shards = self._streams.describe_stream(StreamArn=arn)["StreamDescription"]["Shards"]
        self._all: list[dict[str, Any]] = []
        self._seen: dict[str, int] = {}
        self._known: set[str] = set()
        self._begin = [{"StreamArn": arn, "ShardId": shard["ShardId"]} for shard in shards]
        self._iterators = [self._from_the_start(shard) for shard in self._begin]

    def _from_the_start(self, shard: dict[str, str]) -> str:
        return str(self._streams.get_shard_iterator(**shard, ShardIteratorType="TRIM_HORIZON")["ShardIterator"])

    def new_for(self, function: str) -> list[dict[str, Any]]:
        """What this function has not seen yet and its filters let through."""
        self._all += list(self._read())
        start, self._seen[function] = self._seen.get(function, 0), len(self._all)
        patterns = filters(function)
        return [record for record in self._all[start:] if any(matches(p, record) for p in patterns)]

    def deliver(self, function: Callable[..., Any], name: str, at_once: int = 25) -> int:
        """Call the function with what is new, in batches; answers how many records there were."""
        records = self.new_for(name)
        for start in range(0, len(records), at_once):
            function({"Records": records[start : start + at_once]}, None)
        return len(records)

    def _read(self) -> Iterator[dict[str, Any]]:
        for number, shard in enumerate(self._begin):
            while records := self._page(number, shard):
                new = [one for one in records if one["dynamodb"]["SequenceNumber"] not in self._known]
                self._known |= {one["dynamodb"]["SequenceNumber"] for one in new}
                yield from new

    def _page(self, number: int, shard: dict[str, str]) -> list[dict[str, Any]]:
        """DynamoDB Local now and then forgets where an iterator stood; then all is read again."""
        try:
            answer = self._streams.get_records(ShardIterator=self._iterators[number])
        except self._streams.exceptions.TrimmedDataAccessException:
            answer = self._streams.get_records(ShardIterator=self._from_the_start(shard))
        self._iterators[number] = answer["NextShardIterator"]
        return list(answer["Records"])


def filters(function: str, service: str = "recommendations") -> list[Any]:
    """The filter patterns of a stream reader, by its logical name."""
    events = template(service, "functions.yaml")["Resources"][function]["Properties"]["Events"]
    (source,) = events.values()
    return [json.loads(f["Pattern"]) for f in source["Properties"]["FilterCriteria"]["Filters"]]


def matches(pattern: Any, value: Any) -> bool:
    """Lambda's event filtering, as far as the template uses it: nested fields, equality and prefixes."""
    if isinstance(pattern, Mapping):
        return isinstance(value, Mapping) and all(matches(p, value.get(name)) for name, p in pattern.items())
    return any(str(value).startswith(one["prefix"]) if isinstance(one, Mapping) else value == one for one in pattern)
