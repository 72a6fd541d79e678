"""When a redrive fails half-way, nothing is lost, and no message is redriven twice in one run."""

import io
import json
import time
from dataclasses import dataclass, field

import pytest

from ops.redrive import redrive
from ops.redrive.dead_letter_queue import DeadLetterQueue
from ops.redrive.parked_records import RedeliveryFailed, StreamConsumers, passes_filter
from tests.lambda_events import stream_record

OUTBOX = '{"eventName":["INSERT"],"dynamodb":{"Keys":{"pk":{"S":[{"prefix":"OUTBOX#"}]}}}}'
BOOK = '{"eventName":["INSERT","MODIFY"],"dynamodb":{"Keys":{"pk":{"S":[{"prefix":"BOOK#"}]},"sk":{"S":["BOOK"]}}}}'
AN_EVENT = {"pk": "OUTBOX#1", "sk": "1"}
A_BOOK = {"pk": "BOOK#emma", "sk": "BOOK"}


@dataclass
class FakeQueues:
    """`waiting` are bodies with the times at which they were sent; a received message becomes invisible."""

    waiting: list[tuple[str, float]]
    sent: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    broken: bool = False

    def receive_message(self, MaxNumberOfMessages, **_):
        batch, self.waiting = self.waiting[:MaxNumberOfMessages], self.waiting[MaxNumberOfMessages:]
        return {
            "Messages": [
                {"Body": body, "ReceiptHandle": body, "Attributes": {"SentTimestamp": str(int(sent * 1000))}}
                for body, sent in batch
            ]
        }

    def send_message(self, QueueUrl, MessageBody):
        if self.broken:
            raise ConnectionError(QueueUrl)
        self.sent.append(MessageBody)

    def delete_message(self, QueueUrl, ReceiptHandle):
        self.removed.append(ReceiptHandle)


@dataclass
class FakeLambda:
    """Functions that consume one stream, each with its filter; `failing` is the error that a call returns."""

    filters: dict[str, str]
    failing: str = ""
    called: dict[str, list] = field(default_factory=dict)

    def list_event_source_mappings(self, EventSourceArn):
        criteria = {name: {"Filters": [{"Pattern": pattern}]} for name, pattern in self.filters.items()}
        return {"EventSourceMappings": [{"FunctionArn": n, "FilterCriteria": f} for n, f in criteria.items()]}

    def invoke(self, FunctionName, Payload):
        self.called[FunctionName] = json.loads(Payload)["Records"]
        error = json.dumps({"errorMessage": self.failing}).encode()
        return {"FunctionError": "Unhandled", "Payload": io.BytesIO(error)} if self.failing else {}


def parked(item):
    return json.dumps({"reason": "ValueError: once", "record": stream_record(None, item)})


def test_every_dead_letter_goes_back_however_many_there_are():
    queues = FakeQueues([(f"message {number}", 1.0) for number in range(25)])
    assert redrive.redrive_dead_letters(DeadLetterQueue("dead", queues), "inbox") == 25
    assert queues.sent == queues.removed == [f"message {number}" for number in range(25)]


def test_a_message_that_cannot_be_sent_is_not_deleted():
    queues = FakeQueues([("message", 1.0)], broken=True)
    with pytest.raises(ConnectionError):
        redrive.redrive_dead_letters(DeadLetterQueue("dead", queues), "inbox")
    assert queues.removed == []


def test_a_message_that_fails_again_meanwhile_waits_for_the_next_redrive():
    queues = FakeQueues([("before", 1.0), ("meanwhile", time.time() + 60)])
    assert redrive.redrive_dead_letters(DeadLetterQueue("dead", queues), "inbox") == 1
    assert queues.removed == ["before"]


def test_a_record_goes_to_the_consumers_whose_filter_it_passes():
    functions = FakeLambda({"relay": OUTBOX, "project": BOOK})
    StreamConsumers(functions, streams=None).redeliver(parked(AN_EVENT))
    assert [record["dynamodb"]["Keys"]["sk"]["S"] for record in functions.called.pop("relay")] == ["1"]
    assert functions.called == {}


def test_a_record_whose_consumer_fails_stays_parked_with_the_error():
    queues, consumers = (
        FakeQueues([(parked(AN_EVENT), 1.0)]),
        StreamConsumers(FakeLambda({"relay": OUTBOX}, "the bus is away"), None),
    )
    redelivered, failures = redrive.redrive_parked_records(DeadLetterQueue("parked", queues), consumers.redeliver)
    assert redelivered == 0
    assert failures == ("relay failed: the bus is away",)
    assert queues.removed == []


def test_a_record_whose_stream_has_no_consumer_stays_parked():
    with pytest.raises(RedeliveryFailed, match="nobody reads arn:aws:dynamodb"):
        StreamConsumers(FakeLambda({}), streams=None).redeliver(parked(AN_EVENT))


@pytest.mark.parametrize(
    ("kind", "item", "passes"),
    [("INSERT", AN_EVENT, [OUTBOX]), ("MODIFY", AN_EVENT, []), ("MODIFY", A_BOOK, [BOOK]), ("REMOVE", A_BOOK, [])],
)
def test_filters_are_those_of_the_templates(kind, item, passes):
    before, after = {"INSERT": (None, item), "MODIFY": (item, item), "REMOVE": (item, None)}[kind]
    record = stream_record(before, after)
    assert [p for p in (OUTBOX, BOOK) if passes_filter({"Filters": [{"Pattern": p}]}, record)] == passes
    assert passes_filter(None, record)
    assert passes_filter({"Filters": [{"Pattern": OUTBOX}, {"Pattern": BOOK}]}, record) == bool(passes)


def test_a_rule_that_redrive_does_not_know_is_an_error_and_no_guess():
    with pytest.raises(KeyError):
        passes_filter(
            {"Filters": [{"Pattern": '{"eventName":[{"anything-but":["REMOVE"]}]}'}]}, stream_record(None, AN_EVENT)
        )
