"""What resolvers and pipelines are given, and what becomes of what they answer."""

import json

import pytest

from tests.local.appsync.graphql_api import JAVASCRIPT, Api, answering

SCHEMA = """
type Query { book(id: ID, list: Boolean): Book shelf: Shelf steps(fail: String): String broken: String vtl: String
  named(source: Int, info: Int, self: Int): String }
type Shelf { books: [Book] size: Int! }
type Book { id: ID info: String title: String! editions: [Edition] }
type Edition { isbn: ID price: Int }
"""
CONTEXT = answering("({ info: JSON.stringify(ctx.info), id: ctx.args.id, title: 'Emma', editions: [{ isbn: 1 }] })")
BEFORE = """
export const request = (ctx) => {
  ctx.stash.names = ["before"];
  if (ctx.args.fail === "early") runtime.earlyReturn("early");
  return { from: "before" };
};
"""
AFTER = "export const response = (ctx) => JSON.stringify({ result: ctx.result, prev: ctx.prev, stash: ctx.stash });"
STEP = """
export const request = (ctx) => {
  ctx.stash.names.push("NAME");
  if (ctx.args.fail === "NAME") util.error("refused", "Refused", { by: "NAME" });
  if (ctx.args.fail === "end NAME") runtime.earlyReturn("ended", { skipTo: "END" });
  if (ctx.args.fail === "next NAME") runtime.earlyReturn("skipped");
  return { payload: { name: "NAME", prev: ctx.prev.result } };
};
export const response = (ctx) => ctx.result;
"""


@pytest.fixture(scope="module")
def api(aws):
    made = Api(aws, SCHEMA)
    made.add_resolver("Query.book", CONTEXT)
    made.add_resolver("Query.shelf", answering("({ books: [{ id: 1, title: 'Emma' }, { id: 2 }], size: 2 })"))
    made.add_resolver("Query.named", answering("JSON.stringify(ctx.args)"))
    made.add_resolver("Query.broken", answering("ctx.nothing.here"))
    functions = [
        made.appsync.create_function(
            apiId=made.api_id, name=name, dataSourceName="none", runtime=JAVASCRIPT, code=STEP.replace("NAME", name)
        )["functionConfiguration"]["functionId"]
        for name in ("one", "two")
    ]
    made.add_resolver("Query.steps", BEFORE + AFTER, kind="PIPELINE", pipelineConfig={"functions": functions})
    made.appsync.create_resolver(
        apiId=made.api_id,
        typeName="Query",
        fieldName="vtl",
        dataSourceName="none",
        requestMappingTemplate="{}",
        responseMappingTemplate="{}",
    )
    return made


def info(api, query, variables=None):
    return json.loads(api.data(query, variables)["book"]["info"])


def test_a_resolver_knows_what_is_selected(api):
    query = """
        query Named($with: Boolean!, $id: ID) {
          book(id: $id) { info name: title ...More price: id @include(if: $with) id @skip(if: $with) }
        }
        fragment More on Book { editions { isbn ... on Edition { price } } }
    """
    found = info(api, query, {"with": True, "id": "7"})
    assert found["selectionSetList"] == ["info", "name", "editions", "editions/isbn", "editions/price", "price"]
    assert found["selectionSetGraphQL"].startswith("{\n  info\n  name: title\n")
    assert found["variables"] == {"with": True, "id": "7"}
    assert (found["fieldName"], found["parentTypeName"]) == ("book", "Query")


def test_a_field_without_a_resolver_is_read_off_its_parent(api):
    book = api.data('{ book(id: "7") { id title editions { isbn price } __typename } }')["book"]
    assert book == {"id": "7", "title": "Emma", "editions": [{"isbn": "1", "price": None}], "__typename": "Book"}


def test_a_missing_required_field_takes_only_its_parent_with_it(api):
    _, answer = api.request("{ shelf { size books { id title } } }")
    assert answer["data"] == {"shelf": {"size": 2, "books": [{"id": "1", "title": "Emma"}, None]}}
    assert [error["path"] for error in answer["errors"]] == [["shelf", "books", 1, "title"]]


def test_code_that_breaks_is_an_error_of_its_field_beside_the_data_of_others(api):
    _, answer = api.request('{ broken book(id: "7") { id } }')
    assert answer["data"] == {"broken": None, "book": {"id": "7"}}
    (error,) = answer["errors"]
    assert error["path"] == ["broken"]
    assert error["locations"] == [{"line": 1, "column": 3, "sourceName": None}]


def test_an_argument_may_have_any_name(api):
    named = api.data("{ named(source: 1, info: 2, self: 3) }")["named"]
    assert json.loads(named) == {"source": 1, "info": 2, "self": 3}


def test_a_mapping_template_is_refused_rather_than_guessed(api):
    assert [kind for kind, _ in api.errors("{ vtl }")] == ["UnsupportedRuntime"]


def steps(api, fail=None):
    return json.loads(api.data("query ($f: String) { steps(fail: $f) }", {"f": fail})["steps"])


def test_each_function_of_a_pipeline_sees_what_came_before(api):
    first = {"name": "one", "prev": {"from": "before"}}
    last = {"name": "two", "prev": first}
    assert steps(api) == {"result": last, "prev": {"result": last}, "stash": {"names": ["before", "one", "two"]}}


def test_an_early_return_skips_a_function_the_rest_or_the_whole_pipeline(api):
    assert steps(api, "next one")["result"] == {"name": "two", "prev": "skipped"}
    assert steps(api, "end one")["stash"] == {"names": ["before", "one"]}
    assert steps(api, "end one")["result"] == "ended"
    assert steps(api, "early")["stash"] == {"names": ["before"]}
    assert steps(api, "early")["result"] == "early"


def test_a_function_s_error_ends_the_pipeline_with_its_own_type(api):
    _, answer = api.request('{ steps(fail: "two") }')
    (error,) = answer["errors"]
    assert answer["data"] == {"steps": None}
    assert (error["errorType"], error["message"], error["data"]) == ("Refused", "refused", {"by": "two"})
