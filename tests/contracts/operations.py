"""The operations of every service, read from the OpenAPI documents, so that no list of them can be forgotten."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from deploy.paths import ROOT
from tests.templates import SERVICES


@dataclass(frozen=True)
class Operation:
    """One method of one path, and who may call it: `staff` are the roles, none where it is not for staff."""

    service: str
    method: str
    path: str
    name: str
    is_guarded: bool
    staff: frozenset[str]
    permission: str

    def __str__(self) -> str:
        return f"{self.method} {self.service}{self.path}"


def read_document(service: str) -> dict[str, Any]:
    """Return the published OpenAPI document of a service."""
    document: dict[str, Any] = json.loads((ROOT / "services" / service / "openapi.json").read_text())
    return document


def list_operations() -> Iterator[Operation]:
    """Yield every operation of every service."""
    for service in SERVICES:
        for path, methods in read_document(service)["paths"].items():
            for method, operation in methods.items():
                schemes = operation.get("security", [])
                roles = frozenset(role for scheme in schemes for role in scheme.get("staff", ()))
                permission = operation.get("x-permission", "")
                name = operation["operationId"]
                yield Operation(service, method.upper(), path, name, bool(schemes), roles, permission)


def list_staff_operations() -> list[Operation]:
    """Return the operations that are for staff."""
    return [operation for operation in list_operations() if operation.staff]
