"""Merge the schemas of source APIs into one: object types are united field by field.

Source: AppSync developer guide, "Merging APIs". Stricter than AppSync: what two sources both define must be alike, and
`@canonical`, `@hidden` and `@renamed` are refused.
"""

import copy
from typing import Any

import graphql
from graphql import (
    DefinitionNode,
    DirectiveDefinitionNode,
    DirectiveNode,
    DocumentNode,
    GraphQLError,
    ObjectTypeDefinitionNode,
    SchemaDefinitionNode,
    TypeExtensionNode,
)
from ministack.core import appsync_graphql

from local.emulator.patches.appsync.field_permissions import MODES

ROOTS = {"Query", "Mutation", "Subscription"}
REFUSED_DIRECTIVES = {"canonical", "hidden", "renamed"}


class InvalidSchema(ValueError):
    """A schema that cannot be used; CloudFormation shows the reason."""


class MergeConflict(InvalidSchema):
    """Two sources define the same name differently, or use what cannot be merged here; CloudFormation shows this."""


def check_schema(schema: str) -> None:
    """Raise InvalidSchema for one that AppSync would not create: the emulator stores every text."""
    try:
        graphql.assert_valid_schema(graphql.build_schema(appsync_graphql.APPSYNC_PRELUDE + schema))
    except (GraphQLError, TypeError) as error:
        raise InvalidSchema(f"The schema is not valid: {error}") from error


def merge_schemas(schemas: list[str]) -> str:
    """Return one schema of valid ones, or raise MergeConflict naming what is in the way."""
    merged: dict[str, Any] = {}
    for schema in schemas:
        for definition in graphql.parse(schema, no_location=True).definitions:
            _add(definition, merged)
    return str(graphql.print_ast(DocumentNode(definitions=tuple(merged.values()))))


def _add(definition: DefinitionNode, merged: dict[str, Any]) -> None:
    if isinstance(definition, SchemaDefinitionNode):
        _check_roots(definition)
        return
    if isinstance(definition, TypeExtensionNode):
        raise MergeConflict(f"{definition.name.value} is extended; a source API declares the type itself")
    _check_directives(definition)
    name = ("@" if isinstance(definition, DirectiveDefinitionNode) else "") + definition.name.value
    if isinstance(definition, ObjectTypeDefinitionNode):
        _move_permissions_to_fields(definition)
    existing = merged.setdefault(name, definition)
    if existing is definition:
        return
    if isinstance(existing, ObjectTypeDefinitionNode) and isinstance(definition, ObjectTypeDefinitionNode):
        _unite(existing, definition)
    elif _meaning(existing) != _meaning(definition):
        raise MergeConflict(f"{name} is not the same in all source APIs")


def _check_roots(schema: SchemaDefinitionNode) -> None:
    """Refuse other root types than the merged schema has."""
    for root in schema.operation_types:
        name = root.type.name.value
        if name != root.operation.value.capitalize():
            raise MergeConflict(f"the root type of a {root.operation.value} must be named after it, not {name}")


def _check_directives(definition: DefinitionNode) -> None:
    parts = [definition, *(getattr(definition, "fields", None) or ())]
    for directive in (directive for part in parts for directive in getattr(part, "directives", ())):
        if directive.name.value in REFUSED_DIRECTIVES:
            raise MergeConflict(f"{definition.name.value} uses @{directive.name.value}, which is not supported here")


def _move_permissions_to_fields(kind: ObjectTypeDefinitionNode) -> None:
    """Write who may see a type on each of its fields: another source may add fields with rules of their own."""
    permissions = tuple(directive for directive in kind.directives if _is_permission(directive))
    for field in kind.fields:
        if not any(_is_permission(directive) for directive in field.directives):
            field.directives = (*field.directives, *permissions)
    kind.directives = tuple(directive for directive in kind.directives if not _is_permission(directive))


def _is_permission(directive: DirectiveNode) -> bool:
    return directive.name.value in MODES


def _unite(existing: ObjectTypeDefinitionNode, added: ObjectTypeDefinitionNode) -> None:
    fields = {field.name.value: field for field in existing.fields}
    for field in added.fields:
        name = field.name.value
        if name not in fields:
            existing.fields = (*existing.fields, field)
        elif existing.name.value in ROOTS or _meaning(fields[name]) != _meaning(field):
            raise MergeConflict(f"{existing.name.value}.{name} is defined by two source APIs")
    interfaces = {interface.name.value for interface in existing.interfaces}
    more = (interface for interface in added.interfaces if interface.name.value not in interfaces)
    existing.interfaces = (*existing.interfaces, *more)


def _meaning(node: Any) -> str:
    """Print a definition without what does not change it: descriptions, and the order of its directives."""
    return str(graphql.print_ast(graphql.visit(copy.deepcopy(node), Normalize())))


class Normalize(graphql.Visitor):
    """Remove descriptions and sort directives."""

    def enter(self, node: Any, *_: Any) -> None:
        """Change the node in place: the caller has copied it."""
        if getattr(node, "description", None) is not None:
            node.description = None
        if getattr(node, "directives", None):
            node.directives = tuple(sorted(node.directives, key=graphql.print_ast))
