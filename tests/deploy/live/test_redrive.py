"""`make redrive` on a real queue, stream and function: what was set aside is handled after all."""

import json

import pytest

from bookstore.events import StockChanged
from bookstore.messaging.parking import dead_letter_body
from deploy.waiting import wait_until
from ops.http_client import ShopClient
from tests.deploy.live.shop import Shop
from tests.lambda_events import sqs_event

STAGE, BUS = "staging", "bookstore-staging"
ISBN = "9797000000017"


@pytest.fixture(scope="module")
def catalog(aws, staging):
    outputs = aws.outputs("bookstore-staging-catalog")
    api = aws.address(outputs["RestAPIId"])
    shop = Shop(api, cart="", staff=aws.token(STAGE, "staff@bookstore.example", "owner"))
    assert shop.add_book("emma", ISBN).status_code == 201
    wait_until(lambda: not waiting_in_outbox(aws, outputs["Table"]), "the event of the book")
    return outputs | {"api": api}


@pytest.fixture
def ear(aws, catalog):
    """A queue that hears everything on the stage's bus."""
    sqs, events = aws.client("sqs"), aws.client("events")
    url = sqs.create_queue(QueueName="ear")["QueueUrl"]
    arn = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    events.put_rule(Name="ear", EventBusName=BUS, EventPattern=json.dumps({"source": [{"prefix": "bookstore"}]}))
    events.put_targets(Rule="ear", EventBusName=BUS, Targets=[{"Id": "ear", "Arn": arn}])
    yield url
    events.remove_targets(Rule="ear", EventBusName=BUS, Ids=["ear"])
    events.delete_rule(Name="ear", EventBusName=BUS)
    sqs.delete_queue(QueueUrl=url)


@pytest.fixture
def document(aws, catalog):
    """The record with which the stream brought the event of the book, and the stream's one shard."""
    table = aws.client("dynamodb").describe_table(TableName=catalog["Table"])["Table"]
    streams, stream = aws.client("dynamodbstreams"), table["LatestStreamArn"]
    (shard,) = streams.describe_stream(StreamArn=stream)["StreamDescription"]["Shards"]
    where = {"StreamArn": stream, "ShardId": shard["ShardId"]}
    start = streams.get_shard_iterator(**where, ShardIteratorType="TRIM_HORIZON")["ShardIterator"]
    (record,) = [r for r in streams.get_records(ShardIterator=start)["Records"] if is_new_outbox_item(r)]
    return json.loads(json.dumps(record | {"eventSourceARN": stream}, default=str)), where


def waiting_in_outbox(aws, table):
    return [item for item in aws.client("dynamodb").scan(TableName=table)["Items"] if is_outbox_item(item)]


def is_new_outbox_item(record):
    return record["eventName"] == "INSERT" and is_outbox_item(record["dynamodb"]["Keys"])


def is_outbox_item(keys):
    return keys["pk"]["S"].startswith("OUTBOX#")


def put(aws, url, body):
    aws.client("sqs").send_message(QueueUrl=url, MessageBody=body)


def received(aws, ear):
    """The next event on the bus."""
    response = wait_until(
        lambda: aws.client("sqs").receive_message(QueueUrl=ear).get("Messages"), "an event on the bus"
    )
    return json.loads(response[0]["Body"])["detail-type"]


def resting(aws, url):
    counts = ("ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible")
    result = aws.client("sqs").get_queue_attributes(QueueUrl=url, AttributeNames=list(counts))["Attributes"]
    return sum(int(result[count]) for count in counts)


def pointer(record, where, **otherwise):
    """What Lambda leaves of a batch that became too old."""
    number = record["dynamodb"]["SequenceNumber"]
    batch = {"streamArn": where["StreamArn"], "shardId": where["ShardId"], "batchSize": 1}
    return json.dumps(
        {
            "requestContext": {"condition": "MaxRecordAgeExceeded"},
            "DDBStreamBatchInfo": batch | {"startSequenceNumber": number, "endSequenceNumber": number} | otherwise,
        }
    )


def test_redrive_of_empty_queues_changes_nothing(aws, catalog):
    assert aws.make("redrive", "catalog", STAGE) == (
        "0 events went back to the inbox, 0 parked records to their readers\n"
    )


def test_a_redriven_dead_letter_is_handled(aws, catalog):
    event = StockChanged(version=4, isbn=ISBN, book_id="emma", availability="low", left=3)
    put(aws, catalog["InboxDeadLettersUrl"], sqs_event(event)["Records"][0]["body"])

    printed = aws.make("redrive", "catalog", STAGE)

    assert printed.startswith("1 events went back to the inbox")
    assert resting(aws, catalog["InboxDeadLettersUrl"]) == 0
    shown = ShopClient(catalog["api"])
    wait_until(lambda: "low" in json.dumps(shown.get("/books/emma")["editions"]), "the event about the stock")


def failed(aws, catalog):
    """The messages of the inbox whose handlers failed, each with its number of failures."""
    items = aws.client("dynamodb").scan(TableName=catalog["Table"])["Items"]
    return {i["pk"]["S"]: len(i["deliveries"]["SS"]) for i in items if i["pk"]["S"].startswith("FAILURES#")}


def fail_three_times_more(aws, catalog, message):
    aws.client("dynamodb").update_item(
        TableName=catalog["Table"],
        Key={"pk": {"S": message}, "sk": {"S": "FAILURES"}},
        UpdateExpression="ADD deliveries :three",
        ExpressionAttributeValues={":three": {"SS": ["one", "two", "three"]}},
    )


def test_a_failing_message_is_parked_with_its_reason_and_a_redrive_restarts_its_count(aws, catalog):
    """It comes again long before its visibility time-out is over: the function's role allows what that takes."""
    put(aws, catalog["InboxUrl"], "not an event")
    wait_until(lambda: 2 in failed(aws, catalog).values(), "the second failure")
    (message,) = failed(aws, catalog)
    fail_three_times_more(aws, catalog, message)
    wait_until(lambda: resting(aws, catalog["InboxDeadLettersUrl"]), "the message among the dead letters")

    requests = {"QueueUrl": catalog["InboxDeadLettersUrl"], "VisibilityTimeout": 0, "MessageAttributeNames": ["All"]}
    (parked,) = aws.client("sqs").receive_message(**requests)["Messages"]
    assert parked["Body"] == "not an event"
    assert f"FAILURES#{parked['MessageAttributes']['message_id']['StringValue']}" == message
    assert parked["MessageAttributes"]["reason"]["StringValue"].startswith("Unprocessable: ")

    assert aws.make("redrive", "catalog", STAGE).startswith("1 events went back to the inbox")
    wait_until(lambda: len(failed(aws, catalog)) == 2, "a failure of the message that was sent back")
    assert resting(aws, catalog["InboxDeadLettersUrl"]) == 0
    aws.client("sqs").purge_queue(QueueUrl=catalog["InboxUrl"])


def test_a_parked_record_is_published_after_all(aws, catalog, document, ear):
    record, _ = document
    put(aws, catalog["ParkedUrl"], dead_letter_body(record, ValueError("of a mistake that is mended")))
    assert "1 parked records to their readers" in aws.make("redrive", "catalog", STAGE)
    assert received(aws, ear) == "BookAdded"
    assert resting(aws, catalog["ParkedUrl"]) == 0


def test_a_batch_that_lambda_gave_up_is_read_from_the_stream(aws, catalog, document, ear):
    put(aws, catalog["ParkedUrl"], pointer(*document))
    assert "1 parked records to their readers" in aws.make("redrive", "catalog", STAGE)
    assert received(aws, ear) == "BookAdded"
    assert resting(aws, catalog["ParkedUrl"]) == 0


def test_a_batch_that_has_left_the_stream_stays_parked_and_is_reported(aws, catalog, document):
    put(aws, catalog["ParkedUrl"], pointer(*document, shardId="shardId-00000000000000000000-ffffffff"))
    printed = aws.make("redrive", "catalog", STAGE)
    assert "one stays parked: its records have left the stream (ResourceNotFoundException)" in printed
    assert resting(aws, catalog["ParkedUrl"]) == 1
    aws.client("sqs").purge_queue(QueueUrl=catalog["ParkedUrl"])


def test_a_record_that_fails_again_is_parked_once(aws, catalog, document):
    record, _ = document
    broken = record["dynamodb"] | {"NewImage": {**record["dynamodb"]["Keys"], "detail": {"S": "no envelope"}}}
    put(aws, catalog["ParkedUrl"], dead_letter_body({**record, "dynamodb": broken}, ValueError("unknown")))
    assert "1 parked records to their readers" in aws.make("redrive", "catalog", STAGE)
    assert resting(aws, catalog["ParkedUrl"]) == 1
    aws.client("sqs").purge_queue(QueueUrl=catalog["ParkedUrl"])


def test_a_service_that_is_not_deployed_has_nothing_to_send_back(aws, staging):
    done = aws.run("make", "redrive", "SERVICE=cart", "STAGE=staging")
    assert done.returncode != 0
    assert "There is no stack bookstore-staging-cart with an inbox" in done.stderr
