"""Who may call which route: every route of every service's OpenAPI document, at the shop's public address."""

import re
import time
from functools import cache

import boto3
import pytest

from bookstore.staff import ROLES
from local.sample_data.accounts import PASSWORD
from ops.user_pool import UserPool
from tests.contracts.operations import list_operations, list_staff_operations
from tests.journeys.tokens import sign, strip_signature, tamper

PATH_VALUES = {
    "book_id": "no-such-book",
    "isbn": "9797000000017",
    "cart_id": "c" * 32,
    "order_id": "01JDF5Z8J8T6N2V0Q3W4X5Y6Z7",
}


def address(operation):
    path = re.sub(r"\{(\w+)\}", lambda match: PATH_VALUES.get(match[1], "no-such-thing"), operation.path)
    return f"/{operation.service}{path}"


GUARDED = [pytest.param(each, id=str(each)) for each in list_operations() if each.is_guarded]
STAFF_ONLY = [pytest.param(each, id=str(each)) for each in list_staff_operations()]
REFUSED = [
    pytest.param(each, role, id=f"{each} by {role}")
    for each in list_staff_operations()
    for role in ROLES
    if role not in each.staff
]


def send(client, operation, **headers):
    """Send what would be answered by the route itself, if the caller were let in."""
    complete = {"If-Match": '"1"', "Idempotency-Key": "k-1", **headers}
    body = {} if operation.method in {"POST", "PUT"} else None
    return client.request(operation.method, address(operation), json=body, headers=complete)


@pytest.mark.parametrize("operation", GUARDED)
def test_without_a_token_a_guarded_route_says_401_in_our_words(shop, operation):
    response = send(shop.guest(), operation)
    assert response.status_code == 401
    assert response.json()["error"]["code"] == "not_signed_in"


@pytest.mark.parametrize("operation", GUARDED)
def test_with_an_expired_or_a_changed_token_a_guarded_route_says_401(shop, owners_token, operation):
    for wrong in (sign(shop, owners_token, exp=int(time.time()) - 1), tamper(owners_token)):
        assert send(shop.guest(), operation, Authorization=wrong).status_code == 401


@pytest.mark.parametrize("operation", STAFF_ONLY)
def test_a_customer_on_a_staff_route_is_refused_with_403(customer, operation):
    response = send(customer, operation)
    assert response.status_code == 403
    assert response.json()["error"]["code"] == "not_allowed"


@pytest.mark.parametrize(("operation", "role"), REFUSED)
def test_a_role_without_the_permission_is_refused_and_told_which_have_it(staff, operation, role):
    response = send(staff(role), operation)
    assert response.status_code == 403
    assert response.json()["error"]["details"] == {
        "permission": operation.permission,
        "roles": [each for each in ROLES if each in operation.staff],
    }


@pytest.mark.parametrize("role", ROLES)
def test_each_role_is_shown_what_it_may_do(staff, role):
    access = staff(role).get("/orders/admin/me")
    allowed = {each.permission for each in list_staff_operations() if each.service == "orders" and role in each.staff}
    assert (access["roles"], access["permissions"]) == ([role], sorted(allowed))


@pytest.fixture(scope="module")
def staff(shop):
    """Return a function that returns the client of a role's demo login, which signs in once."""
    return cache(lambda role: shop.stage.sign_in(f"{role}@bookstore.example", PASSWORD))


@pytest.fixture(scope="module")
def owners_token(shop):
    return shop.stage.pool.sign_in("owner@bookstore.example", PASSWORD)


@pytest.fixture(scope="module")
def customer(shop):
    return shop.new_customer()


def _token_of_another_pool(shop) -> str:
    idp = boto3.client("cognito-idp")
    pool = idp.create_user_pool(PoolName="another", UsernameAttributes=["email"])["UserPool"]["Id"]
    client = idp.create_user_pool_client(UserPoolId=pool, ClientName="web", ExplicitAuthFlows=["ALLOW_USER_SRP_AUTH"])
    other = UserPool(shop.stage.pool.endpoint, pool, client["UserPoolClient"]["ClientId"])
    other.ensure("other@bookstore.example", "Correct-horse-9")
    return other.sign_in("other@bookstore.example", "Correct-horse-9")


@pytest.mark.parametrize("forge", [tamper, strip_signature, lambda _: "garbage", lambda token: token[:-6]])
def test_a_token_that_was_touched_is_no_token(shop, forge):
    token = shop.stage.pool.sign_in("reader@bookstore.example", "Correct-horse-9")
    response = shop.guest().request("GET", "/cart/carts/me", headers={"Authorization": forge(token)})
    assert response.status_code == 401
    assert response.json()["error"]["code"] == "not_signed_in"


def test_a_token_signed_by_the_pool_is_good_until_it_has_expired(shop):
    token = shop.stage.pool.sign_in("reader@bookstore.example", "Correct-horse-9")
    assert _get_cart(shop, sign(shop, token, exp=int(time.time()) + 60)).status_code == 200
    expired = _get_cart(shop, sign(shop, token, exp=int(time.time()) - 1))
    assert expired.status_code == 401
    assert expired.json()["error"]["code"] == "not_signed_in"


def _get_cart(shop, token: str):
    return shop.guest().request("GET", "/cart/carts/me", headers={"Authorization": token})


def test_a_token_of_another_pool_is_no_token(shop):
    response = shop.guest().request("GET", "/cart/carts/me", headers={"Authorization": _token_of_another_pool(shop)})
    assert response.status_code == 401


def test_an_address_that_is_none_says_404_in_our_words(shop):
    response = shop.guest().request("GET", "/catalog/nothing-here")
    assert response.status_code == 404
    assert response.json()["error"]["code"] == "not_found"
