"""Check who may read a field: its own directives, else those of its type, else the API's default mode.

Source: AppSync developer guide, "Using additional authorization modes".
"""

from functools import lru_cache
from typing import Any

from graphql import GraphQLSchema
from graphql.execution.values import get_directive_values
from ministack.services import appsync

from local.emulator.patches.appsync.callers import API_KEY, IAM, LAMBDA, USER_POOLS, Caller

MODES = {
    "aws_api_key": API_KEY,
    "aws_cognito_user_pools": USER_POOLS,
    "aws_auth": USER_POOLS,
    "aws_iam": IAM,
    "aws_lambda": LAMBDA,
    "aws_oidc": "OPENID_CONNECT",
}
ONE_MODE_ONLY = "aws_auth"  # counts only in an API without additional modes

Rule = tuple[str, tuple[str, ...] | None]  # a directive, and the groups that it names


def is_permitted(api: dict[str, Any], caller: Caller, schema: GraphQLSchema, type_name: str, field: str) -> bool:
    """Tell whether the caller may read the field of the type."""
    counted = [
        (MODES[directive], groups)
        for directive, groups in _rules(schema, type_name, field)
        if directive != ONE_MODE_ONLY or len(appsync._auth_modes(api)) == 1
    ]
    if not counted:
        return bool(caller.mode == api["authenticationType"]) and not _denies_by_default(api)
    return any(mode == caller.mode and (groups is None or _is_member(caller, groups)) for mode, groups in counted)


@lru_cache(maxsize=5_000)
def _rules(schema: GraphQLSchema, type_name: str, field: str) -> list[Rule]:
    kind = schema.type_map[type_name]
    return _directives(schema, kind.fields[field].ast_node) or _directives(schema, kind.ast_node)


def _directives(schema: GraphQLSchema, node: Any) -> list[Rule]:
    names = [directive.name.value for directive in node.directives if directive.name.value in MODES] if node else []
    return [(name, _groups(get_directive_values(schema.get_directive(name), node))) for name in names]


def _groups(arguments: dict[str, Any] | None) -> tuple[str, ...] | None:
    groups = (arguments or {}).get("cognito_groups")
    return None if groups is None else tuple(groups)


def _denies_by_default(api: dict[str, Any]) -> bool:
    """Tell whether a pool as the default mode denies fields without a directive."""
    pool = api.get("userPoolConfig") or {}
    return api["authenticationType"] == USER_POOLS and pool.get("defaultAction") == "DENY"


def _is_member(caller: Caller, groups: tuple[str, ...]) -> bool:
    return bool({*groups} & {*((caller.identity or {}).get("groups") or [])})
