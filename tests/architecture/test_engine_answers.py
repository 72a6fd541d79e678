"""The runbook of engines' refusals lists what the tables in the code list, each under the same answer."""

import ast
import re

import pytest

from deploy.paths import ROOT
from tests.architecture.code import tree

PAGE = ROOT / "docs" / "runbooks" / "engine-answers.md"
TABLES = {
    "OpenSearch": "services/search/chalicelib/index/answers.py",
    "Redis (Valkey)": "services/recommendations/chalicelib/bestsellers/redis_answers.py",
    "The graph (Neptune, Gremlin server)": "services/recommendations/chalicelib/also_bought/graph_answers.py",
}
ROW = re.compile(r"^\| (.+) \| ([^|]+) \|$", re.MULTILINE)


def coded_answers(path):
    """Yield the names in the dictionaries of a table, each with its answer."""
    for node in ast.walk(tree(ROOT / path)):
        if isinstance(node, ast.Dict):
            for key, value in zip(node.keys, node.values, strict=True):
                if isinstance(key, ast.Constant) and isinstance(key.value, str):
                    yield key.value, ast.unparse(value).removeprefix("Answer.").lower()


def documented_answers(engine):
    """Map the names in an engine's section to the answer of their row."""
    section = PAGE.read_text().split(f"## {engine}\n")[1].split("\n## ")[0]
    return {name: answer for names, answer in ROW.findall(section) for name in re.findall(r"`([^`]+)`", names)}


@pytest.mark.parametrize(("engine", "path"), TABLES.items(), ids=TABLES)
def test_the_runbook_lists_every_refusal_with_its_answer(engine, path):
    documented = documented_answers(engine)
    coded = dict(coded_answers(path))
    assert set(documented) == set(coded)
    assert {name: answer for name, answer in coded.items() if not documented[name].startswith(answer)} == {}
    assert f"`{path}`" in PAGE.read_text()
