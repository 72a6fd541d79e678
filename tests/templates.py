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
    """`resources.yaml` or `functions.yaml` of a service, with short intrinsics written out."""
    path = ROOT / "services" / service / file
    return YAMLTemplateSerializer().load_template(path.read_text(), str(path))  # type: ignore[no-any-return]


def resources(service: str) -> dict[str, Any]:
    """The resources of a service's resources.yaml."""
    found: dict[str, Any] = template(service, "resources.yaml")["Resources"]
    return found


def of_type(service: str, kind: str) -> dict[str, Any]:
    """The properties of a service's resources of this type, by logical id."""
    return {name: r["Properties"] for name, r in resources(service).items() if r["Type"] == kind}


def functions(service: str) -> dict[str, Any]:
    """The properties of a service's functions, by logical id."""
    found = template(service, "functions.yaml")["Resources"]
    return {name: r["Properties"] for name, r in found.items() if "Role" in r.get("Properties", {})}


def statements(service: str) -> list[tuple[str, dict[str, Any]]]:
    """What each role of a service may do: its logical id and one statement of its policies."""
    roles = of_type(service, "AWS::IAM::Role")
    policies = [(name, policy) for name, role in roles.items() for policy in role.get("Policies", ())]
    return [(name, said) for name, policy in policies for said in policy["PolicyDocument"]["Statement"]]


def jobs(service: str) -> set[str]:
    """What runs by the clock: so says the code, or the template where a schedule has an input."""
    folder = ROOT / "services" / service / "chalicelib"
    path = next(path for name in ("handlers.py", "events.py") if (path := folder / name).exists())
    code = path.read_text()
    by_template = (
        name.lower() for name, f in functions(service).items() if "Schedule" in json.dumps(f.get("Events", {}))
    )
    return {*re.findall(r'^@\w+\.schedule\(.*name="(\w+)"\)$', code, re.MULTILINE), *by_template}


def listed(value: Any) -> list[Any]:
    """A policy's Action or Resource, which may stand alone."""
    return value if isinstance(value, list) else [value]
