"""Parse and validate operations once: for a page-sized query that takes longer than to read a book.

Also the shape of AppSync's errors.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import graphql
from graphql import DocumentNode, GraphQLError, GraphQLSchema
from ministack.core import appsync_graphql
from ministack.services import appsync

from local.emulator.patches.appsync.limits import find_deep_operations

Json = dict[str, Any]

CACHE_SIZE = 500  # operations


def read_schema(api_id: str) -> GraphQLSchema:
    """Return the API's schema, or raise SchemaUnavailable."""
    definition = (appsync._schemas.get(api_id) or {}).get("definition")
    if not definition:
        raise appsync_graphql.SchemaUnavailable("No schema definition exists for this API.")
    return appsync_graphql.build_api_schema(api_id, definition)


@dataclass(frozen=True)
class Operation:
    """What a client requests of a schema; `node` is None when the name selects no operation of the document."""

    schema: GraphQLSchema
    document: DocumentNode
    node: Any
    name: str | None
    variables: Json

    @property
    def kind(self) -> str:
        """Return query, mutation or subscription, or nothing when there is no operation."""
        return str(self.node.operation.value) if self.node else ""


class InvalidOperation(Exception):
    """The document does not fit the schema, or exceeds the API's limits."""

    def __init__(self, errors: list[GraphQLError]) -> None:
        super().__init__(errors[0].message)
        self.errors = errors


def prepare(api_id: str, query: str, variables: Json, name: str | None) -> Operation:
    """Return an operation that may be run; raise GraphQLError when it is no GraphQL, else InvalidOperation."""
    api, schema = appsync._apis[api_id], read_schema(api_id)
    depth, introspection = int(api.get("queryDepthLimit") or 0), api.get("introspectionConfig") != "DISABLED"
    document, errors = _parse(schema, query, depth, introspection)
    if errors:
        raise InvalidOperation(errors)
    return Operation(schema, document, graphql.get_operation_ast(document, name), name, variables)


@lru_cache(maxsize=CACHE_SIZE)
def _parse(
    schema: GraphQLSchema, query: str, depth: int, introspection: bool
) -> tuple[DocumentNode, list[GraphQLError]]:
    document = graphql.parse(query)
    rules = list(graphql.specified_rules)
    if not introspection:
        rules.append(graphql.NoSchemaIntrospectionCustomRule)
    errors = graphql.validate(schema, document, rules) or find_deep_operations(document, depth)
    for error in errors:
        error.extensions = {"errorType": "ValidationError"}
    return document, errors


def to_error(error: GraphQLError) -> Json:
    """Return an error in AppSync's shape."""
    original = error.original_error
    return {
        "path": error.path,
        "data": getattr(original, "data", None),
        "errorType": getattr(original, "error_type", None) or (error.extensions or {}).get("errorType"),
        "errorInfo": getattr(original, "error_info", None),
        "locations": [
            {"line": place.line, "column": place.column, "sourceName": None} for place in error.locations or []
        ],
        "message": error.message,
    }
