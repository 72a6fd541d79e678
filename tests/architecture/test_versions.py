"""One version for the project, the documents that are generated from it, and the storefront."""

import json
import re

import pytest

from deploy.paths import ROOT
from deploy.project import project_version
from tests.templates import SERVICES

HEADING = re.compile(r"^## \[(\d+\.\d+\.\d+)\] - \d{4}-\d{2}-\d{2}$", re.MULTILINE)


def test_the_newest_version_of_the_changelog_is_the_projects():
    assert HEADING.findall((ROOT / "CHANGELOG.md").read_text())[0] == project_version()


@pytest.mark.parametrize(
    "document", [*(f"services/{service}/openapi.json" for service in SERVICES), "docs/asyncapi.json"]
)
def test_generated_documents_carry_the_projects_version(document):
    assert json.loads((ROOT / document).read_text())["info"]["version"] == project_version()


def test_the_storefront_has_the_projects_version():
    assert json.loads((ROOT / "storefront" / "package.json").read_text())["version"] == project_version()
