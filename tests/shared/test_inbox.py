"""A queue's batch: each message is done, or comes again alone (cases 48, 51 and 52)."""

import json

import pytest

from bookstore import clock
from bookstore.events import StockChanged
from bookstore.messaging import envelope, inbox
from bookstore.messaging.inbox_queue import InboxQueue
from tests.contracts.examples import EXAMPLES
from tests.fakes import FakeSqs
from tests.shapes import from_bus, redelivered
from tests.shared.consumer import AGAIN, DONE, MANY, PAID, SOLD_OUT, batch


def altered(name, **what):
    """An example on the bus, with something else in its envelope."""
    document = json.loads(envelope.pack(EXAMPLES[name])) | what
    return from_bus(json.dumps(document), document["source"], name)


def without(name, field):
    data = json.loads(envelope.pack(EXAMPLES[name]))["data"]
    del data[field]
    return altered(name, data=data)


@pytest.mark.parametrize(
    "stranger",
    [
        altered("OrderPaid", dataschema="urn:bookstore:schema:OrderPaid:2"),
        altered("OrderPaid", type="OrderEaten"),
        without("OrderPaid", "order_id"),
        "not an event",
    ],
)
def test_what_nobody_understands_comes_again_alone_until_it_is_parked(consumer, stranger):
    """52. It never stops the others."""
    first, message, last = batch(PAID, stranger, SOLD_OUT)
    assert (consumer.take(first, message, last), consumer.done) == (AGAIN, [PAID, SOLD_OUT])
    consumer.deliver(message, range(2, 6))
    assert [sent["MessageBody"] for sent in consumer.sqs.sent] == [stranger]


def test_an_event_from_before_a_field_was_added_is_read_with_its_default(consumer):
    """52. A schema only grows, and what it grows by has a value for those who never heard of it."""
    assert consumer.take(*batch(without("OrderPaid", "paid_at"))) == DONE
    assert consumer.done[0].paid_at is None


def test_a_reaction_that_fails_brings_its_own_message_again(consumer):
    """48. Whatever it fails of, short of the death of the process: for that, Lambda brings the batch."""
    consumer.fail_with()
    assert (consumer.take(*batch(PAID, SOLD_OUT, PAID)), consumer.done) == (AGAIN, [PAID, PAID])


def test_an_event_nobody_reacts_to_is_done(consumer):
    assert consumer.take(*batch(EXAMPLES["OrderPlaced"])) == DONE


def test_near_the_time_limit_the_rest_goes_back_at_once_and_has_not_failed(consumer):
    first, second, third = batch(PAID, SOLD_OUT, PAID)
    answer = consumer.take(first, second, third, is_late=lambda: len(consumer.done) == 1)
    assert answer == {"batchItemFailures": [{"itemIdentifier": "message-1"}, {"itemIdentifier": "message-2"}]}
    assert consumer.done == [PAID]
    assert consumer.sqs.visible_in == {second["receiptHandle"]: 0, third["receiptHandle"]: 0}
    assert consumer.failures.add("message-1", "the first").count == 1


def test_every_batch_advances_however_late_it_is(consumer):
    consumer.take(*batch(PAID, SOLD_OUT), is_late=lambda: True)
    assert consumer.done == [PAID]


def test_what_is_done_is_safe_before_a_message_that_may_end_the_function(consumer):
    """48. It was received often and never done: its neighbours must not be delivered with it again and again."""
    suspect, healthy = batch(SOLD_OUT, PAID)

    def end(event):
        raise SystemExit

    consumer.reactions[StockChanged] = end
    with pytest.raises(SystemExit):
        consumer.take(redelivered(suspect, MANY), healthy)
    assert (consumer.done, consumer.sqs.deleted) == ([PAID], [healthy["receiptHandle"]])


def test_a_batch_that_has_waited_stays_invisible_while_it_is_worked_on():
    sqs = FakeSqs()
    inbox.extend_visibility(batch(PAID, SOLD_OUT), InboxQueue("inbox", "dead letters", sqs), seconds=45)
    assert list(sqs.visible_in.values()) == [45, 45]


def test_one_that_comes_just_now_for_the_first_time_needs_no_extension(monkeypatch):
    sqs, (message,) = FakeSqs(), batch(PAID)
    monkeypatch.setattr("bookstore.clock.now", lambda: clock.moment("2018-12-17T21:37:30.000Z"))
    queue = InboxQueue("inbox", "dead letters", sqs)
    inbox.extend_visibility([message, redelivered(message, 2)], queue, seconds=45)
    assert sqs.visible_in == {"message-0-2": 45}
