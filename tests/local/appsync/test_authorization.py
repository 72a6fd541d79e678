"""Who may call an API, and who may read which of its fields."""

import json
import time

import pytest

from tests.local.appsync.graphql_api import Api, answering
from tests.local.appsync.users import claims, encode, make_pool, service_keys, with_claims

SCHEMA = """
type Query {
  book: Book @aws_api_key @aws_cognito_user_pools
  mine: String
  report: String @aws_cognito_user_pools(cognito_groups: ["admin", "audit"])
  single: String @aws_cognito_user_pools(cognito_groups: "admin")
  internal: String @aws_iam
  old: String @aws_auth(cognito_groups: ["admin"])
}
type Book @aws_api_key @aws_cognito_user_pools {
  title: String
  cost: String @aws_cognito_user_pools(cognito_groups: ["admin"])
}
"""
VALUE = answering("ctx.info.fieldName")
BOOK = answering("({ title: 'Emma', cost: '3' })")
WHO = answering("JSON.stringify(ctx.identity)")
DENIED = "UnauthorizedException"


@pytest.fixture(scope="module")
def api(aws, pool):
    modes = [{"authenticationType": "API_KEY"}, {"authenticationType": "AWS_IAM"}]
    users = {**pool.config, "appIdClientRegex": pool.client_id}
    made = Api(aws, SCHEMA, "AMAZON_COGNITO_USER_POOLS", userPoolConfig=users, additionalAuthenticationProviders=modes)
    made.add_resolver("Query.book", BOOK)
    made.add_resolver("Query.mine", WHO)
    for name in ("report", "single", "internal", "old"):
        made.add_resolver(f"Query.{name}", VALUE)
    return made


@pytest.fixture(scope="module")
def customer(pool):
    return pool.tokens()


@pytest.fixture(scope="module")
def staff(pool):
    return pool.tokens("admin")


def refused_field(name, kind="Query"):
    return [("Unauthorized", f"Not Authorized to access {name} on type {kind}")]


def is_refused(api, **headers):
    status, answer = api.request("{ mine }", **headers)
    return status == 401 and [error["errorType"] for error in answer["errors"]] == [DENIED]


def test_a_request_without_a_credential_is_refused(api):
    assert is_refused(api, accept="application/json")


def test_a_key_reads_what_is_public_and_nothing_else(api):
    assert api.data("{ book { title } }") == {"book": {"title": "Emma"}}
    assert api.errors("{ mine }") == refused_field("mine")


@pytest.mark.parametrize("key", ["da2-unknown", ""])
def test_an_unknown_key_is_none(api, key):
    assert is_refused(api, **{"x-api-key": key})


def test_an_expired_key_is_none(api):
    expired = api.make_key(time.time() - 1)
    assert is_refused(api, **{"x-api-key": expired})


@pytest.mark.parametrize("kind", ["IdToken", "AccessToken"])
@pytest.mark.parametrize("prefix", ["", "Bearer ", "bearer "])
def test_both_kinds_of_tokens_are_accepted(api, customer, kind, prefix):
    who = json.loads(api.data("{ mine }", authorization=prefix + customer[kind])["mine"])
    assert who["sub"] == claims(customer["IdToken"])["sub"]


def test_a_token_whose_claims_are_changed_is_refused(api, customer):
    forged = with_claims(customer["IdToken"], **{"cognito:groups": ["admin"]})
    assert is_refused(api, authorization=forged)


def test_a_token_without_a_signature_is_refused(api, customer):
    _, body, _ = customer["IdToken"].split(".")
    assert is_refused(api, authorization=f"{encode({'alg': 'none'})}.{body}.")


@pytest.mark.parametrize("token", ["rubbish", "a.b.c", "Bearer", "e30.e30.e30", "...."])
def test_what_is_no_token_is_refused(api, token):
    assert is_refused(api, authorization=token)


def test_a_token_of_another_client_is_refused(api, pool):
    assert is_refused(api, authorization=pool.tokens(by=pool.other_client_id)["IdToken"])


def test_a_token_of_another_pool_is_refused(aws, api):
    assert is_refused(api, authorization=make_pool(aws).tokens()["IdToken"])


def test_only_the_groups_that_a_field_names_read_it(api, customer, staff):
    for field in ("report", "single"):
        assert api.errors(f"{{ {field} }}", authorization=customer["IdToken"]) == refused_field(field)
        assert api.data(f"{{ {field} }}", authorization=staff["IdToken"]) == {field: field}


def test_a_field_s_own_rule_comes_before_that_of_its_type(api, customer, staff):
    query = "{ book { title cost } }"
    status, answer = api.request(query, authorization=customer["IdToken"])
    assert (status, answer["data"]) == (200, {"book": {"title": "Emma", "cost": None}})
    assert api.errors(query, authorization=customer["IdToken"]) == refused_field("cost", "Book")
    assert api.data(query, authorization=staff["IdToken"])["book"]["cost"] == "3"


def test_aws_auth_is_ignored_beside_other_modes_as_on_aws(api, customer):
    assert api.data("{ old }", authorization=customer["IdToken"]) == {"old": "old"}
    assert api.errors("{ old }") == refused_field("old")


def test_a_field_for_services_is_for_nobody_else(aws, api, staff):
    assert api.errors("{ internal }", authorization=staff["IdToken"]) == refused_field("internal")
    assert api.errors("{ internal }") == refused_field("internal")
    assert api.sign("{ internal }", "test", "test") == (200, {"data": {"internal": "internal"}})
    status, answer = api.sign("{ report }", "test", "test")
    assert (status, answer["data"]) == (200, {"report": None})


def test_a_service_calls_only_the_fields_of_its_policy(aws, api):
    sign = service_keys(aws, f"{api.arn}/types/Query/fields/internal")
    assert api.sign("{ internal }", *sign) == (200, {"data": {"internal": "internal"}})
    assert api.sign("{ book { title } }", *sign)[0] == 401
    assert api.sign("{ internal }", sign[0], "another secret")[0] == 400


def test_a_signature_needs_an_api_that_accepts_it(aws):
    keys_only = Api(aws, "type Query { value: String }")
    assert keys_only.sign("{ value }", "test", "test")[0] == 401


def test_an_api_with_one_mode_respects_aws_auth(aws, pool, customer, staff):
    one_mode = Api(aws, SCHEMA, "AMAZON_COGNITO_USER_POOLS", userPoolConfig=pool.config)
    one_mode.add_resolver("Query.old", VALUE)
    assert one_mode.errors("{ old }", authorization=customer["IdToken"]) == refused_field("old")
    assert one_mode.data("{ old }", authorization=staff["IdToken"]) == {"old": "old"}


def test_a_pool_that_denies_by_default_opens_only_fields_with_a_directive(aws, pool, customer):
    users = {**pool.config, "defaultAction": "DENY"}
    denying = Api(aws, SCHEMA, "AMAZON_COGNITO_USER_POOLS", userPoolConfig=users)
    denying.add_resolver("Query.mine", WHO)
    denying.add_resolver("Query.book", BOOK)
    assert denying.errors("{ mine }", authorization=customer["IdToken"]) == refused_field("mine")
    assert denying.data("{ book { title } }", authorization=customer["IdToken"]) == {"book": {"title": "Emma"}}


def test_introspection_needs_a_credential_and_no_permission(api):
    assert api.data("{ __typename }") == {"__typename": "Query"}
    assert api.data('{ __type(name: "Book") { name } }') == {"__type": {"name": "Book"}}
