"""A queue's batch: each message is done, or is retried alone (cases 48, 51 and 52)."""

import json

import pytest

from bookstore import clock
from bookstore.events import StockChanged
from bookstore.messaging import envelope, inbox
from bookstore.messaging.inbox_queue import InboxQueue
from tests.contracts.examples import EXAMPLES
from tests.fakes import FakeSqs
from tests.lambda_events import eventbridge_body, redeliver
from tests.shared.consumer import DONE, MANY, PAID, SECOND_RETRIED, SOLD_OUT, batch


def altered(name, **fields):
    """An example on the bus, with other fields in its envelope."""
    document = json.loads(envelope.pack(EXAMPLES[name])) | fields
    return eventbridge_body(json.dumps(document), document["source"], name)


def without(name, field):
    data = json.loads(envelope.pack(EXAMPLES[name]))["data"]
    del data[field]
    return altered(name, data=data)


@pytest.mark.parametrize(
    "body",
    [
        altered("OrderPaid", dataschema="urn:bookstore:schema:OrderPaid:2"),
        altered("OrderPaid", type="OrderEaten"),
        without("OrderPaid", "order_id"),
        "not an event",
    ],
)
def test_an_unprocessable_message_is_retried_alone_until_it_is_parked(consumer, body):
    """52. It never stops the others."""
    first, message, last = batch(PAID, body, SOLD_OUT)
    assert consumer.handle(first, message, last) == SECOND_RETRIED
    assert consumer.done == [PAID, SOLD_OUT]
    consumer.deliver(message, range(2, 6))
    assert [sent["MessageBody"] for sent in consumer.sqs.sent] == [body]


def test_an_event_from_before_a_field_was_added_is_read_with_its_default(consumer):
    """52. A schema only grows, and every added field has a default."""
    assert consumer.handle(*batch(without("OrderPaid", "paid_at"))) == DONE
    assert consumer.done[0].paid_at is None


def test_a_failed_handler_retries_its_own_message(consumer):
    """48. Whatever it fails of, short of the death of the process: then Lambda retries the batch."""
    consumer.fail_with()
    assert consumer.handle(*batch(PAID, SOLD_OUT, PAID)) == SECOND_RETRIED
    assert consumer.done == [PAID, PAID]


def test_an_event_without_a_handler_is_done(consumer):
    assert consumer.handle(*batch(EXAMPLES["OrderPlaced"])) == DONE


def test_near_the_time_limit_the_rest_is_returned_at_once_and_has_not_failed(consumer):
    first, second, third = batch(PAID, SOLD_OUT, PAID)
    response = consumer.handle(first, second, third, is_late=lambda: len(consumer.done) == 1)
    assert response == {"batchItemFailures": [{"itemIdentifier": "message-1"}, {"itemIdentifier": "message-2"}]}
    assert consumer.done == [PAID]
    assert consumer.sqs.visible_in == {second["receiptHandle"]: 0, third["receiptHandle"]: 0}
    assert consumer.failures.add("message-1", "the first").count == 1


def test_every_batch_advances_however_late_it_is(consumer):
    consumer.handle(*batch(PAID, SOLD_OUT), is_late=lambda: True)
    assert consumer.done == [PAID]


def test_done_messages_are_deleted_before_one_that_may_end_the_function(consumer):
    """48. It was received often and never done: the others must not be delivered with it again and again."""
    suspect, healthy = batch(SOLD_OUT, PAID)

    def end(event):
        raise SystemExit

    consumer.handlers[StockChanged] = end
    with pytest.raises(SystemExit):
        consumer.handle(redeliver(suspect, MANY), healthy)
    assert consumer.done == [PAID]
    assert consumer.sqs.deleted == [healthy["receiptHandle"]]


def test_a_batch_that_has_waited_stays_invisible_while_it_is_handled():
    sqs = FakeSqs()
    inbox.extend_visibility(batch(PAID, SOLD_OUT), InboxQueue("inbox", "dead letters", sqs), seconds=45)
    assert list(sqs.visible_in.values()) == [45, 45]


def test_a_first_delivery_of_just_now_needs_no_extension(monkeypatch):
    sqs, (message,) = FakeSqs(), batch(PAID)
    monkeypatch.setattr("bookstore.clock.now", lambda: clock.moment("2018-12-17T21:37:30.000Z"))
    queue = InboxQueue("inbox", "dead letters", sqs)
    inbox.extend_visibility([message, redeliver(message, 2)], queue, seconds=45)
    assert sqs.visible_in == {"message-0-2": 45}
