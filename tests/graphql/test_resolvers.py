"""The resolvers' own rules, as they are deployed: what they ask, and what they make of an answer."""

import json
import subprocess

import pytest
from graphql import GraphQLEnumType, GraphQLInputObjectType, GraphQLList, GraphQLNonNull

from deploy.graphql import bundle_resolvers
from deploy.npm import environment
from deploy.paths import ROOT
from local.paths import EMULATOR_PYTHON
from tests.graphql import schemas
from tests.graphql.schemas import SERVICES


@pytest.fixture(scope="session")
def bundles(tmp_path_factory):
    """Each module of each service by its name."""
    folder = tmp_path_factory.mktemp("bundles")
    for service in SERVICES:
        bundle_resolvers(schemas.folder(service), folder)
    return {module.stem: module.read_text() for module in folder.glob("*.js")}


@pytest.fixture(scope="session")
def evaluator():
    """Return a process that evaluates handlers, one line for each."""
    with subprocess.Popen(
        [EMULATOR_PYTHON, "-m", "tests.graphql.evaluate"],
        cwd=ROOT,
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        yield process
        process.stdin.close()


@pytest.fixture
def run(bundles, evaluator):
    """Return a function that evaluates one handler."""

    def evaluate(module, function, *, args=None, **more):
        context = {"args": args or {}, "source": {}, "identity": None, "request": {"headers": {}}, **more}
        call = {"code": bundles[module], "function": function, "context": context}
        evaluator.stdin.write(json.dumps(call) + "\n")
        evaluator.stdin.flush()
        return json.loads(evaluator.stdout.readline())

    return evaluate


def refusal(status, code, field=None):
    return {"status": status, "body": {"error": {"code": code, "message": "No.", "details": {"field": field}}}}


@pytest.mark.parametrize(
    ("module", "field", "expected"),
    [
        ("Mutation.addBook", "book_id", ["handle"]),
        ("Mutation.addBook", "authors[0].author_id", ["book", "authors", "0", "id"]),
        ("Mutation.addBook", "series.position", ["book", "seriesPlace", "position"]),
        ("Mutation.changeBook", "editions[1].weight_grams", ["book", "editions", "1", "weightGrams"]),
        ("Mutation.writeReview", "display_name", ["displayName"]),
        ("Mutation.saveAddress", "city", ["address", "city"]),
        ("Mutation.saveAddress", "address_id", ["id"]),
        ("Mutation.refundOrder", "Idempotency-Key", ["idempotencyKey"]),
        ("Mutation.setCartLine", "price_seen", ["priceSeen"]),
    ],
)
def test_a_refused_field_is_named_by_its_place_in_the_input(run, module, field, expected):
    answer = run(module, "response", result=refusal(422, "invalid", field))
    assert [error["field"] for error in answer["value"]["userErrors"]] == [["input", *expected]]


@pytest.mark.parametrize(("status", "code"), [(403, "not_a_buyer"), (403, "account_closed"), (404, "book_unknown")])
def test_what_a_rule_of_the_shop_refuses_is_a_user_error(run, status, code):
    answer = run("Mutation.writeReview", "response", result=refusal(status, code))
    assert answer["value"] == {
        "review": None,
        "userErrors": [{"code": code.upper(), "message": "No.", "field": None}],
    }


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (401, "not_signed_in"),
        (403, "not_allowed"),
        (429, "too_many_requests"),
        (500, "unexpected"),
        (503, "unavailable"),
    ],
)
def test_a_missing_right_and_a_fault_are_errors(run, status, code):
    assert run("Mutation.writeReview", "response", result=refusal(status, code))["error"] == code.upper()


@pytest.mark.parametrize("module", ["Query.books", "Query.book", "Book.rating", "Book.editions", "makePayment"])
def test_a_source_that_failed_is_unavailable_without_its_message(run, module):
    failed = {"message": "The role arn:aws:iam::1:role/a may not", "type": "DynamoDB:AccessDeniedException"}
    answer = run(module, "response", error=failed)
    assert answer["error"] == "UNAVAILABLE"
    assert "arn" not in answer["message"]


def test_what_is_not_there_is_null(run):
    assert run("Query.author", "response", result=refusal(404, "author_unknown"))["value"] is None


@pytest.mark.parametrize("name", ["emma", "gid://catchword/Book/emma"])
def test_a_book_is_read_by_its_key(run, name):
    request = run("Query.book", "request", args={"id": name})["value"]
    assert request["operation"] == "GetItem"
    assert request["key"] == {"pk": {"S": "BOOK#emma"}, "sk": {"S": "BOOK"}}


@pytest.mark.parametrize(
    "wrong", ["", "gid://catchword/Author/emma", "gid://catchword/Book", "gid://catchword/Book/", "e" * 513]
)
def test_what_is_no_id_of_a_book_is_refused(run, wrong):
    assert run("Query.book", "request", args={"id": wrong})["error"] == "INVALID_ID"


@pytest.mark.parametrize("first", [0, -1, 51, 10**9])
def test_a_page_has_one_to_fifty_items(run, first):
    assert run("Query.books", "request", args={"first": first, "sort": "TITLE"})["error"] == "INVALID_PAGE"


def test_without_an_order_no_payment_is_made(run):
    refused = {"orderId": None, "userErrors": [{"code": "OUT_OF_STOCK"}]}
    answer = run("makePayment", "request", prev={"result": refused})
    assert answer["status"] == "earlyReturn"
    assert answer["value"] == {"order": None, "clientSecret": None, "userErrors": refused["userErrors"]}


def test_a_change_of_a_book_sends_every_field_that_the_rest_api_takes(run):
    """It replaces the whole book: a field that GraphQL lacked would be removed by each change."""
    kinds = json.loads((ROOT / "services/catalog/openapi.json").read_text())["components"]["schemas"]
    types = schemas.schema("catalog").type_map
    args = {"input": {"id": "emma", "version": 3, "book": _fill(types["BookInput"])}}
    body = run("Mutation.changeBook", "request", args=args)["value"]["payload"]["body"]
    assert body.keys() == kinds["BookRequest"]["properties"].keys()
    assert body["editions"][0].keys() == kinds["EditionRequest"]["properties"].keys()
    assert body["contributors"] == [{"role": "adapter", "name": "1"}]
    assert body["editions"][0]["measure"] == {"height": 1, "width": 1, "thickness": 1}


def _fill(kind):
    """Return a value of an input type with every field: of an enum the first, of a number 1, of a text `1`."""
    if isinstance(kind, GraphQLNonNull):
        return _fill(kind.of_type)
    if isinstance(kind, GraphQLList):
        return [_fill(kind.of_type)]
    if isinstance(kind, GraphQLInputObjectType):
        return {name: _fill(field.type) for name, field in kind.fields.items()}
    if isinstance(kind, GraphQLEnumType):
        return next(iter(kind.values))
    return {"Int": 1, "Boolean": True}.get(kind.name, "1")
