"""The requests that `@aws-appsync/utils/dynamodb` builds, run on a table."""

import json
import uuid

import pytest

from tests.local.appsync.graphql_api import REPORT, Api, make_role
from tests.local.small_aws import make_table

CODE = """
import * as ddb from "@aws-appsync/utils/dynamodb";
import { operations as change } from "@aws-appsync/utils/dynamodb";
export function request(ctx) {
  const table = "TABLE", key = (pk) => ({ pk });
  return REQUEST;
}
"""


@pytest.fixture(scope="module")
def run(aws):
    table = f"t-{uuid.uuid4().hex}"
    make_table(aws, table)
    api = Api(aws, "type Query { field: String }")
    role = make_role(aws, ("dynamodb:*", f"arn:aws:dynamodb:us-east-1:000000000000:table/{table}"))
    config = {"tableName": table, "awsRegion": "us-east-1"}
    api.add_source("table", "AMAZON_DYNAMODB", role, dynamodbConfig=config)
    api.add_resolver("Query.field", REPORT, "table")

    def evaluate(request):
        code = CODE.replace("TABLE", table).replace("REQUEST", request) + REPORT
        runtime = {"name": "APPSYNC_JS", "runtimeVersion": "1.0.0"}
        of = {"apiId": api.api_id, "typeName": "Query", "fieldName": "field", "dataSourceName": "table"}
        api.appsync.update_resolver(**of, runtime=runtime, code=code)
        answer = json.loads(api.data("{ field }")["field"].replace(table, "TABLE"))
        return answer["result"] if answer["error"] is None else answer["error"]["type"]

    for name, n in (("a", 1), ("b", 2), ("c", 3)):
        assert evaluate(f"ddb.put({{ key: key('{name}'), item: {{ n: {n}, tags: ['x'], deep: {{ v: {n} }} }} }})")
    return evaluate


def test_what_is_put_is_read(run):
    assert run("ddb.get({ key: key('a'), consistentRead: true })") == {
        "pk": "a",
        "n": 1,
        "tags": ["x"],
        "deep": {"v": 1},
    }
    assert run("ddb.get({ key: key('a'), projection: ['n', 'deep.v'] })") == {"n": 1, "deep": {"v": 1}}


def test_a_condition_holds_or_refuses(run):
    assert run("ddb.put({ key: key('a'), item: { n: 9 }, condition: { pk: { attributeExists: false } } })") == (
        "DynamoDB:ConditionalCheckFailedException"
    )
    assert run("ddb.remove({ key: key('a'), condition: { n: { gt: 5 } } })") == (
        "DynamoDB:ConditionalCheckFailedException"
    )
    assert run(
        "ddb.put({ key: key('a'), item: { n: 9 }, condition: { n: { eq: 5 }, equalsIgnore: ['n', 'tags', 'deep'] } })"
    )


def test_every_kind_of_change(run):
    assert run("ddb.put({ key: key('u'), item: { n: 5, list: [1], deep: { v: 1 }, old: true } })")
    changes = """{
      n: change.increment(2), list: change.append([2]), "deep.v": 7, old: change.remove(), new: "x",
      count: change.add(1), other: change.replace(null)
    }"""
    assert run(f"ddb.update({{ key: key('u'), update: {changes}, condition: {{ n: {{ eq: 5 }} }} }})") == {
        **{"pk": "u", "n": 7, "list": [1, 2], "deep": {"v": 7}, "new": "x", "count": 1, "other": None}
    }
    more = "{ n: change.decrement(1), list: change.prepend([0]), deep: { w: 1 } }"
    assert run(f"ddb.update({{ key: key('u'), update: {more} }})")["list"] == [0, 1, 2]
    item = run("ddb.update({ key: key('u'), update: { list: change.updateListItem(9, 1) } })")
    assert (item["n"], item["list"], item["deep"]) == (6, [0, 9, 2], {"w": 1})


@pytest.mark.parametrize(
    ("filter_", "names"),
    [
        ("{ or: [{ n: { eq: 1 } }, { n: { eq: 3 } }] }", "ac"),
        ("{ and: [{ n: { gt: 1 } }, { n: { le: 3 } }], not: { n: { eq: 2 } } }", "c"),
        ("{ n: { between: [2, 3], ne: 3 } }", "b"),
        ("{ n: { in: [1, 2] } }", "ab"),
        ("{ pk: { beginsWith: 'b' } }", "b"),
        ("{ tags: { contains: 'x' }, 'deep.v': { ge: 2 } }", "bc"),
        ("{ tags: { notContains: 'x' } }", ""),
        ("{ not: { or: [{ n: { eq: 1 } }, { n: { eq: 2 } }] } }", "c"),
        ("{ not: { n: { eq: 1 }, pk: { eq: 'a' } } }", "bc"),
        ("{ and: [{ or: [{ and: [{ n: { eq: 1 } }] }] }] }", "a"),
        ("{ tags: { size: { eq: 1 } }, n: { lt: 2 } }", "a"),
        ("{ n: { attributeType: 'N' }, none: { attributeExists: false } }", "abc"),
        ("{ or: [{ n: { eq: 1 }, pk: { eq: 'a' } }, { n: { eq: 2 }, pk: { eq: 'a' } }] }", "a"),
    ],
)
def test_filters_and_their_combinations(run, filter_, names):
    only = f"{{ and: [{{ pk: {{ in: ['a', 'b', 'c'] }} }}, {filter_}] }}"
    found = run(f"ddb.scan({{ filter: {only} }})")["items"]
    assert "".join(sorted(item["pk"] for item in found)) == names


def test_a_query_and_its_filter_name_the_same_attribute_s_values_apart(run):
    query = "ddb.query({ query: { pk: { eq: 'b' } }, filter: { n: { eq: 2 } }, projection: ['n'], limit: 1 })"
    assert run(query)["items"] == [{"n": 2}]


def test_batches_and_transactions(run):
    assert run("ddb.batchPut({ tables: { [table]: [{ pk: 'x', n: 1 }, { pk: 'y', n: 2 }] } })")
    keys = "{ keys: [key('y'), key('x')], projection: ['pk', 'n'] }"
    found = run(f"ddb.batchGet({{ tables: {{ [table]: {keys} }} }})")["data"]["TABLE"]
    assert found == [{"pk": "y", "n": 2}, {"pk": "x", "n": 1}]
    writes = """[
      { putItem: { table, key: key('z'), item: { n: 1 }, condition: { pk: { attributeExists: false } } } },
      { updateItem: { table, key: key('x'), update: { n: change.increment(5) } } },
      { deleteItem: { table, key: key('y') } },
      { conditionCheck: { table, key: key('b'), condition: { n: { eq: 2 } } } },
    ]"""
    assert [one["pk"] for one in run(f"ddb.transactWrite({{ items: {writes} }})")["keys"]] == ["z", "x", "y", "b"]
    assert run(f"ddb.transactWrite({{ items: {writes} }})") == "DynamoDB:TransactionCanceledException"
    reads = "[{ table, key: key('x'), projection: ['n'] }, { table, key: key('y') }]"
    assert run(f"ddb.transactGet({{ items: {reads} }})")["items"] == [{"n": 6}, None]
    assert run("ddb.batchDelete({ tables: { [table]: [key('x'), key('z')] } })")
    assert run("ddb.get({ key: key('x') })") is None


def test_util_transform_answers_with_text_as_on_aws(run):
    request = "JSON.parse(util.transform.toDynamoDBFilterExpression({ n: { eq: 2 } }))"
    scan = run(f"({{ operation: 'Scan', filter: {request} }})")
    assert [item["pk"] for item in scan["items"]] == ["b"]
