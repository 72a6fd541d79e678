"""Allow a service what its role allows, as `AUTH=true` does for functions: the emulator lets AppSync do everything."""

import json
from typing import Any

from ministack import app
from ministack.core import iam_evaluator
from ministack.core.responses import get_account_id, get_region
from ministack.services import iam

APPSYNC = "appsync.amazonaws.com"


class AccessDenied(Exception):
    """The role is missing, does not trust the service, or does not allow the action on the resource."""


def enforce(
    role_arn: str,
    action: str,
    resource: str,
    *,
    context: dict[str, Any] | None = None,
    service: str = APPSYNC,
) -> None:
    """Raise AccessDenied unless the service can assume the role, and the role allows the action on the resource."""
    if not app.AUTH:
        return
    name, account = role_arn.rpartition("/")[2], get_account_id()
    role = iam._roles.get_scoped(account, None, name)
    if role is None or not _is_trusted(service, role["AssumeRolePolicyDocument"]):
        raise AccessDenied(f"{service} is not authorized to perform: sts:AssumeRole on resource: {role_arn or 'none'}")
    principal = f"arn:aws:sts::{account}:assumed-role/{name}/{service.partition('.')[0]}"
    request = iam_evaluator.EvalContext(
        principal_arn=principal,
        principal_type="AssumedRole",
        principal_account=account,
        action=action,
        resource_arn=resource,
        region=get_region(),
        service_context={key.lower(): value for key, value in (context or {}).items()},
    )
    boundary = iam_evaluator._permissions_boundary(iam._roles, name, account)
    result = iam_evaluator.evaluate(request, iam_evaluator._gather_role_policies(name, account), *boundary)
    if result.decision != "Allow":
        raise AccessDenied(f"User: {principal} is not authorized to perform: {action} on resource: {resource}")


def _is_trusted(service: str, document: str | dict[str, Any]) -> bool:
    policy = json.loads(document) if isinstance(document, str) else document
    statements = policy.get("Statement", [])
    return any(
        statement.get("Effect") == "Allow"
        and iam_evaluator._service_principal_matches(statement.get("Principal"), service)
        for statement in (statements if isinstance(statements, list) else [statements])
    )
