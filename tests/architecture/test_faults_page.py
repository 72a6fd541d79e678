"""docs/faults.md names a test for each case, numbered in their order, and every test it names exists."""

import ast
import re
from functools import cache

from deploy.paths import ROOT

PAGE = (ROOT / "docs" / "faults.md").read_text()
CASES = re.findall(r"^\| (\d+) \| .+ \| (`(?:tests|storefront)/.+`) \|$", PAGE, re.MULTILINE)
REFERENCES = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", PAGE)
STOREFRONT_REFERENCES = re.findall(r"`(storefront/src/[\w/]+\.test\.tsx?)::([^`]+)`", PAGE)


@cache
def functions_in(path: str) -> set[str]:
    tree = ast.parse((ROOT / path).read_text())
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def test_every_case_has_a_test():
    assert [int(number) for number, _ in CASES] == list(range(1, len(CASES) + 1))


def test_every_test_on_the_page_exists():
    assert len(REFERENCES) > len(CASES) >= 62
    assert [f"{path}::{name}" for path, name in REFERENCES if name not in functions_in(path)] == []


def test_every_test_of_the_storefront_on_the_page_exists():
    missing = [(path, title) for path, title in STOREFRONT_REFERENCES if f"'{title}'" not in (ROOT / path).read_text()]
    assert missing == []
