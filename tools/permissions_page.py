"""Render docs/permissions.md: which role may do what, read from the services' OpenAPI documents."""

from typing import Any

from bookstore.staff import ROLES

HEAD = """\
# What staff may do

Generated from the routes by `python -m tools`; do not edit. A role is a Cognito group
([how somebody gets one](runbooks/staff-access.md)); a permission stands in `chalicelib/permissions.py` of its service,
or in `shared/bookstore/staff.py` when every service has it. `GET /api/SERVICE/admin/me` tells what the caller may do
in a service. In the OpenAPI documents each operation of staff has its permission as `x-permission`, and the roles as
alternatives of the security scheme `staff`.

"""
EVERY_SERVICE = "every service"


def render_page(documents: dict[str, dict[str, Any]]) -> str:
    """Render the page from each service's document."""
    rows = find_permissions(documents)
    header = f"| Service | Permission | {' | '.join(ROLES)} | Operations |\n|---|---|{'---|' * len(ROLES)}---|\n"
    return HEAD + header + "".join(_row(*key, roles, operations) for key, (roles, operations) in sorted(rows.items()))


def find_permissions(documents: dict[str, dict[str, Any]]) -> dict[tuple[str, str], tuple[set[str], list[str]]]:
    """Return the roles and the operations of each service's permissions; those of every service once."""
    found: dict[tuple[str, str], tuple[set[str], list[str]]] = {}
    for service, document in documents.items():
        for name, roles, operation in _staff_operations(document):
            is_common = all(name in _names(other) for other in documents.values())
            entry = found.setdefault((EVERY_SERVICE if is_common else service, name), (roles, []))
            if operation not in entry[1]:
                entry[1].append(operation)
    return found


def _staff_operations(document: dict[str, Any]) -> list[tuple[str, set[str], str]]:
    return [
        (
            operation["x-permission"],
            {role for each in operation["security"] for role in each["staff"]},
            f"{method.upper()} {path}",
        )
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
        if "x-permission" in operation
    ]


def _names(document: dict[str, Any]) -> set[str]:
    return {name for name, *_ in _staff_operations(document)}


def _row(service: str, name: str, roles: set[str], operations: list[str]) -> str:
    marks = " | ".join("yes" if role in roles else "–" for role in ROLES)
    return f"| {service} | `{name}` | {marks} | {', '.join(f'`{each}`' for each in operations)} |\n"
