"""A pattern of a field is a whole value: `$` alone would accept a line break behind it."""

import ast

import pytest

from tests.architecture.code import files, shown, tree


def bare_patterns(path):
    """Yield the patterns of `Meta` that `whole` has not made."""
    for call in (node for node in ast.walk(tree(path)) if isinstance(node, ast.Call)):
        if isinstance(call.func, ast.Name) and call.func.id == "Meta":
            for keyword in call.keywords:
                is_whole = isinstance(keyword.value, ast.Call) and ast.unparse(keyword.value.func) == "whole"
                if keyword.arg == "pattern" and not is_whole:
                    yield f"{shown(path)}:{call.lineno}"


@pytest.mark.parametrize("path", [pytest.param(path, id=shown(path)) for path in files("services", "shared")])
def test_a_pattern_of_a_field_is_a_whole_value(path):
    assert list(bare_patterns(path)) == []
