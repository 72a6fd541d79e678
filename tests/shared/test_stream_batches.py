"""A stream's batch: done, parked or retried."""

import json

import pytest

from bookstore.errors import Unavailable
from bookstore.messaging import stream_batches
from bookstore.messaging.stream_batches import RetryBatch
from tests.lambda_events import stream_event


def item(name: str) -> dict[str, str]:
    return {"pk": name, "sk": "x"}


def run(*names: str, failing: dict[str, Exception]):
    done: list[str] = []
    parked: list[str] = []

    def handle(record: stream_batches.Record) -> None:
        name = record.item["pk"]
        if name in failing:
            raise failing[name]
        done.append(name)

    stream_batches.process_records(stream_event(*map(item, names))["Records"], handle, park=parked.append)
    return done, parked


def test_a_hopeless_record_is_parked_whole_and_the_others_are_done():
    done, parked = run("a", "b", "c", failing={"b": KeyError("title")})
    parked_record = json.loads(parked[0])
    assert done == ["a", "c"]
    assert parked_record["reason"] == "KeyError: 'title'"
    assert parked_record["record"]["dynamodb"]["Keys"]["pk"] == {"S": "b"}


def test_of_a_hundred_records_the_poisoned_one_is_parked_and_nothing_waits_behind_it():
    """47. Also when whoever handles it says nothing but that it fell."""
    names = [str(number) for number in range(100)]
    done, parked = run(*names, failing={"50": RecursionError()})
    assert done == [name for name in names if name != "50"]
    assert len(parked) == 1


def test_a_record_that_may_succeed_later_brings_the_batch_again_after_the_others_are_done():
    done: list[str] = []

    def handle(record: stream_batches.Record) -> None:
        if record.item["pk"] == "b":
            raise Unavailable("The index is away.")
        done.append(record.item["pk"])

    with pytest.raises(RetryBatch, match="1 records"):
        stream_batches.process_records(
            stream_event(item("a"), item("b"), item("c"))["Records"], handle, park=lambda _: None
        )
    assert done == ["a", "c"]


def test_a_record_that_cannot_be_parked_is_delivered_again_and_keeps_no_other_waiting():
    done: list[str] = []

    def handle(record: stream_batches.Record) -> None:
        if record.item["pk"] == "a":
            raise KeyError("title")
        done.append(record.item["pk"])

    def park(body: str) -> None:
        raise ConnectionError("the queue is away")

    with pytest.raises(RetryBatch, match="1 records"):
        stream_batches.process_records(stream_event(item("a"), item("b"))["Records"], handle, park=park)
    assert done == ["b"]
