"""Every operation of the DynamoDB data source, by a resolver that sends what the test requests."""

import json
import uuid

import pytest

from local.emulator.clients import client
from tests.local.appsync.graphql_api import PASS_ON, REPORT, Api, make_role

FIELDS = ("all", "reads", "writes", "nothing", "stranger", "none")


def text(value):
    return {"S": value}


def number(value):
    return {"N": str(value)}


def key(partition, sort):
    return {"pk": text(partition), "sk": text(sort)}


def by_partition(partition, **more):
    return {
        "operation": "Query",
        "query": {"expression": "pk = :p", "expressionValues": {":p": text(partition)}},
        **more,
    }


@pytest.fixture(scope="module")
def table(aws):
    name, dynamodb = f"t-{uuid.uuid4().hex}", client(aws, "dynamodb")
    index_key = [{"AttributeName": "g", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}]
    dynamodb.create_table(
        TableName=name,
        BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[{"AttributeName": attribute, "AttributeType": "S"} for attribute in ("pk", "sk", "g")],
        KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}],
        GlobalSecondaryIndexes=[{"IndexName": "ByG", "KeySchema": index_key, "Projection": {"ProjectionType": "ALL"}}],
    )
    for n in range(6):
        deep = {"M": {"list": {"L": [number("1.5"), {"NULL": True}, {"BOOL": False}]}}}
        group = text("odd" if n % 2 else "even")
        item = {**key("a", str(n)), "g": group, "n": number(n), "tags": {"SS": ["x"]}, "deep": deep}
        dynamodb.put_item(TableName=name, Item=item)
    dynamodb.put_item(TableName=name, Item={**key("b", "0"), "g": text("even"), "n": number(9)})
    return name


@pytest.fixture(scope="module")
def run(aws, table):
    arn = f"arn:aws:dynamodb:us-east-1:000000000000:table/{table}"
    roles = {
        "all": make_role(aws, ("dynamodb:*", [arn, f"{arn}/index/*"])),
        "reads": make_role(aws, (["dynamodb:GetItem", "dynamodb:Query"], arn)),
        "writes": make_role(aws, ("dynamodb:PutItem", arn)),
        "nothing": make_role(aws),
        "stranger": make_role(aws, ("dynamodb:*", arn), trusts="lambda"),
        "none": None,
    }
    api = Api(aws, f"type Query {{ {' '.join(f'{name}(request: String!): String' for name in FIELDS)} }}")
    for name, role in roles.items():
        config = {"tableName": table, "awsRegion": "us-east-1"}
        api.add_source(f"{name}_source", "AMAZON_DYNAMODB", role, dynamodbConfig=config)
        api.add_resolver(f"Query.{name}", PASS_ON + REPORT, f"{name}_source")

    def send(request, role="all"):
        sent = json.dumps(request).replace("TABLE", table)
        answer = api.data(f"query ($r: String!) {{ {role}(request: $r) }}", {"r": sent})[role]
        return json.loads(answer.replace(table, "TABLE"))

    return send


def sorts(answer):
    return [item["sk"] for item in answer["result"]["items"]]


def test_an_item_arrives_as_plain_json(run):
    assert run({"operation": "GetItem", "key": key("a", "1"), "consistentRead": True}) == {
        "result": {
            **{"pk": "a", "sk": "1", "g": "odd", "n": 1, "tags": ["x"]},
            "deep": {"list": [1.5, None, False]},
        },
        "error": None,
    }
    assert run({"operation": "GetItem", "key": key("a", "99")})["result"] is None


def test_a_projection_selects_attributes(run):
    projection = {"expression": "#n, deep.#l[0]", "expressionNames": {"#n": "n", "#l": "list"}}
    answer = run({"operation": "GetItem", "key": key("a", "1"), "projection": projection})
    assert answer["result"] == {"n": 1, "deep": {"list": [1.5]}}


def test_numbers_are_numbers_however_they_are_written(run):
    item = {"whole": number("1E2"), "negative": number("-3"), "large": number(2**53), "set": {"NS": ["1", "2.5"]}}
    run({"operation": "PutItem", "key": key("numbers", "1"), "attributeValues": item})
    result = run({"operation": "GetItem", "key": key("numbers", "1")})["result"]
    assert [result["whole"], result["negative"], result["large"]] == [100, -3, 2**53]
    assert sorted(result["set"]) == [1, 2.5]


def test_a_query_respects_its_key_its_order_and_its_limit(run):
    assert sorts(run(by_partition("a"))) == list("012345")
    assert sorts(run(by_partition("a", scanIndexForward=False, limit=2))) == ["5", "4"]
    between = {
        "expression": "pk = :p AND sk BETWEEN :x AND :y",
        "expressionValues": {":p": text("a"), ":x": text("2"), ":y": text("3")},
    }
    assert sorts(run({"operation": "Query", "query": between})) == ["2", "3"]


def test_a_query_continues_where_its_page_ended(run):
    first = run(by_partition("a", limit=4))["result"]
    assert first["scannedCount"] == 4
    assert sorts(run(by_partition("a", limit=4, nextToken=first["nextToken"]))) == ["4", "5"]


@pytest.mark.parametrize("token", ["rubbish", "e30x", "W10=", "eyJwayI6ICJhIn0="])
def test_a_token_that_is_none_is_refused(run, token):
    assert run(by_partition("a", nextToken=token))["error"]["type"] == "DynamoDB:InvalidNextToken"


def test_a_query_of_an_index_and_a_filter(run):
    even = {"expression": "g = :g", "expressionValues": {":g": text("even")}}
    large = {"expression": "#n > :n", "expressionNames": {"#n": "n"}, "expressionValues": {":n": number(3)}}
    assert len(sorts(run({"operation": "Query", "query": even, "index": "ByG"}))) == 4
    assert sorts(run(by_partition("a", filter=large))) == ["4", "5"]
    consistent = run({"operation": "Query", "query": even, "index": "ByG", "consistentRead": True})
    assert consistent["error"]["type"] == "DynamoDB:ValidationException"


def test_a_scan_filters(run):
    of_b = {"expression": "pk = :p", "expressionValues": {":p": text("b")}}
    assert len(run({"operation": "Scan", "filter": of_b})["result"]["items"]) == 1


def put(value, **condition):
    request = {"operation": "PutItem", "key": key("c", "1"), "attributeValues": {"v": number(value)}}
    return {**request, "condition": {"expression": "attribute_not_exists(pk)", **condition}}


def test_a_refused_condition_reports_what_is_there_unless_that_is_what_was_requested(run):
    assert run(put(1)) == {"result": {"pk": "c", "sk": "1", "v": 1}, "error": None}
    assert run(put(1))["error"] is None
    refused = run(put(2))
    assert refused["error"]["type"] == "DynamoDB:ConditionalCheckFailedException"
    assert refused["result"] == {"pk": "c", "sk": "1", "v": 1}
    assert run(put(2, equalsIgnore=["v"]))["error"] is None
    assert run({"operation": "GetItem", "key": key("c", "1")})["result"]["v"] == 1


def test_updates_and_deletions_under_conditions(run):
    run({"operation": "PutItem", "key": key("d", "1"), "attributeValues": {"v": number(1)}})
    change = {
        "operation": "UpdateItem",
        "key": key("d", "1"),
        "update": {
            "expression": "SET #v = #v + :one",
            "expressionNames": {"#v": "v"},
            "expressionValues": {":one": number(1)},
        },
        "condition": {"expression": "v = :before", "expressionValues": {":before": number(1)}},
    }
    assert run(change)["result"] == {"pk": "d", "sk": "1", "v": 2}
    refused = run(change)
    assert refused["error"]["type"] == "DynamoDB:ConditionalCheckFailedException"
    assert refused["result"]["v"] == 2
    delete = {"operation": "DeleteItem", "key": key("d", "1"), "condition": {"expression": "attribute_exists(pk)"}}
    assert run(delete)["result"]["v"] == 2
    assert run(delete) == {"result": None, "error": None}


def test_a_batch_has_the_order_of_its_keys(run):
    keys = [key("a", "3"), key("a", "77"), key("a", "0")]
    found = run({"operation": "BatchGetItem", "tables": {"TABLE": {"keys": keys}}})["result"]
    assert [item and item["sk"] for item in found["data"]["TABLE"]] == ["3", None, "0"]
    assert found["unprocessedKeys"] == {"TABLE": []}


def test_batches_write_and_delete(run):
    items = [{**key("e", "1"), "v": number(1)}]
    written = run({"operation": "BatchPutItem", "tables": {"TABLE": items}})["result"]
    assert written == {"data": {"TABLE": [{"pk": "e", "sk": "1", "v": 1}]}, "unprocessedItems": {"TABLE": []}}
    assert run({"operation": "BatchDeleteItem", "tables": {"TABLE": [key("e", "1")]}})["error"] is None
    assert run({"operation": "GetItem", "key": key("e", "1")})["result"] is None


def transaction(expected):
    stock = {"expression": "n = :n", "expressionValues": {":n": number(expected)}}
    write = {"table": "TABLE", "operation": "PutItem", "key": key("f", "1"), "attributeValues": {"v": number(1)}}
    check = {"table": "TABLE", "operation": "ConditionCheck", "key": key("a", "0"), "condition": stock}
    return {"operation": "TransactWriteItems", "transactItems": [write, check]}


def test_a_transaction_is_complete_or_absent_and_names_its_reasons(run):
    refused = run(transaction(5))
    assert refused["error"]["type"] == "DynamoDB:TransactionCanceledException"
    reasons = refused["result"]["cancellationReasons"]
    assert [reason["type"] for reason in reasons] == ["None", "ConditionalCheckFailed"]
    assert reasons[1]["item"]["n"] == 0
    assert run({"operation": "GetItem", "key": key("f", "1")})["result"] is None
    assert run(transaction(0))["result"]["keys"] == [{"pk": "f", "sk": "1"}, {"pk": "a", "sk": "0"}]
    gets = [{"table": "TABLE", "key": key("f", "1")}, {"table": "TABLE", "key": key("f", "2")}]
    read = run({"operation": "TransactGetItems", "transactItems": gets})["result"]
    assert read["items"] == [{"pk": "f", "sk": "1", "v": 1}, None]


@pytest.mark.parametrize(
    ("request_", "message"),
    [
        ({}, "Value for field '$[operation]' not found."),
        ({"operation": "Sync"}, "Unsupported operation 'Sync'."),
        ({"operation": "GetItem"}, "Value for field '$[key]' not found."),
        ({"operation": "Query"}, "Value for field '$[query]' not found."),
        (
            {"operation": "GetItem", "key": {"pk": "a", "sk": "1"}},
            "Unsupported element '$[key][pk]': expected a typed value such as {'S': …}.",
        ),
        (
            {"operation": "PutItem", "key": key("x", "1"), "attributeValues": {"v": 1}},
            "Unsupported element '$[attributeValues][v]': expected a typed value such as {'S': …}.",
        ),
    ],
)
def test_a_request_that_appsync_does_not_send_names_its_field(run, request_, message):
    assert run(request_)["error"] == {"message": message, "type": "MappingTemplate"}


@pytest.mark.parametrize(
    "request_",
    [
        {"operation": "DeleteItem", "key": key("a", "1")},
        {"operation": "BatchGetItem", "tables": {"TABLE": {"keys": [key("a", "1")]}}},
        {
            "operation": "Query",
            "index": "ByG",
            "query": {"expression": "g = :g", "expressionValues": {":g": text("even")}},
        },
        {
            "operation": "TransactWriteItems",
            "transactItems": [{"table": "TABLE", "operation": "DeleteItem", "key": key("a", "1")}],
        },
    ],
)
def test_a_source_may_do_no_more_than_its_role(run, request_):
    assert run(request_, "reads")["error"]["type"] == "DynamoDB:AccessDeniedException"
    assert run({"operation": "GetItem", "key": key("a", "1")}, "reads")["result"]["n"] == 1


@pytest.mark.parametrize("role", ["nothing", "stranger", "none"])
def test_a_source_without_a_role_that_it_may_assume_can_do_nothing(run, role):
    answer = run({"operation": "GetItem", "key": key("a", "1")}, role)
    assert answer["error"]["type"] == "DynamoDB:AccessDeniedException"


def test_what_stands_in_the_way_stays_unknown_to_a_role_that_may_not_read(run):
    run({"operation": "PutItem", "key": key("w", "1"), "attributeValues": {"v": number(1)}})
    request = {"operation": "PutItem", "key": key("w", "1"), "attributeValues": {"v": number(2)}}
    refused = run({**request, "condition": {"expression": "attribute_not_exists(pk)"}}, "writes")
    assert refused["error"]["type"] == "DynamoDB:ConditionalCheckFailedException"
    assert refused["result"] is None
