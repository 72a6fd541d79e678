"""A service's CloudFormation files, read as data."""

import json
import re
from functools import cache
from typing import Any

from chalice.package import YAMLTemplateSerializer

from deploy.paths import ROOT

SERVICES = sorted(path.parent.name for path in (ROOT / "services").glob("*/app.py"))


@cache
def template(service: str, file: str) -> dict[str, Any]:
    """Load `resources.yaml` or `functions.yaml` of a service, with short intrinsics written out."""
    path = ROOT / "services" / service / file
    return YAMLTemplateSerializer().load_template(path.read_text(), str(path))  # type: ignore[no-any-return]


def resources(service: str) -> dict[str, Any]:
    """Return the resources of a service's resources.yaml, by logical id."""
    declared: dict[str, Any] = template(service, "resources.yaml")["Resources"]
    return declared


def resources_of_type(service: str, kind: str) -> dict[str, Any]:
    """Return the properties of a service's resources of this type, by logical id."""
    return {name: each["Properties"] for name, each in resources(service).items() if each["Type"] == kind}


def functions(service: str) -> dict[str, Any]:
    """Return the properties of a service's functions, by logical id."""
    declared = template(service, "functions.yaml")["Resources"]
    return {name: each["Properties"] for name, each in declared.items() if "Role" in each.get("Properties", {})}


def statements(service: str) -> list[tuple[str, dict[str, Any]]]:
    """Return every statement of the policies of a service's roles, each with its role's logical id."""
    roles = resources_of_type(service, "AWS::IAM::Role")
    policies = [(name, policy) for name, role in roles.items() for policy in role.get("Policies", ())]
    return [(name, statement) for name, policy in policies for statement in policy["PolicyDocument"]["Statement"]]


def scheduled_functions(service: str) -> set[str]:
    """Return the functions that a schedule invokes: declared in the code, or in the template if it has an input."""
    code = (ROOT / "services" / service / "chalicelib" / "handlers.py").read_text()
    by_template = (
        name.lower() for name, f in functions(service).items() if "Schedule" in json.dumps(f.get("Events", {}))
    )
    return {*re.findall(r'^@\w+\.schedule\(.*name="(\w+)"\)$', code, re.MULTILINE), *by_template}


def as_list(value: Any) -> list[Any]:
    """Return a policy's Action or Resource, which may be a single value, as a list."""
    return value if isinstance(value, list) else [value]
