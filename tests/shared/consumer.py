"""A consumer of a queue whose handlers a test chooses."""

from bookstore.events import OrderPaid, StockChanged
from bookstore.messaging import inbox
from bookstore.messaging.inbox_queue import InboxQueue
from tests.contracts.examples import EXAMPLES
from tests.fakes import FakeSqs, FakeTraces
from tests.lambda_events import redeliver, sqs_event

SOLD_OUT, PAID = (
    StockChanged(version=3, isbn="9797000000017", book_id="emma", availability="out"),
    EXAMPLES["OrderPaid"],
)
DONE, SECOND_RETRIED = {"batchItemFailures": []}, {"batchItemFailures": [{"itemIdentifier": "message-1"}]}
MANY = 20


class Consumer:
    """Records what was done; failures are counted in a real table."""

    def __init__(self, failures):
        self.failures, self.sqs, self.traces, self.done = failures, FakeSqs(), FakeTraces(), []
        self.handlers = {StockChanged: self.done.append, OrderPaid: self.done.append}

    def handle(self, *messages, is_late=lambda: False):
        queue = InboxQueue("inbox", "dead letters", self.sqs)
        collaborators = {"traces": self.traces, "failures": self.failures, "queue": queue, "is_late": is_late}
        return inbox.process_batch(list(messages), self.handlers, **collaborators)

    def fail_with(self, error=None):
        def fail(event):
            raise error or KeyError("title")

        self.handlers[StockChanged] = fail

    def deliver(self, message, deliveries):
        return [self.handle(redeliver(message, number)) for number in deliveries]


def batch(*events):
    return sqs_event(*events)["Records"]
