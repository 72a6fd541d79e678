"""The services' resolvers that decide something, evaluated on their own."""

import json

import pytest

from deploy.graphql import bundle_resolvers
from local.emulator.clients import client
from tests.graphql.schemas import folder

RUNTIME = {"name": "APPSYNC_JS", "runtimeVersion": "1.0.0"}


@pytest.fixture(scope="module")
def modules(tmp_path_factory):
    """Return a function that returns the bundled code of a service's module."""
    bundled = {service: tmp_path_factory.mktemp(service) for service in ("cart", "orders")}
    for service, to in bundled.items():
        bundle_resolvers(folder(service), to)
    return lambda service, name: (bundled[service] / f"{name}.js").read_text()


@pytest.fixture
def evaluate(aws, modules):
    """Return a function that evaluates the request or the response of a module with a context."""

    def evaluate(service, name, function, **context):
        whole = {"arguments": {}, "source": {}, "request": {"headers": {}}, "identity": None, **context}
        answer = client(aws, "appsync").evaluate_code(
            runtime=RUNTIME, code=modules(service, name), context=json.dumps(whole), function=function
        )
        if answer.get("error"):
            return answer["error"]["message"]
        return json.loads(answer["evaluationResult"])

    return evaluate


def refusal(status, code, **details):
    return {"status": status, "body": {"error": {"code": code, "message": "No.", "details": details}}}


def wishes(*books):
    return {"status": 200, "body": {"items": [{"book_id": book, "added_at": "2026-01-01T00:00:00Z"} for book in books]}}


@pytest.mark.parametrize(
    ("after", "books", "cursor"), [(None, ["a", "b"], "b"), ("b", ["c", "d"], None), ("d", [], None)]
)
def test_the_wishlist_is_cut_into_pages(evaluate, after, books, cursor):
    arguments = {"first": 2, "after": after}
    page = evaluate("cart", "Viewer.wishlist", "response", arguments=arguments, result=wishes("a", "b", "c", "d"))
    assert [wish["book"]["id"] for wish in page["nodes"]] == [f"gid://catchword/Book/{book}" for book in books]
    assert page["pageInfo"] == {"hasNextPage": cursor is not None, "endCursor": cursor}


@pytest.mark.parametrize("first", [0, 51])
def test_a_page_has_bounds(evaluate, first):
    assert evaluate("cart", "Viewer.wishlist", "request", arguments={"first": first}) == "first is 1 to 50."


@pytest.mark.parametrize(
    ("cart", "resource", "path"),
    [
        (None, "/carts/me/lines/{isbn}", {"isbn": "978"}),
        ("gid://catchword/Cart/abc", "/carts/{cart_id}/lines/{isbn}", {"cart_id": "abc", "isbn": "978"}),
    ],
)
def test_a_line_is_of_the_guest_s_cart_or_of_the_customer_s_own(evaluate, cart, resource, path):
    given = {"cart": cart, "isbn": "gid://catchword/Edition/978"}
    sent = evaluate("cart", "Mutation.removeCartLine", "request", arguments={"input": given})["payload"]
    assert (sent["method"], sent["resource"], sent["path"]) == ("DELETE", resource, path)


def test_the_id_of_something_else_is_refused(evaluate):
    given = {"cart": None, "isbn": "gid://catchword/Book/emma"}
    message = evaluate("cart", "Mutation.removeCartLine", "request", arguments={"input": given})
    assert message == "gid://catchword/Book/emma is not the id of a Edition."


def test_an_id_that_is_missing_is_refused(evaluate):
    message = evaluate("cart", "Mutation.addWish", "request", arguments={"input": {"book": None}})
    assert message == "The id of a Book is missing."


def test_an_order_is_created_without_a_payment_and_once_for_its_key(evaluate):
    given = {"lines": [{"isbn": "978", "quantity": 1, "unitPrice": 5}], "shipping": "EXPRESS", "idempotencyKey": "k"}
    claims = {"sub": "customer-1"}
    identity = {"sub": "customer-1", "claims": claims, "sourceIp": ["10.0.0.1"]}
    sent = evaluate("orders", "createOrder", "request", arguments={"input": given}, identity=identity)["payload"]
    assert (sent["resource"], sent["query"]) == ("/orders", {"payment": "later"})
    assert (sent["headers"], sent["claims"]) == ({"idempotency-key": "k"}, claims)
    assert sent["body"]["lines"] == [{"isbn": "978", "quantity": 1, "unit_price": 5}]
    assert sent["body"]["shipping"] == "express"


@pytest.mark.parametrize(
    ("field", "path"),
    [
        ("lines[1].unit_price", ["input", "lines", "1", "unitPrice"]),
        ("address.country", ["input", "address", "country"]),
        ("Idempotency-Key", ["input", "idempotencyKey"]),
    ],
)
def test_a_refusal_names_the_field_of_the_input(evaluate, field, path):
    created = evaluate("orders", "createOrder", "response", result=refusal(422, "invalid", field=field))
    assert created == {"orderId": None, "userErrors": [{"code": "INVALID", "message": "No.", "field": path}]}


def test_a_refusal_of_an_address_names_the_field_within_the_address(evaluate):
    saved = evaluate("orders", "Mutation.saveAddress", "response", result=refusal(422, "invalid", field="postcode"))
    assert saved["userErrors"][0]["field"] == ["input", "address", "postcode"]


@pytest.mark.parametrize(("status", "code"), [(401, "not_signed_in"), (403, "not_allowed"), (429, "too_many_requests")])
def test_who_has_no_right_gets_an_error_and_no_payload(evaluate, status, code):
    assert evaluate("orders", "Mutation.cancelOrder", "response", result=refusal(status, code)) == "No."


def test_no_payment_is_made_for_an_order_that_was_refused(evaluate):
    errors = [{"code": "OUT_OF_STOCK", "message": "No.", "field": None}]
    context = {"prev": {"result": {"orderId": None, "userErrors": errors}}}
    result = evaluate("orders", "makePayment", "request", **context)
    assert "payload" not in result
    assert result == {"order": None, "clientSecret": None, "userErrors": errors}


def test_the_payment_is_that_of_the_order_which_was_created(evaluate):
    context = {"prev": {"result": {"orderId": "01JD", "userErrors": []}}}
    sent = evaluate("orders", "makePayment", "request", **context)["payload"]
    assert (sent["resource"], sent["path"]) == ("/orders/{order_id}/payment", {"order_id": "01JD"})


def test_shipping_is_told_by_country(evaluate):
    rate = {"first": 299, "further": 100, "fastest": 2, "slowest": 4}
    items = [
        {"country": country, "method": method, "free_from": free, **rate}
        for country, method, free in [("GB", "standard", 3000), ("GB", "express", None), ("IE", "standard", None)]
    ]
    destinations = evaluate(
        "orders", "Query.shippingDestinations", "response", result={"status": 200, "body": {"items": items}}
    )
    assert [(each["country"], [rate["method"] for rate in each["methods"]]) for each in destinations] == [
        ("GB", ["STANDARD", "EXPRESS"]),
        ("IE", ["STANDARD"]),
    ]
    assert [rate["freeFrom"] for rate in destinations[0]["methods"]] == [{"minor": 3000, "currency": "GBP"}, None]


def test_nobody_listens_to_an_order_that_is_not_theirs(evaluate):
    message = evaluate("orders", "Subscription.orderStatusChanged", "response", result=refusal(404, "order_unknown"))
    assert message == "We could not find this order."
