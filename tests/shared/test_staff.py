"""Roles and permissions of staff."""

import pytest

from bookstore.errors import NotAllowed
from bookstore.staff import ROLES, Permission, StaffAccess, staff, to_access
from tests.gateway import TOKEN

SHIP, COUNT, READ = Permission("ship", "orders"), Permission("count", "stock"), Permission("read", "orders", "stock")


def sign_in(claim, permission=READ):
    return staff({**TOKEN, "sub": "s", "cognito:groups": claim}, permission)


@pytest.mark.parametrize("claim", ["owners", "[not-owner]", "Owner", "admin", "", None])
def test_only_a_role_itself_makes_staff(claim):
    with pytest.raises(NotAllowed) as refused:
        sign_in(claim)
    assert refused.value.details == {}


def test_a_role_has_the_permissions_that_name_it():
    assert sign_in("[orders]", SHIP).roles == {"orders"}


def test_the_owner_has_every_permission():
    assert sign_in("[owner]", SHIP).id == sign_in("[owner]", COUNT).id == "s"


def test_several_roles_add_up():
    assert sign_in("[orders stock]", COUNT).roles == {"orders", "stock"}


def test_another_role_is_told_what_it_would_need():
    with pytest.raises(NotAllowed) as refused:
        sign_in("[stock]", SHIP)
    assert refused.value.details == {"permission": "ship", "roles": ["owner", "orders"]}


def test_a_group_that_is_no_role_is_none():
    assert sign_in("[orders readers]").roles == {"orders"}


@pytest.mark.parametrize(
    ("claim", "access"),
    [
        ("[stock]", StaffAccess("s", ["stock"], ["count", "read"])),
        ("[owner]", StaffAccess("s", ["owner"], ["count", "read", "ship"])),
        ("[support]", StaffAccess("s", ["support"], [])),
        ("[stock orders]", StaffAccess("s", ["orders", "stock"], ["count", "read", "ship"])),
    ],
)
def test_access_shows_roles_and_permissions_in_a_fixed_order(claim, access):
    member = sign_in(claim, Permission("any", *ROLES))
    assert to_access(member, [SHIP, READ, COUNT, READ]) == access
