"""Claims as the different gateways write them."""

import pytest

from bookstore.errors import NotAllowed, NotSignedIn
from bookstore.identity import admin, customer, groups


@pytest.mark.parametrize("claim", ["[admin staff]", "admin,staff", "admin staff", ["admin", "staff"], "[admin, staff]"])
def test_groups_are_read_however_they_are_written(claim):
    assert groups(claim) == frozenset({"admin", "staff"})


@pytest.mark.parametrize("claim", [None, "", "[]", []])
def test_no_groups_are_no_groups(claim):
    assert groups(claim) == frozenset()


@pytest.mark.parametrize("claim", ["administrators", "[not-admin]", "Admin", None])
def test_only_the_group_itself_makes_staff(claim):
    with pytest.raises(NotAllowed):
        admin({"sub": "s", "cognito:groups": claim})


@pytest.mark.parametrize("claims", [None, {}, {"email": "a@bookstore.example"}])
def test_without_a_checked_token_nobody_is_signed_in(claims):
    with pytest.raises(NotSignedIn):
        customer(claims)


@pytest.mark.parametrize("sub", ["a#b", "a b", "a\n", "x" * 101, "\u0661"])
def test_an_id_that_cannot_be_part_of_a_key_signs_nobody_in(sub):
    with pytest.raises(NotSignedIn):
        customer({"sub": sub})
