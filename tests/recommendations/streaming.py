"""The table's own stream, read from DynamoDB Local and filtered as the service's template configures Lambda."""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import boto3

from bookstore.dynamodb.table import Table
from tests.templates import resources, template


class Stream:
    """Gives each function the records that Lambda would, those since the last time; the table has a stream from here
    on."""

    def __init__(self, table: Table, dynamodb: Any) -> None:
        url = dynamodb.meta.endpoint_url
        self._streams = boto3.client("dynamodbstreams", endpoint_url=url, region_name="us-east-1")
        arn = start_stream(table, dynamodb)
        shards = self._streams.describe_stream(StreamArn=arn)["StreamDescription"]["Shards"]
        self._all: list[dict[str, Any]] = []
        self._seen: dict[str, int] = {}
        self._sequence_numbers: set[str] = set()
        self._shards = [{"StreamArn": arn, "ShardId": shard["ShardId"]} for shard in shards]
        self._iterators = [self._iterator_from_start(shard) for shard in self._shards]

    def _iterator_from_start(self, shard: dict[str, str]) -> str:
        return str(self._streams.get_shard_iterator(**shard, ShardIteratorType="TRIM_HORIZON")["ShardIterator"])

    def new_for(self, function: str) -> list[dict[str, Any]]:
        """Return what this function has not received yet and its filters let through."""
        self._all += list(self._read())
        start, self._seen[function] = self._seen.get(function, 0), len(self._all)
        patterns = filters(function)
        return [record for record in self._all[start:] if any(matches(p, record) for p in patterns)]

    def deliver(self, function: Callable[..., Any], name: str, batch_size: int = 25) -> int:
        """Call the function with new records, in batches; return how many there were."""
        records = self.new_for(name)
        for start in range(0, len(records), batch_size):
            function({"Records": records[start : start + batch_size]}, None)
        return len(records)

    def _read(self) -> Iterator[dict[str, Any]]:
        for number, shard in enumerate(self._shards):
            while records := self._page(number, shard):
                new = [one for one in records if one["dynamodb"]["SequenceNumber"] not in self._sequence_numbers]
                self._sequence_numbers |= {one["dynamodb"]["SequenceNumber"] for one in new}
                yield from new

    def _page(self, number: int, shard: dict[str, str]) -> list[dict[str, Any]]:
        """Read a page, from the start where DynamoDB Local has lost the iterator's position."""
        try:
            response = self._streams.get_records(ShardIterator=self._iterators[number])
        except self._streams.exceptions.TrimmedDataAccessException:
            response = self._streams.get_records(ShardIterator=self._iterator_from_start(shard))
        self._iterators[number] = response["NextShardIterator"]
        return list(response["Records"])


def start_stream(table: Table, dynamodb: Any) -> str:
    """Give the table the stream that the service's template declares, and return its ARN."""
    declared = resources("recommendations")["Table"]["Properties"]["StreamSpecification"]
    updated = dynamodb.update_table(TableName=table.name, StreamSpecification={**declared, "StreamEnabled": True})
    return str(updated["TableDescription"]["LatestStreamArn"])


def filters(function: str, service: str = "recommendations") -> list[Any]:
    """Return the filter patterns of a projector, by its logical name."""
    events = template(service, "functions.yaml")["Resources"][function]["Properties"]["Events"]
    (source,) = events.values()
    return [json.loads(f["Pattern"]) for f in source["Properties"]["FilterCriteria"]["Filters"]]


def matches(pattern: Any, value: Any) -> bool:
    """Apply Lambda's event filtering as far as the template uses it: nested fields, equality and prefixes."""
    if isinstance(pattern, Mapping):
        return isinstance(value, Mapping) and all(matches(p, value.get(name)) for name, p in pattern.items())
    return any(str(value).startswith(one["prefix"]) if isinstance(one, Mapping) else value == one for one in pattern)
