"""Functions as data sources: payloads, failures, permissions, and batches for many parents."""

import json

import pytest

from tests.local.appsync.functions import BATCH, BY_NAME, DIRECT, make_function
from tests.local.appsync.graphql_api import PASS_ON, REPORT, Api, answering, make_role

SCHEMA = """
type Query {
  call(request: String!): String
  denied(request: String!): String
  missing(request: String!): String
  direct(id: ID!): String
  books(count: Int!, first: String): [Book]
}
type Book { id: ID label(suffix: String): String }
"""
BOOKS = answering("Array.from({ length: ctx.args.count }, (_, n) => ({ id: `${n}`, [ctx.args.first ?? '-']: true }))")
LABEL = """
export function request(ctx) {
  if (ctx.source.id === "7") runtime.earlyReturn("early");
  const { id, short, crash } = ctx.source;
  return { operation: "BatchInvoke", payload: { id, short, crash } };
}
export function response(ctx) {
  if (ctx.error) util.error(ctx.error.message, ctx.error.type);
  if (ctx.result.errorMessage) util.error(ctx.result.errorMessage, ctx.result.errorType);
  return ctx.result.data + (ctx.args.suffix ?? "");
}
"""
MISSING = "arn:aws:lambda:us-east-1:000000000000:function:missing"


@pytest.fixture(scope="module")
def api(aws):
    made = Api(aws, SCHEMA)
    by_name, batch, direct = (make_function(aws, code) for code in (BY_NAME, BATCH, DIRECT))
    invoke = make_role(aws, ("lambda:InvokeFunction", [by_name, batch, direct, MISSING]))
    sources = {
        "call": (by_name, invoke),
        "denied": (by_name, make_role(aws)),
        "missing": (MISSING, invoke),
        "batch": (batch, invoke),
        "direct": (direct, invoke),
    }
    for name, (arn, role) in sources.items():
        made.add_source(f"{name}_source", "AWS_LAMBDA", role, lambdaConfig={"lambdaFunctionArn": arn})
    for name in ("call", "denied", "missing"):
        made.add_resolver(f"Query.{name}", PASS_ON + REPORT, f"{name}_source")
    made.add_resolver("Query.books", BOOKS)
    made.add_resolver("Book.label", LABEL, "batch_source", maxBatchSize=10)
    made.appsync.create_resolver(
        apiId=made.api_id, typeName="Query", fieldName="direct", dataSourceName="direct_source"
    )
    return made


@pytest.fixture(scope="module")
def run(api):
    def send(request, field="call"):
        answer = api.data(f"query ($r: String!) {{ {field}(request: $r) }}", {"r": json.dumps(request)})
        return json.loads(answer[field])

    return send


def invoke(case, **more):
    return {"operation": "Invoke", "payload": {"case": case}, **more}


@pytest.mark.parametrize(("case", "result"), [("number", 7), ("text", "well"), ("nothing", None)])
def test_a_function_s_result_is_the_source_s(run, case, result):
    assert run(invoke(case)) == {"result": result, "error": None}


def test_a_function_that_fails_is_an_error_that_the_code_may_handle(run):
    assert run(invoke("crash")) == {
        "result": None,
        "error": {"message": "the payment provider is down", "type": "Lambda:Unhandled"},
    }


def test_an_event_is_not_waited_for(run):
    assert run(invoke("crash", invocationType="Event")) == {"result": None, "error": None}


def test_a_batch_of_a_resolver_without_batches_is_a_list_of_one(run):
    assert run({"operation": "BatchInvoke", "payload": {"case": "number"}})["result"] == 7


@pytest.mark.parametrize(
    ("field", "kind"),
    [("denied", "Lambda:AccessDeniedException"), ("missing", "Lambda:ResourceNotFoundException")],
)
def test_a_function_must_be_there_and_the_role_must_allow_it(run, field, kind):
    assert run(invoke("number"), field)["error"]["type"] == kind


def test_another_operation_is_refused(run):
    assert run({"operation": "GetItem"})["error"]["type"] == "MappingTemplate"


def test_a_resolver_without_code_sends_the_context(api):
    assert api.data('{ direct(id: "7") }') == {"direct": "direct 7"}


def labels(api, count, **variables):
    query = "query ($n: Int!, $f: String) { books(count: $n, first: $f) { id label } }"
    return api.request(query, {"n": count, **variables})[1]


def test_many_parents_are_batches_of_at_most_the_resolver_s_size(api):
    books = labels(api, 12)["data"]["books"]
    assert [book["label"] for book in books[:8]] == [*(f"{n}/9" for n in range(7)), "early"]
    assert [book["label"] for book in books[10:]] == ["10/2", "11/2"]


def test_one_entry_s_error_leaves_the_others(api):
    answer = labels(api, 15)
    assert [(error["errorType"], error["path"]) for error in answer["errors"]] == [("Unlucky", ["books", 13, "label"])]
    assert [book["label"] for book in answer["data"]["books"]][10:] == ["10/5", "11/5", "12/5", None, "14/5"]


@pytest.mark.parametrize(("first", "kind"), [("short", "Lambda:IllegalArgument"), ("crash", "Lambda:Unhandled")])
def test_a_failed_batch_is_an_error_of_each_entry(api, first, kind):
    answer = labels(api, 2, f=first)
    assert [error["errorType"] for error in answer["errors"]] == [kind, kind]
    assert [book["id"] for book in answer["data"]["books"]] == ["0", "1"]


def test_aliases_are_batches_of_their_own(api):
    books = api.data('{ books(count: 2) { a: label(suffix: "!") b: label(suffix: "?") } }')["books"]
    assert books == [{"a": "0/2!", "b": "0/2?"}, {"a": "1/2!", "b": "1/2?"}]
