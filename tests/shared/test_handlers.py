"""The consumer as Lambda calls it: with a queue's batch and the time that is left."""

import pytest
from chalice.app import SQSEvent

from bookstore.events import OrderPaid
from bookstore.messaging import handlers
from bookstore.messaging.inbox_queue import InboxQueue
from tests.contracts.examples import EXAMPLES
from tests.fakes import FakeSqs
from tests.lambda_events import sqs_event

PAID = EXAMPLES["OrderPaid"]


class Context:
    """Lambda's, with the time left at each call; the last value holds from then on."""

    def __init__(self, *millis):
        self.millis = list(millis)

    def get_remaining_time_in_millis(self):
        return self.millis.pop(0) if len(self.millis) > 1 else self.millis[0]


@pytest.fixture
def consume(make_table, monkeypatch):
    sqs, done = FakeSqs(), []
    monkeypatch.setattr(handlers, "inbox_queue", lambda: InboxQueue("inbox", "dead letters", sqs))

    def call(context):
        batch = SQSEvent(sqs_event(PAID, PAID, PAID), context)
        response = handlers.consume(batch, {OrderPaid: done.append}, make_table("cart"))
        return len(done), len(response["batchItemFailures"]), sorted(set(sqs.visible_in.values()))

    return call


def test_a_batch_is_invisible_for_as_long_as_the_invocation_can_last(consume):
    assert consume(Context(15_000)) == (3, 0, [45])


def test_messages_without_time_left_are_returned(consume):
    assert consume(Context(15_000, 9_000, 4_999)) == (2, 1, [0, 45])


def test_without_lambdas_context_everything_is_handled(consume):
    assert consume(None) == (3, 0, [])


def test_the_queues_are_those_of_the_environment(monkeypatch):
    monkeypatch.setenv("INBOX_URL", "https://sqs/inbox")
    monkeypatch.setenv("INBOX_DEAD_LETTERS_URL", "https://sqs/dead")
    sqs, (message,) = FakeSqs(), sqs_event(PAID)["Records"]
    monkeypatch.setattr(handlers, "client", lambda service: sqs)
    handlers.inbox_queue.cache_clear()
    handlers.inbox_queue().park(message, "KeyError: 'title'", failures=5)
    handlers.inbox_queue.cache_clear()
    assert sqs.sent[0]["QueueUrl"] == "https://sqs/dead"
