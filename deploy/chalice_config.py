"""Say in .chalice/config.json what functions.yaml says, as far as Chalice has words for it."""

from collections.abc import Iterable, Mapping
from typing import Any

from chalice.utils import to_cfn_resource_name

API = "api_handler"  # Chalice's name for the function behind the REST API
WORDS = {
    "Role": "iam_role_arn",
    "Timeout": "lambda_timeout",
    "MemorySize": "lambda_memory_size",
    "ReservedConcurrentExecutions": "reserved_concurrency",
}

Properties = Mapping[str, Any]


def logical_name(function: str) -> str:
    """What Chalice calls a function in a template."""
    return "APIHandler" if function == API else to_cfn_resource_name(function)


def select_functions(functions_template: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    """The parts of functions.yaml that concern the functions: for all of them, and for each by its Chalice name."""
    resources = functions_template.get("Resources", {})
    return {
        "all": functions_template.get("Globals", {}).get("Function", {}),
        "each": {name: resources.get(logical_name(name), {}).get("Properties", {}) for name in names},
    }


def build_stage_section(resolved: Mapping[str, Any]) -> dict[str, Any]:
    """The stage's part of the configuration, from `wanted` with every intrinsic resolved."""
    each = {name: to_chalice_settings(properties) for name, properties in resolved["each"].items()}
    return {
        **to_chalice_settings(resolved["all"]),
        "manage_iam_role": False,
        "iam_role_arn": each[API]["iam_role_arn"],
        "lambda_functions": each,
    }


def to_chalice_settings(properties: Properties) -> dict[str, Any]:
    """What is left out has no word, or is the same for all functions."""
    said = {word: properties[name] for name, word in WORDS.items() if name in properties}
    return {**said, **environment_settings(properties), **network_settings(properties)}


def environment_settings(properties: Properties) -> dict[str, Any]:
    """None at all rather than an empty environment."""
    found = properties.get("Environment", {}).get("Variables")
    return {"environment_variables": found} if found else {}


def network_settings(properties: Properties) -> dict[str, Any]:
    """The engines' network, for a function that has to reach them."""
    found = properties.get("VpcConfig")
    return {"subnet_ids": found["SubnetIds"], "security_group_ids": found["SecurityGroupIds"]} if found else {}
