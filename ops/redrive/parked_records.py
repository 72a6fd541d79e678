"""Parked records, handed once more to the functions that read their stream, exactly as they first came.

Writing to the item instead would not do: a relay reads only new items, and a view may see no difference.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from botocore.exceptions import ClientError

from ops.redrive.event_filters import passes_filter

Record = dict[str, Any]


class RedeliveryFailed(Exception):
    """Why a message has to stay where it is."""


@dataclass(frozen=True)
class StreamConsumers:
    """The functions that read streams, as the clients of Lambda and of the streams know them."""

    functions: Any
    streams: Any

    def bring(self, parked: str) -> None:
        """`parked` is a message of the Parked queue; StillParked when it has to stay there."""
        records = self.records_of(parked)
        for reader in self.of(records[0]["eventSourceARN"]):
            wanted = [record for record in records if passes_filter(reader.get("FilterCriteria"), record)]
            if wanted:
                self.hand(reader["FunctionArn"], wanted)

    def of(self, stream: str) -> list[dict[str, Any]]:
        """All of them: to one that has seen the record already it is a repeat, which every reader expects."""
        found: list[dict[str, Any]]
        found = self.functions.list_event_source_mappings(EventSourceArn=stream)["EventSourceMappings"]
        if not found:
            raise RedeliveryFailed(f"nobody reads {stream} any more")
        return found

    def hand(self, reader: str, records: list[Record]) -> None:
        """A reader that finds a record hopeless once more parks it itself, as a new message."""
        answer = self.functions.invoke(FunctionName=reader, Payload=json.dumps({"Records": records}).encode())
        if "FunctionError" in answer:
            problem = json.loads(answer["Payload"].read())
            raise RedeliveryFailed(
                f"{reader.rpartition(':function:')[2]} failed: {problem.get('errorMessage', problem)}"
            )

    def records_of(self, parked: str) -> list[Record]:
        """What a reader parked is whole; what Lambda itself gave up, a batch too old, is only pointed at."""
        found = json.loads(parked)
        return [found["record"]] if "record" in found else self.pointed_at(found["DDBStreamBatchInfo"])

    def pointed_at(self, batch: Mapping[str, Any]) -> list[Record]:
        """The stream keeps records for 24 hours."""
        try:
            start = self.streams.get_shard_iterator(
                StreamArn=batch["streamArn"],
                ShardId=batch["shardId"],
                ShardIteratorType="AT_SEQUENCE_NUMBER",
                SequenceNumber=batch["startSequenceNumber"],
            )
            return self.read(start["ShardIterator"], batch)
        except ClientError as error:
            raise RedeliveryFailed(f"its records have left the stream ({error.response['Error']['Code']})") from error

    def read(self, iterator: str | None, batch: Mapping[str, Any]) -> list[Record]:
        """From the iterator up to the batch's last record."""
        records: list[Record] = []
        last = int(batch["endSequenceNumber"])
        while iterator and not (records and sequence_number(records[-1]) >= last):
            page = self.streams.get_records(ShardIterator=iterator)
            records += map(partial(to_lambda_record, stream=batch["streamArn"]), page["Records"])
            iterator = page.get("NextShardIterator")
        return [record for record in records if sequence_number(record) <= last]


def to_lambda_record(record: Record, stream: str) -> Record:
    """With the stream's name, and times as numbers."""
    whole: Record = json.loads(json.dumps({**record, "eventSourceARN": stream}, default=datetime.timestamp))
    return whole


def sequence_number(record: Record) -> int:
    """Grows along a stream."""
    return int(record["dynamodb"]["SequenceNumber"])
