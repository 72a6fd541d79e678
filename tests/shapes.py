"""The names that other tests use for `tests.lambda_events` until they are renamed."""

from tests.lambda_events import SCHEDULED_EVENT, eventbridge_body, redeliver, sqs_event, stream_event, stream_record

TICK, from_bus, redelivered = SCHEDULED_EVENT, eventbridge_body, redeliver
queued, streamed, changed = sqs_event, stream_event, stream_record
