"""Subscriptions: who may start one, and which results of mutations it gets."""

import json

import pytest

from tests.local.appsync.graphql_api import Api, answering
from tests.local.appsync.realtime_client import Client, signed
from tests.local.appsync.users import claims, service_keys, with_claims

SCHEMA = """
type Query { none: Int }
type Mutation @aws_api_key @aws_cognito_user_pools @aws_iam {
  move(customer: ID!, status: String, note: String, price: Int): Order
  moveAll: [Order]
}
type Subscription @aws_api_key @aws_cognito_user_pools @aws_iam {
  onMove(customer: ID, status: String): Order @aws_subscribe(mutations: ["move"])
  onMine(customer: ID!): Order @aws_subscribe(mutations: ["move", "moveAll"]) @aws_cognito_user_pools
  onFiltered(least: Int!): Order @aws_subscribe(mutations: ["move"])
  onAll: [Order] @aws_subscribe(mutations: ["moveAll"])
}
type Order @aws_api_key @aws_cognito_user_pools @aws_iam {
  customer: ID
  status: String
  price: Int
  note: String @aws_iam
}
"""
MOVE = (
    "mutation ($c: ID!, $s: String, $n: String, $p: Int) { move(customer: $c, status: $s, note: $n, price: $p) { %s } }"
)
OWN_ONLY = """
export const request = () => ({});
export function response(ctx) {
  if (ctx.args.customer !== ctx.identity.sub) util.unauthorized();
  return null;
}
"""
FILTERED = """
export const request = () => ({});
export function response(ctx) {
  const dear = { fieldName: "price", operator: "ge", value: ctx.args.least };
  if (ctx.args.least === -1) dear.operator = "like";
  if (ctx.args.least === -2) dear.fieldName = null;
  const lost = { fieldName: "status", operator: "in", value: ["lost"] };
  extensions.setSubscriptionFilter({ filterGroup: [{ filters: [dear] }, { filters: [lost] }] });
  return null;
}
"""
EVERY = "{ customer status price }"


@pytest.fixture(scope="module")
def api(aws, pool):
    users = {"userPoolId": pool.pool_id, "awsRegion": "us-east-1"}
    modes = [
        {"authenticationType": "AMAZON_COGNITO_USER_POOLS", "userPoolConfig": users},
        {"authenticationType": "AWS_IAM"},
    ]
    made = Api(aws, SCHEMA, additionalAuthenticationProviders=modes)
    made.add_resolver("Mutation.move", answering("ctx.args"))
    made.add_resolver("Mutation.moveAll", answering("[{ customer: 'a' }, { customer: 'b' }]"))
    made.add_resolver("Subscription.onMine", OWN_ONLY)
    made.add_resolver("Subscription.onFiltered", FILTERED)
    return made


@pytest.fixture(scope="module")
def token(pool):
    return pool.tokens()["IdToken"]


def move(api, customer, status=None, selected="customer status price", **more):
    query = MOVE % selected
    return api.data(query, {"c": customer, "s": status, **more})


def data(name, **orders):
    return {"type": "data", "id": name, "payload": {"data": orders}}


@pytest.mark.parametrize("by", ["query", "subprotocol", "headers"])
def test_a_client_connects_with_its_credentials_in_any_of_the_three_places(api, by):
    connected = Client(api, by)
    connected.send(type="connection_init")
    assert connected.receive() == {"type": "connection_ack", "payload": {"connectionTimeoutMs": 300_000}}
    assert connected.start("1", f"subscription {{ onMove {EVERY} }}") == {"type": "start_ack", "id": "1"}


@pytest.mark.parametrize("by", ["query", "subprotocol", "headers"])
def test_nobody_else_connects(api, by):
    refused = Client(api, by, **{"x-api-key": "da2-unknown"}).receive()
    assert (refused["type"], refused["payload"]["errors"][0]["errorType"]) == (
        "connection_error",
        "UnauthorizedException",
    )


def test_a_subscription_gets_what_equals_its_arguments(api):
    listening = Client(api)
    listening.start("1", f'subscription ($c: ID) {{ onMove(customer: $c, status: "paid") {EVERY} }}', c="ann")
    move(api, "bob", "paid")
    move(api, "ann", "shipped")
    move(api, "ann", "paid")
    assert listening.receive() == data("1", onMove={"customer": "ann", "status": "paid", "price": None})


def test_an_argument_that_is_left_out_matches_everything_and_null_only_null(api):
    listening = Client(api)
    listening.start("any", f"subscription ($c: ID) {{ onMove(customer: $c) {EVERY} }}")
    listening.start("null", 'subscription { onMove(customer: "ann", status: null) { status } }')
    move(api, "ann", "paid")
    assert listening.receive()["id"] == "any"
    move(api, "ann")
    assert sorted(listening.receive()["id"] for _ in range(2)) == ["any", "null"]


def test_a_subscriber_sees_no_more_than_the_mutation_selected(api):
    listening = Client(api)
    listening.start("1", 'subscription { moved: onMove(customer: "eve") { customer status } }')
    move(api, "eve", "paid", "customer")
    assert listening.receive() == data("1", moved={"customer": "eve", "status": None})


def test_aliases_and_fragments_of_the_mutation_do_not_hide_its_fields(api):
    listening = Client(api)
    listening.start("1", f'subscription {{ onMove(customer: "kim") {EVERY} }}')
    query = """
        mutation A { moveAll { customer } }
        mutation B($c: ID!) { first: move(customer: $c, status: "paid") { who: customer ...More } }
        fragment More on Order { was: status price }
    """
    body = {"query": query, "variables": {"c": "kim"}, "operationName": "B"}
    assert api.post(body)[1]["data"] == {"first": {"who": "kim", "was": "paid", "price": None}}
    assert listening.receive() == data("1", onMove={"customer": "kim", "status": "paid", "price": None})


def test_a_mutation_that_returns_nothing_or_fails_is_not_published(api):
    listening = Client(api)
    listening.start("1", "subscription { onAll { customer } }")
    api.request("mutation { moveAll { customer nothing } }")
    api.data("mutation { moveAll { customer } }")
    assert listening.receive() == data("1", onAll=[{"customer": "a"}, {"customer": "b"}])


def test_a_resolver_lets_customers_listen_to_their_own_orders_only(api, token):
    query = "subscription ($c: ID!) { onMine(customer: $c) { customer status } }"
    own, listening = claims(token)["sub"], Client(api, authorization=token)
    assert listening.refusal("1", query, c="somebody-else")[0] == "Unauthorized"
    assert listening.start("2", query, c=own)["type"] == "start_ack"
    move(api, "somebody-else", "paid")
    move(api, own, "shipped")
    assert listening.receive() == data("2", onMine={"customer": own, "status": "shipped"})
    listening.send(type="stop", id="2")
    assert listening.receive() == {"type": "complete", "id": "2"}
    move(api, own, "lost")
    assert listening.start("2", query, c=own)["type"] == "start_ack"


def test_a_resolver_sets_a_filter_whose_groups_are_alternatives(api):
    listening = Client(api)
    assert listening.start("1", f"subscription {{ onFiltered(least: 10) {EVERY} }}")["type"] == "start_ack"
    move(api, "ann", "paid", p=9)
    move(api, "ann", "paid")
    move(api, "ann", "lost", p=9)
    move(api, "ann", "paid", p=10)
    assert [listening.receive()["payload"]["data"]["onFiltered"]["price"] for _ in range(2)] == [9, 10]


@pytest.mark.parametrize(
    ("least", "message"),
    [(-1, "Unsupported operator like in a subscription filter."), (-2, "needs a fieldName and a value")],
)
def test_a_filter_that_is_none_is_refused_at_the_start(api, least, message):
    kind, reason = Client(api).refusal("1", f"subscription {{ onFiltered(least: {least}) {EVERY} }}")
    assert kind == "BadRequestException"
    assert message in reason


def test_a_subscription_is_authorized_with_its_own_credentials(api, token):
    query = "subscription ($c: ID!) { onMine(customer: $c) { customer } }"
    own, listening = claims(token)["sub"], Client(api)
    assert listening.refusal("1", query, c=own) == (
        "Unauthorized",
        "Not Authorized to access onMine on type Subscription",
    )
    forged = with_claims(token, sub="somebody-else")
    assert listening.refusal("1", query, {"authorization": forged}, c="somebody-else")[0] == "UnauthorizedException"
    assert listening.start("1", query, {"authorization": token}, c=own)["type"] == "start_ack"


def test_fields_that_a_subscriber_may_not_read_stay_hidden(api):
    listening = Client(api)
    listening.start("1", 'subscription { onMove(customer: "liz") { customer note } }')
    query = MOVE % "customer note"
    assert api.sign(query, "test", "test", {"c": "liz", "n": "secret"})[1]["data"]["move"]["note"] == "secret"
    payload = listening.receive()["payload"]
    assert payload["data"] == {"onMove": {"customer": "liz", "note": None}}
    assert [error["errorType"] for error in payload["errors"]] == ["Unauthorized"]


def test_a_service_signs_its_connection_and_each_subscription(aws, api):
    sign = service_keys(aws, f"{api.arn}/types/*/fields/onMove")
    host = f"{api.api_id}.appsync-realtime-api.us-east-1.localhost"
    listening = Client(api, **signed("/graphql/connect", "{}", host, *sign))

    def start(query):
        text = json.dumps({"query": query, "variables": {}})
        return listening.start("1", query, signed("/graphql", text, host, *sign))

    assert (
        start("subscription { onFiltered(least: 1) { price } }")["payload"]["errors"][0]["errorType"] == "Unauthorized"
    )
    assert start("subscription { onMove { note } }") == {"type": "start_ack", "id": "1"}
    forged = Client(api, **signed("/graphql/connect", "{}", host, sign[0], "another secret"))
    assert forged.receive()["type"] == "connection_error"


@pytest.mark.parametrize(
    ("query", "kind"),
    [
        ("{ none }", "BadRequestException"),
        ("mutation { moveAll { customer } }", "BadRequestException"),
        ("subscription { onMove { customer } onAll { customer } }", "BadRequestException"),
        ("subscription { unknown }", "BadRequestException"),
        ("subscription {", "BadRequestException"),
        ("subscription ($c: ID!) { onMine(customer: $c) { customer } }", "BadRequestException"),
    ],
)
def test_what_is_no_subscription_is_refused_and_the_connection_stays(api, query, kind):
    listening = Client(api)
    assert listening.refusal("1", query)[0] == kind
    assert listening.start("1", "subscription { ...F } fragment F on Subscription { onMove { status } }")["id"] == "1"


def test_messages_without_sense_are_refused_and_the_connection_stays(api):
    listening = Client(api)
    for message in ("rubbish", "[]", '{"type": "shout"}', '{"type": "start", "id": "1"}', '{"type": "start"}'):
        listening.socket.send(message)
        assert listening.receive()["type"] == "error", message
    assert listening.start("1", "subscription { onMove { status } }")["type"] == "start_ack"
    assert listening.refusal("1", "subscription { onMove { status } }")[0] == "DuplicatedOperationError"


def test_a_client_that_is_gone_is_in_nobody_s_way(api):
    gone, listening = Client(api), Client(api)
    for subscriber in (gone, listening):
        subscriber.start("1", 'subscription { onMove(customer: "joe") { customer } }')
    gone.socket.sock.close()
    move(api, "joe", "paid")
    move(api, "joe", "paid")
    assert [listening.receive()["id"] for _ in range(2)] == ["1", "1"]
