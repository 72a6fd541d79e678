"""Operations that ask for given fields, written from the schema: the least selection, and any values it accepts."""

import json
from collections.abc import Iterable
from typing import Any

import graphql
from graphql import GraphQLEnumType, GraphQLInputObjectType, GraphQLSchema

SCALARS: dict[str, Any] = {
    "ID": "no-such-thing",
    "String": "no such thing",
    "Int": 1,
    "Float": 1.0,
    "Boolean": False,
    "AWSDateTime": "2026-01-01T00:00:00Z",
    "AWSURL": "https://bookstore.example/",
}


def write_operation(schema: GraphQLSchema, kind: str, names: Iterable[str], within: str = "") -> str:
    """Return an operation for these fields of a root type, or of the type at the path `within`, such as `viewer`."""
    root = schema.type_map[kind.capitalize()]
    parent = _type_at(root, within) if within else root
    fields = "\n".join(write_field(name, parent.fields[name]) for name in names)
    return f"{kind} {{ {f'{within} {{ {fields} }}' if within else fields} }}"


def write_field(name: str, field: Any) -> str:
    """Return a field with values for all arguments that need one, and `__typename` of what it answers with."""
    needed = {
        key: argument.type for key, argument in field.args.items() if isinstance(argument.type, graphql.GraphQLNonNull)
    }
    arguments = ", ".join(f"{key}: {write_value(kind)}" for key, kind in needed.items())
    selection = "" if graphql.is_leaf_type(graphql.get_named_type(field.type)) else " { __typename }"
    return f"{name}{f'({arguments})' if arguments else ''}{selection}"


def write_value(kind: Any) -> str:
    """Return a literal of this type."""
    if isinstance(kind, graphql.GraphQLNonNull):
        return write_value(kind.of_type)
    if isinstance(kind, graphql.GraphQLList):
        return f"[{write_value(kind.of_type)}]"
    if isinstance(kind, GraphQLEnumType):
        return str(next(iter(kind.values)))
    if isinstance(kind, GraphQLInputObjectType):
        needed = {
            name: each.type for name, each in kind.fields.items() if isinstance(each.type, graphql.GraphQLNonNull)
        }
        return "{" + ", ".join(f"{name}: {write_value(each)}" for name, each in needed.items()) + "}"
    return json.dumps(SCALARS[kind.name])


def _type_at(root: Any, within: str) -> Any:
    """Return the type of the one field of the root that `within` names, which may have arguments."""
    return graphql.get_named_type(root.fields[within.partition("(")[0]].type)
