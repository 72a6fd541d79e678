"""The messages of the Parked queue: whole, whatever the record holds, and small enough for SQS."""

import random

import pytest

from bookstore.messaging.parking import dead_letter_body, read_dead_letter
from tests.lambda_events import stream_record

SQS_LIMIT = 1_048_576
ITEM_LIMIT = 390_000
ERROR = KeyError("title")


def record_of(value):
    item = {"pk": "a", "sk": "b", "value": value}
    return stream_record({**item, "old": True}, item)


def texts():
    chance = random.Random(7)
    return {
        "plain": "x" * ITEM_LIMIT,
        "random": "".join(
            chance.choices("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+/", k=ITEM_LIMIT)
        ),
        "control": "".join(chance.choices([chr(n) for n in range(32)], k=ITEM_LIMIT)),
        "wide": "".join(chr(chance.randrange(0x10000, 0x10FFFF)) for _ in range(ITEM_LIMIT // 4)),
        "many": chance.choices("abcdefgh", k=ITEM_LIMIT // 3),
    }


@pytest.mark.parametrize("name", texts())
def test_the_largest_record_is_parked_whole(name):
    """Both images of an item of 400 kB; texts that compress badly among them."""
    record = record_of(texts()[name])
    body = dead_letter_body(record, ERROR)
    assert len(body.encode()) < SQS_LIMIT
    assert read_dead_letter(body) == {"reason": "KeyError: 'title'", "record": record}


def test_a_small_record_stays_readable():
    record = record_of("Emma")
    assert '"Emma"' in dead_letter_body(record, ERROR)
    assert read_dead_letter(dead_letter_body(record, ERROR)) == {"reason": "KeyError: 'title'", "record": record}


def test_characters_that_sqs_refuses_are_escaped():
    """SQS takes the characters of XML 1.0: no other control characters, no U+FFFE, no U+FFFF."""
    body = dead_letter_body(record_of("\x00 \ufffe \uffff"), ERROR)
    assert body.isascii()
    assert body.isprintable()


def test_a_reason_that_quotes_the_record_is_cut():
    assert len(dead_letter_body(record_of("Emma"), ValueError("x" * 900_000))) < 3_000


def test_what_lambda_parks_itself_is_read_unchanged():
    assert read_dead_letter('{"DDBStreamBatchInfo": {}}') == {"DDBStreamBatchInfo": {}}
