"""What botocore does around an item stays its own: errors with their fields, paginators, tokens, other services."""

import pytest
from botocore.config import Config
from botocore.session import get_session

from bookstore.dynamodb.items import from_item, to_item
from bookstore.dynamodb.session import DOCUMENTS, new_client, session


@pytest.fixture
def put(make_table, dynamodb):
    """Put an item, on condition that it is new, and return the table's name."""
    table = make_table("cart")
    table.put({"pk": "a", "sk": "b", "n": 1, "blob": b"\x00\xff"})
    new = {"Item": to_item({"pk": "a", "sk": "b"}), "ConditionExpression": "attribute_not_exists(pk)"}
    return {"TableName": table.name, "ReturnValuesOnConditionCheckFailure": "ALL_OLD", **new}


def test_a_condition_that_failed_brings_the_item_that_it_met(put, dynamodb):
    with pytest.raises(dynamodb.exceptions.ConditionalCheckFailedException) as refused:
        dynamodb.put_item(**put)
    assert from_item(refused.value.response["Item"]) == {"pk": "a", "sk": "b", "n": 1, "blob": b"\x00\xff"}
    assert refused.value.response["ResponseMetadata"]["HTTPStatusCode"] == 400


def test_a_cancelled_transaction_brings_its_reasons(put, dynamodb):
    with pytest.raises(dynamodb.exceptions.TransactionCanceledException) as cancelled:
        dynamodb.transact_write_items(TransactItems=[{"Put": put}])
    (reason,) = cancelled.value.response["CancellationReasons"]
    assert reason["Code"] == "ConditionalCheckFailed"
    assert from_item(reason["Item"])["n"] == 1


def test_paginators_walk_over_all_pages(put, dynamodb, make_table):
    for number in range(3):
        dynamodb.put_item(TableName=put["TableName"], Item=to_item({"pk": "a", "sk": str(number)}))
    pages = dynamodb.get_paginator("scan").paginate(TableName=put["TableName"], PaginationConfig={"PageSize": 3})
    assert [page["Count"] for page in pages] == [3, 1]


def test_units_and_the_request_s_id_are_reported(put, dynamodb):
    got = dynamodb.get_item(
        TableName=put["TableName"], Key=to_item({"pk": "a", "sk": "b"}), ReturnConsumedCapacity="TOTAL"
    )
    assert got["ConsumedCapacity"]["CapacityUnits"] == 0.5
    assert got["ResponseMetadata"]["RequestId"]


def test_a_transaction_has_a_token_under_which_botocore_repeats_it(put, dynamodb):
    sent = []
    dynamodb.meta.events.register_first(
        "before-call.dynamodb.TransactWriteItems", lambda params, **_: sent.append(params)
    )
    delete = {"Delete": {"TableName": put["TableName"], "Key": to_item({"pk": "a", "sk": "b"})}}
    dynamodb.transact_write_items(TransactItems=[delete])
    assert b'"ClientRequestToken"' in sent[0]["body"]


def test_only_shapes_of_dynamodb_that_exist_are_documents():
    assert set(DOCUMENTS) <= get_session().get_service_model("dynamodb")._shape_resolver._shape_map.keys()


def test_other_services_have_botocores_own_model():
    for service in ("sqs", "events"):
        own, theirs = (each.get_service_data(service) for each in (session(), get_session()))
        assert own == theirs


def test_the_settings_of_a_client_are_those_it_is_given():
    client = new_client("sqs", Config(read_timeout=7), region_name="eu-west-1")
    assert (client.meta.config.read_timeout, client.meta.region_name) == (7, "eu-west-1")
