"""Redrive everything of one service that failed: `make redrive SERVICE=orders`."""

from collections.abc import Callable
from dataclasses import dataclass

from deploy import target
from deploy.errors import UserError
from deploy.stacks import stacks
from ops.redrive.dead_letter_queue import DeadLetterQueue
from ops.redrive.parked_records import RedeliveryFailed, StreamConsumers


@dataclass(frozen=True)
class RedriveResult:
    """How many messages were redriven, and why each of the others could not be."""

    events: int
    records: int
    failures: tuple[str, ...]

    def __str__(self) -> str:
        summary = f"{self.events} events went back to the inbox, {self.records} parked records to their readers"
        return "\n".join([summary, *(f"one stays parked: {reason}" for reason in self.failures)])


def redrive(service: str, stage: str) -> RedriveResult:
    """Redrive a service's dead letters and parked records; what fails again is parked again, and nothing is lost."""
    urls, sqs = queue_urls(service, stage), target.client("sqs")
    events = redrive_dead_letters(DeadLetterQueue(urls["InboxDeadLettersUrl"], sqs), urls["InboxUrl"])
    records, failures = (
        redrive_parked_records(DeadLetterQueue(urls["ParkedUrl"], sqs), stream_consumers().redeliver)
        if "ParkedUrl" in urls
        else (0, ())
    )
    return RedriveResult(events, records, failures)


def queue_urls(service: str, stage: str) -> dict[str, str]:
    """Return the outputs of the service's own stack, or of the one that a plain `chalice deploy` uses."""
    name = f"bookstore-{stage}-{service}"
    outputs = stacks().outputs(name) or stacks().outputs(f"{name}-resources")
    if "InboxUrl" not in outputs:
        raise UserError(f"There is no stack {name} with an inbox: is {service} deployed to {stage}?")
    return outputs


def stream_consumers() -> StreamConsumers:
    """Return the consumers of the whole account; a record says which stream it comes from."""
    return StreamConsumers(target.client("lambda"), target.client("dynamodbstreams"))


def redrive_dead_letters(dead_letters: DeadLetterQueue, inbox: str) -> int:
    """Send each message to the inbox before it is deleted here: a crash in between repeats one and loses none."""
    sent = 0
    for message in dead_letters.read_messages():
        dead_letters.sqs.send_message(QueueUrl=inbox, MessageBody=message["Body"])
        dead_letters.remove(message)
        sent += 1
    return sent


def redrive_parked_records(parked: DeadLetterQueue, redeliver: Callable[[str], None]) -> tuple[int, tuple[str, ...]]:
    """Deliver each message; return how many were delivered, and why each of the others was not."""
    redelivered, failures = 0, []
    for message in parked.read_messages():
        try:
            redeliver(message["Body"])
        except RedeliveryFailed as reason:
            failures.append(str(reason))
        else:
            parked.remove(message)
            redelivered += 1
    return redelivered, tuple(failures)
