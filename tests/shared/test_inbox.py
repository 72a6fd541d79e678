"""A queue's batch: each message is done, or comes again alone (cases 48, 51 and 52)."""

import json

import pytest

from bookstore import envelope, inbox
from bookstore.errors import Unavailable
from bookstore.events import OrderPaid, StockChanged
from tests.contracts.examples import EXAMPLES
from tests.fakes import FakeTraces
from tests.shapes import from_bus, queued

SOLD_OUT, PAID = StockChanged(version=3, isbn="1", book_id="emma", availability="out"), EXAMPLES["OrderPaid"]
AGAIN = {"batchItemFailures": [{"itemIdentifier": "message-1"}]}


def run(*messages, reacting=None):
    """The batch's answer, and what was reacted to."""
    done, traces = [], FakeTraces()
    reactions = {StockChanged: reacting or done.append, OrderPaid: done.append}
    return inbox.each(queued(*messages)["Records"], reactions, traces=traces), done


def message(name, **what):
    """An example on the bus, with something else in its envelope."""
    document = json.loads(envelope.pack(EXAMPLES[name])) | what
    return from_bus(json.dumps(document), document["source"], name)


def without(name, field):
    data = json.loads(envelope.pack(EXAMPLES[name]))["data"]
    del data[field]
    return message(name, data=data)


@pytest.mark.parametrize(
    "stranger",
    [
        message("OrderPaid", dataschema="urn:bookstore:schema:OrderPaid:2"),
        message("OrderPaid", type="OrderEaten"),
        without("OrderPaid", "order_id"),
        "not an event",
    ],
)
def test_what_nobody_understands_comes_again_alone_until_the_queue_sets_it_aside(stranger):
    """52. It never stops the others, and the queue counts how often it came."""
    assert run(PAID, stranger, SOLD_OUT) == (AGAIN, [PAID, SOLD_OUT])


def test_an_event_from_before_a_field_was_added_is_read_with_its_default():
    """52. A schema only grows, and what it grows by has a value for those who never heard of it."""
    answer, (read,) = run(without("OrderPaid", "paid_at"))
    assert (answer["batchItemFailures"], read.paid_at) == ([], None)


def test_a_reaction_that_fails_brings_its_own_message_again():
    """48. Whatever it fails of, short of the death of the process: for that, Lambda brings the batch."""

    def fails(event):
        raise Unavailable("Not now.")

    assert run(PAID, SOLD_OUT, PAID, reacting=fails) == (AGAIN, [PAID, PAID])


def test_an_event_nobody_reacts_to_is_done():
    assert run(EXAMPLES["OrderPlaced"]) == ({"batchItemFailures": []}, [])
