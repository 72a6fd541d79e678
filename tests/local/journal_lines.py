"""Lines as the emulator's journal has them, and a journal of them."""

import json

from local.emulator.durability import checkpoint

TABLE = "000000000000\0us-east-1\0'orders'"
QUEUE = "000000000000\0us-east-1\0'http://localhost/000000000000/events'"
MAPPING = "000000000000\0us-east-1\0'm-1'"
STREAM = "arn:aws:dynamodb:us-east-1:000000000000:table/orders/stream/1"
NEW_TABLE = {"TableName": "orders", "TableArn": "arn", "TableId": "t-1", "LatestStreamArn": STREAM}
NEW_QUEUE = {"name": "events"}


def entry(service, store, key, value):
    return ["entry", service, 3, store, key, value]


def put(key, **item):
    return ["put", TABLE, key, "__no_sort__", item]


def record(number, *left_out, **change):
    return ["record", TABLE, {"dynamodb": {"SequenceNumber": number, **change}}, list(left_out)]


def sent(message):
    return ["sent", QUEUE, {"id": message, "body": f"body of {message}"}]


START = (
    [entry("dynamodb", "tables", TABLE, NEW_TABLE)],
    [entry("sqs", "queues", QUEUE, NEW_QUEUE)],
    [entry("lambda", "esms", MAPPING, {"UUID": "m-1", "EventSourceArn": STREAM})],
)


def write(state, number, *lines, end="\n"):
    folder = checkpoint.journal_folder(state)
    folder.mkdir(exist_ok=True)
    text = "\n".join(map(json.dumps, lines)) + end
    (folder / f"{number:08d}.jsonl").write_text(text)
