"""A service's folder `graphql/` as a stack: linted, deployed, and answering through the merged API."""

import json
import uuid

import pytest
from cfnlint.api import lint
from cfnlint.config import ManualArgs

from deploy.errors import UserError
from deploy.graphql import graphql_template
from local.emulator.clients import client
from tests.local.appsync.graphql_api import answering
from tests.local.appsync.stacks import Merged, deploy_template

SCHEMA = """
type Query @aws_api_key { book(id: ID!): Book books(ids: [ID!]!): [Book] shout: String }
type Book @aws_api_key { pk: ID title: String price: Int }
"""
API = """
sources:
  Books: {table: Table, actions: [dynamodb:GetItem, dynamodb:BatchGetItem]}
functions:
  readBook: {source: Books}
  shoutTitle: {}
fields:
  Query.book: {source: Books}
  Query.books: {source: Books}
  Query.shout: {pipeline: [readBook, shoutTitle]}
"""
GET = """
export const request = (ctx) => ({ operation: "GetItem", key: util.dynamodb.toMapValues({ pk: ctx.args.id ?? "a" }) });
export const response = (ctx) => ctx.result;
"""
BATCH = """
export const request = (ctx) => ({
  operation: "BatchGetItem",
  tables: { [TABLE]: { keys: ctx.args.ids.map((pk) => util.dynamodb.toMapValues({ pk })) } },
});
export const response = (ctx) => ctx.result.data[TABLE];
"""
FILES = {
    "schema.graphql": SCHEMA,
    "api.yaml": API,
    "Query.book.js": GET,
    "Query.books.js": BATCH,
    "readBook.js": GET,
    "shoutTitle.js": answering("ctx.prev.result.title.toUpperCase()"),
    "Query.shout.js": answering("ctx.prev.result"),
}


@pytest.fixture
def folder(tmp_path):
    for name, content in FILES.items():
        (tmp_path / name).write_text(content)
    return tmp_path


def template(folder):
    """The folder's resources with the table of a service."""
    table = {
        "BillingMode": "PAY_PER_REQUEST",
        "AttributeDefinitions": [{"AttributeName": "pk", "AttributeType": "S"}],
        "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}],
    }
    made = graphql_template(folder, folder)
    return {**made, "Resources": {"Table": {"Type": "AWS::DynamoDB::Table", "Properties": table}, **made["Resources"]}}


def test_cloudformations_linter_reports_nothing(folder):
    found = lint(json.dumps(template(folder)), config=ManualArgs(regions=["us-east-1"]))
    assert [str(match) for match in found if match.rule.id != "I3011"] == []  # the table's own, not ours


def test_a_service_answers_through_the_merged_api(aws, pool, folder):
    merged = Merged(aws)
    parameters = {"UserPoolId": pool.pool_id, "GraphqlApiId": merged.arn}
    for name, value in parameters.items():
        client(aws, "ssm").put_parameter(Name=f"/{merged.name}/{name}", Value=value, Type="String")
    made = template(folder)
    for name in parameters:
        made["Parameters"] = {
            **made["Parameters"],
            name: {**made["Parameters"][name], "Default": f"/{merged.name}/{name}"},
        }
    made["Outputs"] = {"Table": {"Value": {"Ref": "Table"}}}
    table = deploy_template(aws, f"books-{uuid.uuid4().hex}", made)["Table"]
    for key, title in (("a", "Emma"), ("b", "Persuasion")):
        client(aws, "dynamodb").put_item(TableName=table, Item={"pk": {"S": key}, "title": {"S": title}})
    answer = merged.request('{ book(id: "b") { title } books(ids: ["b", "x", "a"]) { pk } shout }')
    assert answer == {
        "data": {"book": {"title": "Persuasion"}, "books": [{"pk": "b"}, None, {"pk": "a"}], "shout": "EMMA"}
    }


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("schema.graphql", None, "has no file schema.graphql"),
        ("Query.book.js", None, "has no file resolvers/Query.book.ts, the code of Query.book"),
        ("api.yaml", API.replace("book: {source: Books}", "book: {source: Orders}"), "names the source Orders"),
        ("api.yaml", API.replace("[readBook, shoutTitle]", "[readOrder]"), "names the function readOrder"),
        ("api.yaml", API.replace("table: Table, ", ""), "the source Books needs a table or a function"),
        ("api.yaml", API.replace("[dynamodb:GetItem, dynamodb:BatchGetItem]", "[]"), "needs the actions"),
        ("api.yaml", API.replace("sources:", "sources:\n  None: {function: F}"), "None would be the resource"),
    ],
)
def test_what_is_missing_is_named(folder, name, content, message):
    if content is None:
        (folder / name).unlink()
    else:
        (folder / name).write_text(content)
    with pytest.raises(UserError, match=message):
        graphql_template(folder, folder)
