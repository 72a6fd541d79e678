"""A message is parked for what it does, a number of failures, never for how long the machine took (case 48)."""

import json
from concurrent.futures import ThreadPoolExecutor

from bookstore.errors import Unavailable
from tests.lambda_events import redeliver
from tests.shared.consumer import DONE, MANY, SOLD_OUT, batch


def test_the_fifth_failure_parks_the_message_whole_with_its_reason(consumer, capsys):
    consumer.fail_with()
    (message,) = batch(SOLD_OUT)
    responses = consumer.deliver(message, range(1, 6))
    assert [response == DONE for response in responses] == [False, False, False, False, True]
    assert consumer.sqs.sent == [
        {
            "QueueUrl": "dead letters",
            "MessageBody": message["body"],
            "MessageAttributes": {
                "reason": {"DataType": "String", "StringValue": "KeyError: 'title'"},
                "failures": {"DataType": "Number", "StringValue": "5"},
                "message_id": {"DataType": "String", "StringValue": "message-0"},
            },
        }
    ]
    assert [line["MessageParked"] for line in metrics(capsys)] == [[1.0]]


def metrics(capsys):
    lines = [line for line in capsys.readouterr().out.splitlines() if line.startswith("{")]
    return [line for line in map(json.loads, lines) if "MessageParked" in line]


def test_a_parked_message_is_found_in_the_log_by_a_constant_line(consumer, monkeypatch):
    lines = []
    monkeypatch.setattr("bookstore.logs.warning", lambda line, **fields: lines.append((line, fields.get("failures"))))
    consumer.fail_with()
    consumer.deliver(*batch(SOLD_OUT), range(1, 6))
    assert lines == [*[("message failed", number) for number in range(1, 6)], ("message parked", 5)]


def test_a_failed_message_is_retried_after_a_back_off_by_its_failures(consumer, monkeypatch):
    monkeypatch.setattr("random.uniform", lambda least, most: 1)
    consumer.fail_with()
    consumer.deliver(*batch(SOLD_OUT), range(1, 6))
    assert consumer.sqs.visible_in == {"message-0-1": 1, "message-0-2": 5, "message-0-3": 25, "message-0-4": 125}


def test_the_back_off_is_spread_so_that_those_that_failed_together_do_not_return_together(consumer, monkeypatch):
    monkeypatch.setattr("random.uniform", lambda least, most: least)
    consumer.fail_with()
    consumer.deliver(*batch(SOLD_OUT), range(1, 5))
    assert consumer.sqs.visible_in["message-0-4"] == 100


def test_a_healthy_message_that_was_received_many_times_is_simply_done(consumer):
    (message,) = batch(SOLD_OUT)
    assert consumer.handle(redeliver(message, MANY)) == DONE
    assert consumer.done == [SOLD_OUT]
    assert consumer.sqs.sent == []


def test_receives_do_not_count(consumer):
    """It was received twenty times on a slow machine, and then failed for the first time."""
    consumer.fail_with()
    (message,) = batch(SOLD_OUT)
    consumer.handle(redeliver(message, MANY))
    assert consumer.sqs.sent == []
    assert 0 < consumer.sqs.visible_in[f"message-0-{MANY}"] < 3


def test_a_slow_or_unavailable_engine_is_never_a_failure(consumer):
    consumer.fail_with(Unavailable("Not now."))
    (message,) = batch(SOLD_OUT)
    assert all(response != DONE for response in consumer.deliver(message, range(1, MANY)))
    assert consumer.sqs.sent == []
    consumer.fail_with()
    consumer.deliver(message, range(MANY, MANY + 4))
    assert consumer.sqs.sent == []


def test_deliveries_that_fail_at_the_same_moment_all_count(consumer):
    consumer.fail_with()
    (message,) = batch(SOLD_OUT)
    with ThreadPoolExecutor(4) as processes:
        list(processes.map(lambda number: consumer.handle(redeliver(message, number)), range(1, 5)))
    assert consumer.failures.add("message-0", "the fifth").count == 5


def test_one_delivery_counts_once_however_often_it_is_written(consumer):
    counts = [consumer.failures.add("message-0", handle).count for handle in ("a", "a", "b", "a")]
    assert counts == [1, 1, 2, 2]


def test_a_repeat_after_parking_does_not_park_twice(consumer):
    consumer.fail_with()
    responses = consumer.deliver(*batch(SOLD_OUT), range(1, 8))
    assert responses[4:] == [DONE, DONE, DONE]
    assert len(consumer.sqs.sent) == 1


def test_a_message_that_cannot_be_parked_is_retried_until_it_can(consumer, monkeypatch):
    consumer.fail_with()
    (message,) = batch(SOLD_OUT)
    with monkeypatch.context() as broken:
        broken.setattr(consumer.sqs, "send_message", refuse)
        assert consumer.deliver(message, range(1, 6))[-1] != DONE
    assert consumer.handle(redeliver(message, 6)) == DONE
    assert len(consumer.sqs.sent) == 1


def refuse(**_):
    raise ConnectionError("the queue is away")


def test_a_redriven_message_starts_with_no_failures(consumer):
    """It is sent once more, and what is sent has a new id."""
    consumer.fail_with()
    (message,) = batch(SOLD_OUT)
    consumer.deliver(message, range(1, 6))
    consumer.deliver({**message, "messageId": "redriven"}, range(1, 5))
    assert len(consumer.sqs.sent) == 1
