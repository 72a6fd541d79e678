"""The shop's staff: their roles, and what a permission is.

A role is a Cognito group. Each service lists its own permissions (`chalicelib/permissions.py`), every route of staff
names one, and docs/permissions.md shows them all. Nothing but a permission decides what a role may do.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from msgspec import Struct

from bookstore import identity
from bookstore.errors import NotAllowed
from bookstore.identity import Customer

Role = Literal["owner", "orders", "catalogue", "stock", "support"]
ROLES: tuple[Role, ...] = get_args(Role)
OWNER: Role = "owner"


@dataclass(frozen=True, init=False)
class Permission:
    """Something that the named roles may do, and the owner, who may do everything."""

    name: str
    roles: frozenset[Role]

    def __init__(self, name: str, *roles: Role) -> None:
        object.__setattr__(self, "name", name)
        object.__setattr__(self, "roles", frozenset((OWNER, *roles)))

    @property
    def sorted_roles(self) -> list[Role]:
        """Return its roles in the order of ROLES."""
        return [role for role in ROLES if role in self.roles]


class Staff(Customer, frozen=True):
    """A customer with at least one role."""

    @property
    def roles(self) -> frozenset[Role]:
        """Return the roles among the account's groups."""
        return frozenset(role for role in ROLES if role in self.groups)

    @property
    def sorted_roles(self) -> tuple[Role, ...]:
        """Return the roles in the order of ROLES."""
        return tuple(role for role in ROLES if role in self.groups)

    def may(self, permission: Permission) -> bool:
        """Return whether one of the roles has the permission."""
        return not self.roles.isdisjoint(permission.roles)


class StaffAccess(Struct, frozen=True):
    """Who the caller is to this service: the account's roles, and the permissions of this service that they give."""

    id: str
    roles: list[Role]
    permissions: list[str]


READ_OWN_ACCESS = Permission("access.read", *ROLES)
READ_TRACES = Permission("traces.read", "support")
READ_AUDIT = Permission("audit.read")


def staff(claims: Mapping[str, Any] | None, permission: Permission) -> Staff:
    """Return the signed-in member of staff.

    Raises NotSignedIn as `identity.customer` does, and NotAllowed for a customer without a role (or whose token has
    none, because the sign-in was without a code) and for a role that does not have the permission.
    """
    caller = identity.customer(claims)
    member = Staff(caller.id, caller.email, caller.groups)
    if not member.roles:
        raise NotAllowed("This is for the shop's staff, signed in with a code.")
    if not member.may(permission):
        raise NotAllowed(
            "Your role does not allow this. Ask an owner of the shop.",
            permission=permission.name,
            roles=permission.sorted_roles,
        )
    return member


def to_access(member: Staff, permissions: Iterable[Permission]) -> StaffAccess:
    """Return what the member of staff may do, of these permissions."""
    names = sorted({permission.name for permission in permissions if member.may(permission)})
    return StaffAccess(member.id, list(member.sorted_roles), names)
