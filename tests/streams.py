"""A table's own stream, read from DynamoDB Local."""

from collections.abc import Iterator, Mapping
from typing import Any

import boto3


class TableStream:
    """Gives each reader, by its name, the records since its last time."""

    def __init__(self, table: str, dynamodb: Any) -> None:
        url = dynamodb.meta.endpoint_url
        self._streams = boto3.client("dynamodbstreams", endpoint_url=url, region_name="us-east-1")
        arn = dynamodb.describe_table(TableName=table)["Table"]["LatestStreamArn"]
        shards = self._streams.describe_stream(StreamArn=arn)["StreamDescription"]["Shards"]
        self._all: list[dict[str, Any]] = []
        self._seen: dict[str, int] = {}
        self._sequence_numbers: set[str] = set()
        self._shards = [{"StreamArn": arn, "ShardId": shard["ShardId"]} for shard in shards]
        self._iterators = [self._iterator_from_start(shard) for shard in self._shards]

    def rewind(self) -> None:
        """Give every reader all records once more."""
        self._seen.clear()

    def records_for(self, reader: str) -> list[dict[str, Any]]:
        """Return what this reader has not received yet."""
        self._all += list(self._read())
        start, self._seen[reader] = self._seen.get(reader, 0), len(self._all)
        return self._all[start:]

    def _iterator_from_start(self, shard: dict[str, str]) -> str:
        return str(self._streams.get_shard_iterator(**shard, ShardIteratorType="TRIM_HORIZON")["ShardIterator"])

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


def matches(pattern: Any, value: Any) -> bool:
    """Apply Lambda's event filtering as far as the templates use it: nested fields, equality and prefixes."""
    if isinstance(pattern, Mapping):
        return isinstance(value, Mapping) and all(matches(p, value.get(name)) for name, p in pattern.items())
    return any(str(value).startswith(one["prefix"]) if isinstance(one, Mapping) else value == one for one in pattern)
