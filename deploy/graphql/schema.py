"""Merge the services' parts of the schema into the one that clients see, and find what a change of it would break."""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import graphql
from graphql import ObjectTypeDefinitionNode

from deploy.errors import UserError
from deploy.paths import ROOT
from deploy.templates import Template

ROOTS = ("Query", "Mutation", "Subscription")

# What AppSync adds to every schema (developer guide, "Scalar types" and "Authorization").
PRELUDE = """
scalar AWSDate
scalar AWSDateTime
scalar AWSEmail
scalar AWSJSON
scalar AWSPhone
scalar AWSTime
scalar AWSTimestamp
scalar AWSURL
directive @aws_api_key on OBJECT | FIELD_DEFINITION
directive @aws_cognito_user_pools(cognito_groups: [String!]) on OBJECT | FIELD_DEFINITION
directive @aws_iam on OBJECT | FIELD_DEFINITION
directive @aws_subscribe(mutations: [String!]) on FIELD_DEFINITION
"""


def read_parts() -> dict[str, str]:
    """Return each service's part of the schema by the service's name."""
    files = sorted((ROOT / "services").glob("*/graphql/schema.graphql"))
    return {file.parents[1].name: file.read_text() for file in files}


def merge_parts(parts: Iterable[str]) -> str:
    """Return one schema of the parts, or raise UserError: what two of them declare has to be the same word for word.

    Object types are united field by field, as AppSync merges source APIs.
    """
    merged: dict[str, Any] = {}
    for part in parts:
        for definition in graphql.parse(part, no_location=True).definitions:
            name = _name(definition)
            merged[name] = _unite(name, merged[name], definition) if name in merged else definition
    definitions = sorted(merged.values(), key=_rank)
    return "\n\n".join(graphql.print_ast(definition) for definition in definitions) + "\n"


def to_document(schema: str) -> str:
    """Return the schema with what AppSync adds to it and it uses, so that other tools can read it."""
    prelude = graphql.parse(PRELUDE, no_location=True).definitions
    used = [graphql.print_ast(node) for node in prelude if re.search(rf"\b{_name(node)}\b", schema)]
    return "\n\n".join([*used, schema])


def find_breaking_changes(before: str, after: str) -> list[str]:
    """Describe what of a change breaks clients; both are schemas with what AppSync adds."""
    old, new = (graphql.build_schema(document, assume_valid=True) for document in (before, after))
    return [change.description for change in graphql.find_breaking_changes(old, new)]


def refuse_breaking_changes(before: Template, after: Template) -> None:
    """Raise UserError when the graph of a service's template breaks clients of the template that is deployed."""
    changes = find_breaking_changes(*(to_document(_definition(template)) for template in (before, after)))
    if changes:
        listed = "".join(f"\n  {change}" for change in changes)
        hint = "`make deploy BREAKING=1` deploys it nevertheless."
        raise UserError(f"This deployment would break clients of the GraphQL API:{listed}\n{hint}")


def _definition(template: Template) -> str:
    schema = template.get("Resources", {}).get("GraphQLSchema")
    return str(schema["Properties"]["Definition"]) if schema else "type Query"


def _unite(name: str, existing: Any, added: Any) -> Any:
    if not (isinstance(existing, ObjectTypeDefinitionNode) and isinstance(added, ObjectTypeDefinitionNode)):
        if graphql.print_ast(existing) != graphql.print_ast(added):
            raise UserError(f"{name} is not the same in all parts of the GraphQL schema.")
        return existing
    if name not in ROOTS and _heading(existing) != _heading(added):
        raise UserError(f"{name} has not the same description and directives in all parts of the GraphQL schema.")
    fields = {field.name.value: field for field in existing.fields}
    for field in added.fields:
        same = fields.setdefault(field.name.value, field)
        if name in ROOTS and same is not field:
            raise UserError(f"{name}.{field.name.value} is in two parts of the GraphQL schema.")
        if graphql.print_ast(same) != graphql.print_ast(field):
            raise UserError(f"{name}.{field.name.value} is not the same in all parts of the GraphQL schema.")
    return replace(existing, fields=tuple(fields.values()), description=existing.description or added.description)


def _heading(kind: ObjectTypeDefinitionNode) -> tuple[str | None, list[str]]:
    description = kind.description.value if kind.description else None
    return description, sorted(graphql.print_ast(directive) for directive in kind.directives or ())


def _name(definition: Any) -> str:
    return str(definition.name.value)


def _rank(definition: Any) -> tuple[int, str]:
    name = _name(definition)
    return (ROOTS.index(name) if name in ROOTS else len(ROOTS)), name
