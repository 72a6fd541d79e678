"""Deliver parked records once more to the functions that consume their stream, exactly as they first came.

Writing to the item instead would not do: a relay reads only new items, and a view may see no difference.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from botocore.exceptions import ClientError

from bookstore.messaging.parking import read_dead_letter

Record = dict[str, Any]


class RedeliveryFailed(Exception):
    """The reason why a message has to stay in the Parked queue."""


@dataclass(frozen=True)
class StreamConsumers:
    """The functions that consume streams, through the clients of Lambda and of the streams."""

    functions: Any
    streams: Any

    def redeliver(self, parked: str) -> None:
        """Deliver a message of the Parked queue; raise RedeliveryFailed when it has to stay there."""
        records = self.parse_message(parked)
        for consumer in self.consumers_of(records[0]["eventSourceARN"]):
            matching = [record for record in records if passes_filter(consumer.get("FilterCriteria"), record)]
            if matching:
                self.invoke(consumer["FunctionArn"], matching)

    def consumers_of(self, stream: str) -> list[dict[str, Any]]:
        """List all consumers of a stream; a repeat is expected by one that has handled the record already."""
        mappings: list[dict[str, Any]]
        mappings = self.functions.list_event_source_mappings(EventSourceArn=stream)["EventSourceMappings"]
        if not mappings:
            raise RedeliveryFailed(f"nobody reads {stream} any more")
        return mappings

    def invoke(self, consumer: str, records: list[Record]) -> None:
        """Invoke a consumer; one that fails on a record again parks it itself, as a new message."""
        response = self.functions.invoke(FunctionName=consumer, Payload=json.dumps({"Records": records}).encode())
        if "FunctionError" in response:
            problem = json.loads(response["Payload"].read())
            raise RedeliveryFailed(
                f"{consumer.rpartition(':function:')[2]} failed: {problem.get('errorMessage', problem)}"
            )

    def parse_message(self, parked: str) -> list[Record]:
        """Return a message's records: a consumer parks the record, Lambda only its position in the stream."""
        mappings = read_dead_letter(parked)
        return [mappings["record"]] if "record" in mappings else self.fetch_records(mappings["DDBStreamBatchInfo"])

    def fetch_records(self, batch: Mapping[str, Any]) -> list[Record]:
        """Read a batch from the stream, which keeps records for 24 hours."""
        try:
            start = self.streams.get_shard_iterator(
                StreamArn=batch["streamArn"],
                ShardId=batch["shardId"],
                ShardIteratorType="AT_SEQUENCE_NUMBER",
                SequenceNumber=batch["startSequenceNumber"],
            )
            return self.read_batch(start["ShardIterator"], batch)
        except ClientError as error:
            raise RedeliveryFailed(f"its records have left the stream ({error.response['Error']['Code']})") from error

    def read_batch(self, iterator: str | None, batch: Mapping[str, Any]) -> list[Record]:
        """Read from the iterator up to the batch's last record."""
        records: list[Record] = []
        last = int(batch["endSequenceNumber"])
        while iterator and not (records and sequence_number(records[-1]) >= last):
            page = self.streams.get_records(ShardIterator=iterator)
            records += map(partial(to_lambda_record, stream=batch["streamArn"]), page["Records"])
            iterator = page.get("NextShardIterator")
        return [record for record in records if sequence_number(record) <= last]


def to_lambda_record(record: Record, stream: str) -> Record:
    """Return the record as Lambda delivers it: with the stream's ARN, and times as numbers."""
    lambda_record: Record = json.loads(json.dumps({**record, "eventSourceARN": stream}, default=datetime.timestamp))
    return lambda_record


def sequence_number(record: Record) -> int:
    """Return the record's sequence number, which grows along a stream."""
    return int(record["dynamodb"]["SequenceNumber"])


def passes_filter(criteria: Mapping[str, Any] | None, record: Mapping[str, Any]) -> bool:
    """Tell whether a record matches one of the patterns, or there are none."""
    patterns = [json.loads(each["Pattern"]) for each in (criteria or {}).get("Filters", [])]
    return not patterns or any(matches_pattern(pattern, record) for pattern in patterns)


def matches_pattern(pattern: Any, value: Any) -> bool:
    """Tell whether each field that the pattern names has one of its values."""
    if isinstance(pattern, Mapping):
        return isinstance(value, Mapping) and all(
            matches_pattern(rule, value.get(name)) for name, rule in pattern.items()
        )
    return any(matches_rule(rule, value) for rule in pattern)


def matches_rule(rule: Any, value: Any) -> bool:
    """Evaluate one rule; raise KeyError for a kind of rule that is not supported."""
    return isinstance(value, str) and value.startswith(rule["prefix"]) if isinstance(rule, Mapping) else value == rule
