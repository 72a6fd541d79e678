"""A service's CloudFormation files, read as data."""

from functools import cache
from typing import Any

from chalice.package import YAMLTemplateSerializer

from deploy.local.paths import ROOT

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
