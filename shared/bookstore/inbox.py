"""A queue's batch of events: each is handed to the action that reacts to it, and a failed one comes again alone."""

from collections.abc import Callable, Mapping
from typing import Any, Protocol

import msgspec

from bookstore import clock, correlation, logs
from bookstore.envelope import Received, from_eventbridge
from bookstore.events import Event
from bookstore.trace import Step

Reaction = Callable[[Any], object]


class KeepsTraces(Protocol):
    """Where a service notes what it did with an event."""

    def note(self, *steps: Step) -> None:
        """Keep the steps for a week."""
        ...


def each(
    messages: list[dict[str, Any]], reactions: Mapping[type[Event], Reaction], *, traces: KeepsTraces
) -> dict[str, list[dict[str, str]]]:
    """Lambda's partial batch answer: the ids of the messages that have to come again.

    After five receives SQS moves a message to the dead-letter queue, whole.
    Source: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
    """
    done = {message["messageId"]: _handled(message["body"], reactions) for message in messages}
    traces.note(*(step for step in done.values() if step))
    failed = [message_id for message_id, step in done.items() if step is None]
    return {"batchItemFailures": [{"itemIdentifier": message_id} for message_id in failed]}


def _handled(body: str, reactions: Mapping[type[Event], Reaction]) -> Step | None:
    try:
        return react(from_eventbridge(body), reactions)
    except Exception as problem:
        level = logs.exception if not isinstance(problem, msgspec.MsgspecError) else logs.warning
        level("an event has to come again", reason=f"{type(problem).__name__}: {problem}")
        return None


def react(received: Received, reactions: Mapping[type[Event], Reaction]) -> Step:
    """Do what this service does about the event, and say when. An event nobody reacts to is only noted."""
    came = clock.now()
    event = received.event
    with correlation.of(received.correlation_id):
        reaction = reactions.get(type(event))
        if reaction:
            reaction(event)
        logs.info("event", event=event.name(), subject=event.subject, version=event.version, id=received.id)
        return Step.consumed(received, came)
