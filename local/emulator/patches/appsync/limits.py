"""Refuse operations that nest deeper than the API's `QueryDepthLimit`, before anything runs."""

from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    OperationDefinitionNode,
)


def find_deep_operations(document: DocumentNode, limit: int) -> list[GraphQLError]:
    """Return one error for each operation that is too deep; 0 is no limit.

    Validate first: that refuses fragments which contain themselves.
    """
    if not limit:
        return []
    depths = Depths(document)
    operations = [node for node in document.definitions if isinstance(node, OperationDefinitionNode)]
    return [
        GraphQLError(f"Query depth limit of {limit} exceeded.", [operation])
        for operation in operations
        if depths.below(operation) > limit
    ]


class Depths:
    """The depth of a document's nodes in fields; each fragment is measured once, however often it is spread."""

    def __init__(self, document: DocumentNode) -> None:
        definitions = [node for node in document.definitions if isinstance(node, FragmentDefinitionNode)]
        self.fragments = {node.name.value: node for node in definitions}
        self.measured: dict[str, int] = {}

    def below(self, node: Any) -> int:
        """Return how many fields are nested in a node."""
        return max((self.depth(child) for child in node.selection_set.selections), default=0)

    def depth(self, node: Any) -> int:
        """Return how many fields a selection nests, with its own."""
        if isinstance(node, FragmentSpreadNode):
            name = node.name.value
            if name not in self.measured:
                self.measured[name] = self.below(self.fragments[name])
            return self.measured[name]
        return (self.below(node) if node.selection_set else 0) + isinstance(node, FieldNode)
