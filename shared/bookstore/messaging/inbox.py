"""A queue's batch of events: each goes to its handler, and a failed one is delivered again alone.

A message is parked for what it does, MAX_FAILURES failures of its handler, and never for how long the machine took: to
be received again, to wait for an engine that is slow or away, and to be returned for lack of time do not count.
A message that ends the whole function can count nothing; the queue's RedrivePolicy is the backstop for it.
"""

import random
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any, Protocol

from bookstore import clock, correlation, logs, metrics
from bookstore.events import Event
from bookstore.messaging.envelope import Received, Unprocessable, from_eventbridge
from bookstore.messaging.failure_counts import Failures
from bookstore.messaging.inbox_queue import InboxQueue, Message
from bookstore.messaging.together import Together
from bookstore.messaging.trace import Step
from bookstore.transient import is_transient

EventHandler = Callable[[Any], object]
EventHandlers = Mapping[type[Event], EventHandler]
IsLate = Callable[[], bool]

MAX_FAILURES = 5
BACKOFF_SECONDS = (1, 5, 25, 125)  # after the first, second, third failure, and after every further one
JITTER = 0.2  # a back-off is up to so much shorter or longer
SUSPECT_RECEIVES = MAX_FAILURES  # what came more often and was never done may be what ends the function
FEWEST_TOGETHER = 2
FRESH = timedelta(seconds=10)  # in which a first delivery has spent next to nothing of its visibility time-out


class TraceRecorder(Protocol):
    """Where a service records what it did with an event."""

    def record(self, *steps: Step) -> None:
        """Record the steps."""
        ...


def process_batch(
    messages: Sequence[Message],
    handlers: EventHandlers,
    *,
    traces: TraceRecorder,
    failures: Failures,
    queue: InboxQueue,
    is_late: IsLate = lambda: False,
    together: Together | None = None,
) -> dict[str, list[dict[str, str]]]:
    """Handle the batch and return, as Lambda expects, the ids of the messages that have to be delivered again.

    When `is_late` says so, what was not begun goes back to the queue, for others at once; one message is always
    worked on, so that every batch advances. With `together`, what can be done together is done first; every other
    message is handled alone.
    Source: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
    """
    batch = _Batch(handlers, failures, queue)
    ordered = sorted(messages, key=_order)
    if together:
        batch.work_together(ordered, together)
    for number, message in enumerate(ordered):
        if number and is_late():
            batch.return_unstarted(ordered[number:])
            break
        batch.work_on(message)
    queue.set_visibility(batch.retries)
    traces.record(*batch.steps)
    return {"batchItemFailures": [{"itemIdentifier": message["messageId"]} for message, _ in batch.retries]}


def extend_visibility(messages: Sequence[Message], queue: InboxQueue, seconds: int) -> None:
    """Keep the batch to this invocation for so long, which should be as long as it can last: SQS then gives no message
    to anybody else meanwhile. A first delivery that came just now has its whole visibility time-out, six times the
    function's, before it and is left alone."""
    waited = [message for message in messages if not _is_fresh(message)]
    queue.set_visibility([(message, seconds) for message in waited])


def dispatch(received: Received, handlers: EventHandlers) -> Step | None:
    """Call the event's handler; return the step with its times of an event that is traced. One without a handler is
    only recorded."""
    received_at = clock.now()
    with correlation.of(received.correlation_id):
        if handler := handlers.get(type(received.event)):
            handler(received.event)
        return _report_handled(received, received_at)


def _report_handled(received: Received, received_at: datetime) -> Step | None:
    event = received.event
    logs.info("event handled", event=event.name(), subject=event.subject, version=event.version, event_id=received.id)
    return Step.consumed(received, received_at) if received.traced and received.correlation_id else None


class _Batch:
    """The messages so far: `done`, or `retries` to be received again after so many seconds."""

    def __init__(self, handlers: EventHandlers, failures: Failures, queue: InboxQueue) -> None:
        self._handlers = handlers
        self._failures = failures
        self._queue = queue
        self.done: list[Message] = []
        self.retries: list[tuple[Message, int]] = []
        self.steps: list[Step] = []
        self._done_together = set[str]()

    def work_together(self, messages: Sequence[Message], together: Together) -> None:
        """Do together what can be; suspects are left out, each of which may end the function."""
        received_at, readable = clock.now(), dict[str, Received]()
        for message in messages:
            with suppress(Unprocessable):
                if not _is_suspect(message):
                    readable[message["messageId"]] = from_eventbridge(message["body"])
        if len(readable) < FEWEST_TOGETHER:
            return
        self._done_together = together.handle(readable)
        for message in messages:
            if message["messageId"] in self._done_together:
                received = readable[message["messageId"]]
                with correlation.of(received.correlation_id):
                    self._finish(message, _report_handled(received, received_at))

    def work_on(self, message: Message) -> None:
        """Handle the message. Before a suspect, what is done is removed from the queue: should the suspect end the
        function, nothing else of its batch is delivered with it again and again."""
        if message["messageId"] in self._done_together:
            return
        if _is_suspect(message):
            self._queue.delete(self.done)
            self.done = []
        try:
            received = from_eventbridge(message["body"])
        except Unprocessable as error:
            self._fail(message, error)
            return
        with correlation.of(received.correlation_id):
            self._handle(message, received)

    def return_unstarted(self, messages: Sequence[Message]) -> None:
        """Leave these for another invocation; nothing of them was begun, so none of them has failed."""
        self.retries += [(message, 0) for message in messages]
        logs.info("messages returned unstarted", messages=len(messages))

    def _handle(self, message: Message, received: Received) -> None:
        try:
            step = dispatch(received, self._handlers)
        except Exception as error:
            if is_transient(error):
                self._delay(message, error)
            else:
                self._fail(message, error)
        else:
            self._finish(message, step)

    def _finish(self, message: Message, step: Step | None) -> None:
        self.steps += [step] if step else []
        self.done.append(message)

    def _delay(self, message: Message, error: Exception) -> None:
        logs.warning("message delayed", message_id=message["messageId"], reason=_reason(error))
        self.retries.append((message, _backoff(_receives(message))))

    def _fail(self, message: Message, error: Exception) -> None:
        try:
            failure = self._failures.add(message["messageId"], message["receiptHandle"])
            fields = {"message_id": message["messageId"], "failures": failure.count, "reason": _reason(error)}
            logs.warning("message failed", **fields, exc_info=not isinstance(error, Unprocessable))
            if failure.count < MAX_FAILURES:
                self.retries.append((message, _backoff(failure.count)))
                return
            if not failure.parked:
                self._park(message, fields)
            self.done.append(message)
        except (
            Exception
        ) as recording_error:  # the failure itself could not be recorded: it is as if it had not happened
            logs.exception("message failure not recorded", message_id=message["messageId"])
            self._delay(message, recording_error)

    def _park(self, message: Message, fields: Mapping[str, Any]) -> None:
        self._queue.park(message, fields["reason"], fields["failures"])
        self._failures.mark_parked(message["messageId"])
        logs.warning("message parked", **fields)
        metrics.count("MessageParked")


def _order(message: Message) -> tuple[int, float]:
    """Suspects come last, the most suspicious at the very end, equals in any order; the others stay as they came."""
    return (_receives(message), random.random()) if _is_suspect(message) else (0, 0.0)


def _is_suspect(message: Message) -> bool:
    return _receives(message) > SUSPECT_RECEIVES


def _is_fresh(message: Message) -> bool:
    first = int(message["attributes"].get("ApproximateFirstReceiveTimestamp", 0)) / 1000
    return _receives(message) == 1 and clock.now().timestamp() - first < FRESH.total_seconds()


def _receives(message: Message) -> int:
    return int(message["attributes"]["ApproximateReceiveCount"])


def _backoff(times: int) -> int:
    seconds = BACKOFF_SECONDS[min(times, len(BACKOFF_SECONDS)) - 1]
    return max(1, round(seconds * random.uniform(1 - JITTER, 1 + JITTER)))


def _reason(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"
