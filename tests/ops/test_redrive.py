"""What redrive promises when something goes wrong: nothing is lost, and nothing is taken twice in one run."""

import io
import json
import time
from dataclasses import dataclass, field

import pytest

from ops.redrive import redrive
from ops.redrive.dead_letter_queue import DeadLetterQueue
from ops.redrive.event_filters import passes_filter
from ops.redrive.parked_records import RedeliveryFailed, StreamConsumers
from tests.shapes import changed

OUTBOX = '{"eventName":["INSERT"],"dynamodb":{"Keys":{"pk":{"S":[{"prefix":"OUTBOX#"}]}}}}'
BOOK = '{"eventName":["INSERT","MODIFY"],"dynamodb":{"Keys":{"pk":{"S":[{"prefix":"BOOK#"}]},"sk":{"S":["BOOK"]}}}}'
NEWS = {"pk": "OUTBOX#1", "sk": "1"}
A_BOOK = {"pk": "BOOK#emma", "sk": "BOOK"}


@dataclass
class FakeQueues:
    """`resting` are bodies with the times at which they were sent; a message that was received is not seen again."""

    resting: list[tuple[str, float]]
    sent: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    broken: bool = False

    def receive_message(self, MaxNumberOfMessages, **_):
        found, self.resting = self.resting[:MaxNumberOfMessages], self.resting[MaxNumberOfMessages:]
        return {
            "Messages": [
                {"Body": body, "ReceiptHandle": body, "Attributes": {"SentTimestamp": str(int(sent * 1000))}}
                for body, sent in found
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
    """Reads one stream with the functions given, each with its filter; `failing` is what a call answers."""

    filters: dict[str, str]
    failing: str = ""
    called: dict[str, list] = field(default_factory=dict)

    def list_event_source_mappings(self, EventSourceArn):
        found = {name: {"Filters": [{"Pattern": pattern}]} for name, pattern in self.filters.items()}
        return {"EventSourceMappings": [{"FunctionArn": n, "FilterCriteria": f} for n, f in found.items()]}

    def invoke(self, FunctionName, Payload):
        self.called[FunctionName] = json.loads(Payload)["Records"]
        error = json.dumps({"errorMessage": self.failing}).encode()
        return {"FunctionError": "Unhandled", "Payload": io.BytesIO(error)} if self.failing else {}


def parked(item):
    return json.dumps({"reason": "ValueError: once", "record": changed(None, item)})


def test_every_dead_letter_goes_back_however_many_there_are():
    queues = FakeQueues([(f"letter {number}", 1.0) for number in range(25)])
    assert redrive.redrive_dead_letters(DeadLetterQueue("dead", queues), "inbox") == 25
    assert queues.sent == queues.removed == [f"letter {number}" for number in range(25)]


def test_a_letter_that_cannot_be_sent_is_not_removed():
    queues = FakeQueues([("letter", 1.0)], broken=True)
    with pytest.raises(ConnectionError):
        redrive.redrive_dead_letters(DeadLetterQueue("dead", queues), "inbox")
    assert queues.removed == []


def test_what_is_set_aside_again_meanwhile_waits_for_the_next_time():
    queues = FakeQueues([("before", 1.0), ("meanwhile", time.time() + 60)])
    assert redrive.redrive_dead_letters(DeadLetterQueue("dead", queues), "inbox") == 1
    assert queues.removed == ["before"]


def test_a_record_goes_to_the_readers_whose_filter_lets_it_through():
    functions = FakeLambda({"relay": OUTBOX, "project": BOOK})
    StreamConsumers(functions, streams=None).bring(parked(NEWS))
    assert [record["dynamodb"]["Keys"]["sk"]["S"] for record in functions.called.pop("relay")] == ["1"]
    assert functions.called == {}


def test_a_record_whose_reader_fails_stays_with_the_readers_own_words():
    queues, readers = (
        FakeQueues([(parked(NEWS), 1.0)]),
        StreamConsumers(FakeLambda({"relay": OUTBOX}, "the bus is away"), None),
    )
    taken, stayed = redrive.redrive_parked_records(DeadLetterQueue("parked", queues), readers.bring)
    assert (taken, stayed, queues.removed) == (0, ("relay failed: the bus is away",), [])


def test_a_record_that_nobody_reads_any_more_stays():
    with pytest.raises(RedeliveryFailed, match="nobody reads arn:aws:dynamodb"):
        StreamConsumers(FakeLambda({}), streams=None).bring(parked(NEWS))


@pytest.mark.parametrize(
    ("kind", "item", "passes"),
    [("INSERT", NEWS, [OUTBOX]), ("MODIFY", NEWS, []), ("MODIFY", A_BOOK, [BOOK]), ("REMOVE", A_BOOK, [])],
)
def test_filters_are_those_of_the_templates(kind, item, passes):
    before, after = {"INSERT": (None, item), "MODIFY": (item, item), "REMOVE": (item, None)}[kind]
    record = changed(before, after)
    assert [p for p in (OUTBOX, BOOK) if passes_filter({"Filters": [{"Pattern": p}]}, record)] == passes
    assert passes_filter(None, record)
    assert passes_filter({"Filters": [{"Pattern": OUTBOX}, {"Pattern": BOOK}]}, record) == bool(passes)


def test_a_rule_that_redrive_does_not_know_is_an_error_and_no_guess():
    with pytest.raises(KeyError):
        passes_filter({"Filters": [{"Pattern": '{"eventName":[{"anything-but":["REMOVE"]}]}'}]}, changed(None, NEWS))
