"""Translate functions.yaml into .chalice/config.json, as far as Chalice has settings for it."""

from collections.abc import Iterable, Mapping
from typing import Any

from chalice.utils import to_cfn_resource_name

API = "api_handler"  # Chalice's name for the function behind the REST API
SETTING_NAMES = {
    "Role": "iam_role_arn",
    "Timeout": "lambda_timeout",
    "MemorySize": "lambda_memory_size",
    "ReservedConcurrentExecutions": "reserved_concurrency",
}

Properties = Mapping[str, Any]


def logical_name(function: str) -> str:
    """Return Chalice's name of a function in a template."""
    return "APIHandler" if function == API else to_cfn_resource_name(function)


def select_functions(functions_template: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    """Select what functions.yaml says of the functions: of all, and of each by its Chalice name."""
    resources = functions_template.get("Resources", {})
    return {
        "all": functions_template.get("Globals", {}).get("Function", {}),
        "each": {name: resources.get(logical_name(name), {}).get("Properties", {}) for name in names},
    }


def build_stage_section(resolved: Mapping[str, Any]) -> dict[str, Any]:
    """Build the stage's section of the configuration; `resolved` is `select_functions` without intrinsics."""
    each = {name: to_chalice_settings(properties) for name, properties in resolved["each"].items()}
    return {
        **to_chalice_settings(resolved["all"]),
        "manage_iam_role": False,
        "iam_role_arn": each[API]["iam_role_arn"],
        "lambda_functions": each,
    }


def to_chalice_settings(properties: Properties) -> dict[str, Any]:
    """Translate a function's properties; those without a Chalice setting are left out."""
    settings = {setting: properties[name] for name, setting in SETTING_NAMES.items() if name in properties}
    return {**settings, **environment_settings(properties), **network_settings(properties)}


def environment_settings(properties: Properties) -> dict[str, Any]:
    """Return no setting at all rather than an empty environment."""
    value = properties.get("Environment", {}).get("Variables")
    return {"environment_variables": value} if value else {}


def network_settings(properties: Properties) -> dict[str, Any]:
    """Return the engines' network for a function that has to reach them."""
    value = properties.get("VpcConfig")
    return {"subnet_ids": value["SubnetIds"], "security_group_ids": value["SecurityGroupIds"]} if value else {}
