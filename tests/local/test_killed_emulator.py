"""`kill -9` of the emulated AWS loses nothing that it has acknowledged, and nothing is there twice."""

import json

import pytest
from botocore.exceptions import ClientError

from deploy.waiting import wait_until
from local.emulator.clients import client
from tests.local.free_ports import free_base
from tests.local.small_aws import (
    emulator_in,
    has_read_all,
    items,
    kill_and_start,
    make_queue,
    make_reader,
    make_table,
    put,
    received,
    transact,
)

PASSWORD = "Correct-horse-9"
TOKEN = "the-same-request-again"


@pytest.fixture(scope="module")
def aws(tmp_path_factory):
    with emulator_in(tmp_path_factory.mktemp("emulator") / "home", free_base()) as system:
        yield system


@pytest.fixture(scope="module")
def killed(aws):
    """Everything was acknowledged; then the emulator was killed and started again, twice."""
    mapping = make_reader(aws)
    put(aws, "gate", "open")
    transact(aws, "orders", "read-1", "read-2")
    wait_until(lambda: has_read_all(aws, mapping), "the reading of two records")
    client(aws, "dynamodb").delete_item(TableName="gate", Key={"pk": {"S": "open"}})
    transact(aws, "orders", "unread-1", "unread-2", ClientRequestToken=TOKEN)
    put(aws, "orders", "read-1", state={"S": "paid"})
    parked = make_queue(aws, "parked")
    queue = make_queue(aws, "events", RedrivePolicy=dead_letters("parked", after=1), VisibilityTimeout="0")
    fill(aws, queue)
    pool = client(aws, "cognito-idp").create_user_pool(PoolName="readers")["UserPool"]["Id"]
    add_user(aws, pool)
    client(aws, "ssm").put_parameter(Name="/shop/url", Value="http://shop", Type="String")
    client(aws, "secretsmanager").create_secret(Name="stripe", SecretString="sk_test_1")
    kill_and_start(aws)
    kill_and_start(aws)
    return {"mapping": mapping, "queue": queue, "parked": parked, "pool": pool}


def dead_letters(queue, after):
    return json.dumps({"deadLetterTargetArn": f"arn:aws:sqs:us-east-1:000000000000:{queue}", "maxReceiveCount": after})


def fill(aws, queue):
    """One message is taken and deleted, one received in vain and parked, two stay."""
    sqs = client(aws, "sqs")
    for body in ("deleted", "parked"):
        sqs.send_message(QueueUrl=queue, MessageBody=body)
        message = sqs.receive_message(QueueUrl=queue)["Messages"][0]
        if body == "deleted":
            sqs.delete_message(QueueUrl=queue, ReceiptHandle=message["ReceiptHandle"])
    assert "Messages" not in sqs.receive_message(QueueUrl=queue)  # the receive that parks
    sqs.send_message_batch(QueueUrl=queue, Entries=[{"Id": "1", "MessageBody": "a"}, {"Id": "2", "MessageBody": "b"}])


def add_user(aws, pool):
    cognito = client(aws, "cognito-idp")
    name = {"UserPoolId": pool, "Username": "ada@example.org"}
    cognito.admin_create_user(**name, MessageAction="SUPPRESS")
    cognito.admin_set_user_password(**name, Password=PASSWORD, Permanent=True)
    cognito.create_group(UserPoolId=pool, GroupName="admin")
    cognito.admin_add_user_to_group(**name, GroupName="admin")
    cognito.create_user_pool_client(
        UserPoolId=pool, ClientName="web", ExplicitAuthFlows=["ALLOW_ADMIN_USER_PASSWORD_AUTH"]
    )


def test_items_and_transactions_are_there(aws, killed):
    result = {key: item["state"]["S"] for key, item in items(aws, "orders").items()}
    assert result == {"read-1": "paid", "read-2": "placed", "unread-1": "placed", "unread-2": "placed"}


def test_a_table_counts_its_items_again(aws, killed):
    assert client(aws, "dynamodb").describe_table(TableName="orders")["Table"]["ItemCount"] == 4


def test_a_deleted_item_stays_deleted(aws, killed):
    assert items(aws, "gate") == {}


def test_a_transaction_with_a_repeated_token_runs_once(aws, killed):
    put(aws, "orders", "unread-1", state={"S": "cancelled"})
    transact(aws, "orders", "unread-1", "unread-2", ClientRequestToken=TOKEN)
    assert items(aws, "orders")["unread-1"]["state"]["S"] == "cancelled"


def test_a_stream_continues_where_its_consumer_was(aws, killed):
    put(aws, "gate", "open")
    wait_until(lambda: {"unread-1", "unread-2"} <= items(aws, "seen").keys(), "the unread records")
    wait_until(lambda: has_read_all(aws, killed["mapping"]), "the end of the stream")
    seen = {key: item["times"]["N"] for key, item in items(aws, "seen").items()}
    assert seen["read-1"] == "2"
    assert seen["read-2"] == "1"
    assert seen["unread-2"] == "1"


def test_messages_are_in_the_queue_they_were_in(aws, killed):
    assert received(aws, killed["parked"]) == ["parked"]
    sqs = client(aws, "sqs")
    sqs.set_queue_attributes(QueueUrl=killed["queue"], Attributes={"VisibilityTimeout": "30"})
    assert received(aws, killed["queue"]) == ["a", "b"]


def test_a_user_can_sign_in_and_is_in_the_same_group(aws, killed):
    cognito, pool = client(aws, "cognito-idp"), killed["pool"]
    app = cognito.list_user_pool_clients(UserPoolId=pool)["UserPoolClients"][0]["ClientId"]
    signed_in = cognito.admin_initiate_auth(
        UserPoolId=pool,
        ClientId=app,
        AuthFlow="ADMIN_USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": "ada@example.org", "PASSWORD": PASSWORD},
    )
    groups = cognito.admin_list_groups_for_user(UserPoolId=pool, Username="ada@example.org")["Groups"]
    assert "AccessToken" in signed_in["AuthenticationResult"]
    assert [group["GroupName"] for group in groups] == ["admin"]


def test_parameters_and_secrets_are_there(aws, killed):
    assert client(aws, "ssm").get_parameter(Name="/shop/url")["Parameter"]["Value"] == "http://shop"
    assert client(aws, "secretsmanager").get_secret_value(SecretId="stripe")["SecretString"] == "sk_test_1"


def test_a_function_that_was_made_a_moment_ago_is_active(aws, killed):
    assert client(aws, "lambda").get_function(FunctionName="reader")["Configuration"]["State"] == "Active"


def test_what_was_deleted_stays_deleted(aws, killed):
    make_table(aws, "short")
    put(aws, "short", "old")
    client(aws, "dynamodb").delete_table(TableName="short")
    make_table(aws, "short")
    client(aws, "ssm").delete_parameter(Name="/shop/url")
    kill_and_start(aws)
    assert items(aws, "short") == {}
    with pytest.raises(ClientError, match="ParameterNotFound"):
        client(aws, "ssm").get_parameter(Name="/shop/url")


def test_an_orderly_stop_after_a_kill_keeps_all_of_it_too(aws, killed):
    put(aws, "orders", "after-the-kill")
    aws.stop(["emulator"])
    journal = aws.components["emulator"].folder / "state" / "journal"
    assert [file.stat().st_size for file in journal.iterdir()] == [0]
    aws.start(["emulator"])
    assert "after-the-kill" in items(aws, "orders")
