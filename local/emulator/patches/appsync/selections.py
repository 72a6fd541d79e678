"""List what a request selects below a field, which the emulator leaves out of `ctx.info`.

Source: AppSync developer guide, "JavaScript resolver context object reference": an aliased field is named by its alias.
"""

from collections.abc import Iterator
from typing import Any

from graphql import FieldNode, FragmentSpreadNode, GraphQLResolveInfo, SelectionSetNode, print_ast
from graphql.execution.collect_fields import should_include_node


def describe_selection(info: GraphQLResolveInfo) -> dict[str, Any]:
    """Return `selectionSetList`, with paths such as `editions/isbn`, and `selectionSetGraphQL`."""
    sets = [node.selection_set for node in info.field_nodes if node.selection_set]
    paths = dict.fromkeys(path for selected in sets for path in _paths(selected, "", info, set()))
    return {"selectionSetList": list(paths), "selectionSetGraphQL": print_ast(sets[0]) if sets else ""}


def _paths(
    selected: SelectionSetNode, prefix: str, info: GraphQLResolveInfo, spread: set[tuple[str, str]]
) -> Iterator[str]:
    """Yield the paths; a fragment is followed once below each path, however often it is spread there."""
    for node in selected.selections:
        if not should_include_node(info.variable_values, node):
            continue
        if isinstance(node, FieldNode):
            path = prefix + (node.alias or node.name).value
            yield path
            if node.selection_set:
                yield from _paths(node.selection_set, f"{path}/", info, spread)
        elif not isinstance(node, FragmentSpreadNode):
            yield from _paths(node.selection_set, prefix, info, spread)
        elif (prefix, node.name.value) not in spread:
            spread.add((prefix, node.name.value))
            yield from _paths(info.fragments[node.name.value].selection_set, prefix, info, spread)
