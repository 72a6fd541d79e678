"""`make redrive SERVICE=orders`: everything of one service that was set aside goes on its way again."""

from collections.abc import Callable
from dataclasses import dataclass

from deploy import target
from deploy.errors import UserError
from deploy.stacks import stacks
from ops.redrive.dead_letter_queue import DeadLetterQueue
from ops.redrive.parked_records import RedeliveryFailed, StreamConsumers


@dataclass(frozen=True)
class RedriveResult:
    """How many went on their way, and why each of the others could not."""

    events: int
    records: int
    stayed: tuple[str, ...]

    def __str__(self) -> str:
        told = f"{self.events} events went back to the inbox, {self.records} parked records to their readers"
        return "\n".join([told, *(f"one stays parked: {reason}" for reason in self.stayed)])


def redrive(service: str, stage: str) -> RedriveResult:
    """Mend the cause first; what fails again is set aside again, and nothing is ever lost on the way."""
    urls, sqs = queue_urls(service, stage), target.client("sqs")
    events = redrive_dead_letters(DeadLetterQueue(urls["InboxDeadLettersUrl"], sqs), urls["InboxUrl"])
    records, stayed = (
        redrive_parked_records(DeadLetterQueue(urls["ParkedUrl"], sqs), stream_consumers().bring)
        if "ParkedUrl" in urls
        else (0, ())
    )
    return RedriveResult(events, records, stayed)


def queue_urls(service: str, stage: str) -> dict[str, str]:
    """Of the service's own stack, or of the one beside a plain `chalice deploy`."""
    name = f"bookstore-{stage}-{service}"
    found = stacks().outputs(name) or stacks().outputs(f"{name}-resources")
    if "InboxUrl" not in found:
        raise UserError(f"There is no stack {name} with an inbox: is {service} deployed to {stage}?")
    return found


def stream_consumers() -> StreamConsumers:
    """Those of the whole account; a record says which stream it comes from."""
    return StreamConsumers(target.client("lambda"), target.client("dynamodbstreams"))


def redrive_dead_letters(dead_letters: DeadLetterQueue, inbox: str) -> int:
    """Each is in the inbox before it is removed here: a crash between the two makes a repeat, and no loss."""
    sent = 0
    for message in dead_letters.messages():
        dead_letters.sqs.send_message(QueueUrl=inbox, MessageBody=message["Body"])
        dead_letters.remove(message)
        sent += 1
    return sent


def redrive_parked_records(parked: DeadLetterQueue, reader: Callable[[str], None]) -> tuple[int, tuple[str, ...]]:
    """How many were taken, and why each of the others was not."""
    taken, stayed = 0, []
    for message in parked.messages():
        try:
            reader(message["Body"])
        except RedeliveryFailed as reason:
            stayed.append(str(reason))
        else:
            parked.remove(message)
            taken += 1
    return taken, tuple(stayed)
