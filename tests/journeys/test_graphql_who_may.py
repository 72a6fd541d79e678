"""Who may ask for which field: every field that a client can start from, as everybody, by the schema's own words."""

import time
from functools import cache

import pytest

from bookstore.staff import ROLES
from local.sample_data.accounts import PASSWORD
from tests.graphql import schemas
from tests.graphql.operations import write_operation
from tests.journeys.graphql_client import GraphqlClient
from tests.journeys.listener import Listener
from tests.journeys.tokens import read_claims, sign, strip_signature, tamper

SCHEMA = schemas.schema(*schemas.SERVICES)
LAST = "closeAccount"  # what comes after it is refused for another reason
WITHIN = {"Viewer": "viewer", "Book": 'book(id: "{book}")'}
CALLERS = ("visitor", "customer", *ROLES)


def list_names(kind):
    """The fields of a type with who may ask for them, those of all services together."""
    found = {field.name: field.access for field in schemas.list_fields() if field.kind == kind}
    return dict(sorted(found.items(), key=lambda pair: pair[0] == LAST))


def may(caller, access):
    if caller == "visitor":
        return access.public
    return access.customers or caller in access.roles


def is_tried(caller, kind, access):
    """A role has been a customer before: what every customer may change is tried once."""
    return kind != "Mutation" or caller not in ROLES or not access.customers


@pytest.fixture(scope="module")
def token(shop):
    """Return a function that returns the token of a new customer, or of a role's demo login."""
    return cache(
        lambda caller: (
            shop.new_token()
            if caller == "customer"
            else shop.stage.pool.sign_in(f"{caller}@bookstore.example", PASSWORD)
        )
    )


@pytest.fixture(scope="module")
def client(shop, token):
    return lambda caller: GraphqlClient(shop.stage, None if caller == "visitor" else token(caller))


@pytest.mark.parametrize("caller", CALLERS)
@pytest.mark.parametrize("kind", ["Query", "Mutation", *WITHIN])
def test_a_field_is_refused_exactly_to_whom_the_schema_does_not_name(shop, client, kind, caller):
    names = {name: access for name, access in list_names(kind).items() if is_tried(caller, kind, access)}
    within = WITHIN.get(kind, "").replace("{book}", shop.books[0].book_id)
    operation = write_operation(SCHEMA, "query" if kind in WITHIN else kind.lower(), names, within)
    errors = client(caller).request(operation).refused
    assert "InternalError" not in errors.values()
    prefix = f"{within.partition('(')[0]}." if within else ""
    if kind == "Viewer" and caller == "visitor":
        assert errors == {"viewer": "Unauthorized"}
        return
    refused = {path.removeprefix(prefix) for path, code in errors.items() if code == "Unauthorized"}
    assert refused == {name for name, access in names.items() if not may(caller, access)}


@pytest.mark.parametrize("caller", CALLERS)
@pytest.mark.parametrize("name", list_names("Subscription"))
def test_a_subscription_is_refused_to_whom_the_schema_does_not_name(shop, client, name, caller):
    with Listener(shop.stage, **client(caller).headers) as listener:
        refusal = listener.start(write_operation(SCHEMA, "subscription", [name]))
    is_refused = "Unauthorized" in str(refusal)
    assert is_refused != may(caller, list_names("Subscription")[name])


@pytest.mark.parametrize("wrong", ["nobody", "expired", "tampered", "unsigned", "unknown key"])
@pytest.mark.parametrize("kind", ["query", "mutation"])
def test_a_credential_that_is_not_valid_opens_nothing(shop, token, kind, wrong):
    good = token("owner")
    headers = {
        "nobody": {"accept": "application/json"},
        "expired": {"authorization": sign(shop, good, exp=int(time.time()) - 1)},
        "tampered": {"authorization": tamper(token("customer"))},
        "unsigned": {"authorization": strip_signature(good)},
        "unknown key": {"x-api-key": "da2-00000000000000000000000000"},
    }
    names = list_names(kind.capitalize())
    response = GraphqlClient(shop.stage, **headers[wrong]).request(write_operation(SCHEMA, kind, names))
    assert response.status == 401
    assert "data" not in response.body


def test_an_access_token_tells_no_service_who_asks(shop):
    """AppSync takes both kinds of tokens; the services take the id token alone."""
    token = shop.new_token()
    access = sign(shop, token, token_use="access", client_id=read_claims(token)["aud"])
    answer = GraphqlClient(shop.stage, access).request("{ viewer { profile { email } cart { id } } }")
    assert answer.refused == {"viewer.profile": "NOT_SIGNED_IN", "viewer.cart": "NOT_SIGNED_IN"}


def test_what_is_one_customer_s_own_is_never_another_s(shop):
    query = "{ viewer { id profile { email } cart { id } orders { nodes { id } } wishlist { nodes { book { id } } } } }"
    one, other = (GraphqlClient(shop.stage, shop.new_token()).data(query)["viewer"] for _ in range(2))
    assert one["id"] != other["id"]
    assert one["profile"] != other["profile"]
    assert one["cart"]["id"] != other["cart"]["id"]


def test_a_page_that_was_made_for_another_customer_is_told_so(shop):
    token = shop.new_token()
    client = GraphqlClient(shop.stage, authorization=token, **{"x-expected-customer": "somebody-else"})
    answer = client.request("{ viewer { cart { id } } }")
    assert answer.refused == {"viewer.cart": "CUSTOMER_CHANGED"}
