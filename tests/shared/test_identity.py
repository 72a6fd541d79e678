"""Claims as the different gateways write them."""

import pytest

from bookstore.errors import NotSignedIn
from bookstore.identity import customer, groups
from tests.gateway import CLIENT_ID, TOKEN


@pytest.mark.parametrize("claim", ["[owner stock]", "owner,stock", "owner stock", ["owner", "stock"], "[owner, stock]"])
def test_groups_are_read_however_they_are_written(claim):
    assert groups(claim) == frozenset({"owner", "stock"})


@pytest.mark.parametrize("claim", [None, "", "[]", []])
def test_no_groups_are_no_groups(claim):
    assert groups(claim) == frozenset()


@pytest.mark.parametrize("claims", [None, {}, {"email": "a@bookstore.example"}])
def test_without_a_checked_token_nobody_is_signed_in(claims):
    with pytest.raises(NotSignedIn):
        customer(claims)


@pytest.mark.parametrize("sub", ["a#b", "a b", "a\n", "x" * 101, "\u0661"])
def test_an_id_that_cannot_be_part_of_a_key_signs_nobody_in(sub):
    with pytest.raises(NotSignedIn):
        customer({**TOKEN, "sub": sub})


@pytest.mark.parametrize("use", ["access", "refresh", "", None])
def test_only_an_id_token_signs_in(use):
    with pytest.raises(NotSignedIn):
        customer({**TOKEN, "sub": "s", "token_use": use})


@pytest.mark.parametrize("audience", ["another", f"{CLIENT_ID} ", "", None, [CLIENT_ID]])
def test_only_a_token_of_the_storefronts_client_signs_in(audience):
    with pytest.raises(NotSignedIn):
        customer({**TOKEN, "sub": "s", "aud": audience})


@pytest.mark.parametrize("verified", ["true", True, "True"])
def test_a_verified_address_is_the_accounts(verified):
    claims = {**TOKEN, "sub": "s", "email": "a@bookstore.example", "email_verified": verified}
    assert customer(claims).email == "a@bookstore.example"


@pytest.mark.parametrize("verified", ["false", False, "", None, "1"])
def test_an_address_that_is_not_verified_is_nobodys(verified):
    claims = {**TOKEN, "sub": "s", "email": "a@bookstore.example", "email_verified": verified}
    assert customer(claims).email == ""
