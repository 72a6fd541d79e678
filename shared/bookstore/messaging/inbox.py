"""A queue's batch of events: each is handed to the action that reacts to it, and a failed one comes again alone.

A message is parked for what it does, MAX_FAILURES failures of its handler, and never for how long the machine took: to
be received again, to wait for an engine that is slow or away, and to be handed back for lack of time count for nothing.
A message that ends the whole function can count nothing; the queue's RedrivePolicy is the backstop for it.
"""

import random
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any, Protocol

from bookstore import clock, correlation, logs, metrics
from bookstore.events import Event
from bookstore.messaging.envelope import Received, Unprocessable, from_eventbridge
from bookstore.messaging.failure_counts import Failures
from bookstore.messaging.inbox_queue import InboxQueue, Message
from bookstore.messaging.trace import Step
from bookstore.messaging.transient import is_transient

EventHandler = Callable[[Any], object]
EventHandlers = Mapping[type[Event], EventHandler]
IsLate = Callable[[], bool]

MAX_FAILURES = 5
BACKOFF_SECONDS = (1, 5, 25, 125)  # after the first, second, third failure, and after every further one
JITTER = 0.2  # a back-off is up to so much shorter or longer
SUSPECT_RECEIVES = MAX_FAILURES  # what came more often and was never done may be what ends the function
FRESH = timedelta(seconds=10)  # in which a first delivery has spent next to nothing of its visibility time-out


class TraceRecorder(Protocol):
    """Where a service notes what it did with an event."""

    def note(self, *steps: Step) -> None:
        """Keep the steps for a week."""
        ...


def process_batch(
    messages: Sequence[Message],
    reactions: EventHandlers,
    *,
    traces: TraceRecorder,
    failures: Failures,
    queue: InboxQueue,
    is_late: IsLate = lambda: False,
) -> dict[str, list[dict[str, str]]]:
    """Work through the batch and answer as Lambda wants it: the ids of the messages that have to come again.

    When `is_late` says so, what was not begun goes back to the queue, for others at once; one message is always
    worked on, so that every batch advances.
    Source: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
    """
    batch = _Batch(reactions, failures, queue)
    ordered = sorted(messages, key=_turn)
    for number, message in enumerate(ordered):
        if number and is_late():
            batch.hand_back(ordered[number:])
            break
        batch.work_on(message)
    queue.set_visibility(batch.again)
    traces.note(*batch.steps)
    return {"batchItemFailures": [{"itemIdentifier": message["messageId"]} for message, _ in batch.again]}


def extend_visibility(messages: Sequence[Message], queue: InboxQueue, seconds: int) -> None:
    """Keep the batch to this invocation for so long, which should be as long as it can last: SQS then gives no message
    to anybody else meanwhile. A first delivery that came just now has its whole visibility time-out, six times the
    function's, before it and is left alone."""
    waited = [message for message in messages if not _is_fresh(message)]
    queue.set_visibility([(message, seconds) for message in waited])


def dispatch(received: Received, reactions: EventHandlers) -> Step:
    """Do what this service does about the event, and say when. An event nobody reacts to is only noted."""
    came = clock.now()
    event = received.event
    with correlation.of(received.correlation_id):
        reaction = reactions.get(type(event))
        if reaction:
            reaction(event)
        logs.info("event", event=event.name(), subject=event.subject, version=event.version, id=received.id)
        return Step.consumed(received, came)


class _Batch:
    """What became of the messages so far: `done`, or to be received `again` after so many seconds."""

    def __init__(self, reactions: EventHandlers, failures: Failures, queue: InboxQueue) -> None:
        self._reactions = reactions
        self._failures = failures
        self._queue = queue
        self.done: list[Message] = []
        self.again: list[tuple[Message, int]] = []
        self.steps: list[Step] = []

    def work_on(self, message: Message) -> None:
        """Handle the message. Before a suspect, what is done is removed from the queue: should the suspect end the
        function, nothing else of its batch is delivered with it again and again."""
        if _is_suspect(message):
            self._queue.delete(self.done)
            self.done = []
        try:
            received = from_eventbridge(message["body"])
        except Unprocessable as problem:
            self._fail(message, problem)
            return
        with correlation.of(received.correlation_id):
            self._handle(message, received)

    def hand_back(self, messages: Sequence[Message]) -> None:
        """Leave these for another invocation; nothing of them was begun, so none of them has failed."""
        self.again += [(message, 0) for message in messages]
        logs.info("messages handed back", messages=len(messages))

    def _handle(self, message: Message, received: Received) -> None:
        try:
            self.steps.append(dispatch(received, self._reactions))
        except Exception as problem:
            if is_transient(problem):
                self._delay(message, problem)
            else:
                self._fail(message, problem)
        else:
            self.done.append(message)

    def _delay(self, message: Message, problem: Exception) -> None:
        logs.warning("message delayed", message_id=message["messageId"], reason=_reason(problem))
        self.again.append((message, _backoff(_receives(message))))

    def _fail(self, message: Message, problem: Exception) -> None:
        try:
            failure = self._failures.add(message["messageId"], message["receiptHandle"])
            facts = {"message_id": message["messageId"], "failures": failure.count, "reason": _reason(problem)}
            logs.warning("message failed", **facts, exc_info=not isinstance(problem, Unprocessable))
            if failure.count < MAX_FAILURES:
                self.again.append((message, _backoff(failure.count)))
                return
            if not failure.parked:
                self._park(message, facts)
            self.done.append(message)
        except Exception as obstacle:  # the failure itself could not be recorded: it is as if it had not happened
            logs.exception("message failure not recorded", message_id=message["messageId"])
            self._delay(message, obstacle)

    def _park(self, message: Message, facts: Mapping[str, Any]) -> None:
        self._queue.park(message, facts["reason"], facts["failures"])
        self._failures.mark_parked(message["messageId"])
        logs.warning("message parked", **facts)
        metrics.count("MessageParked")


def _turn(message: Message) -> tuple[int, float]:
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


def _reason(problem: Exception) -> str:
    return f"{type(problem).__name__}: {problem}"
