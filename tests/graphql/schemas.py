"""The services' parts of the GraphQL API, read from their folders, so that no field can be forgotten."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import graphql
import yaml
from graphql import DocumentNode, FieldDefinitionNode, GraphQLSchema, ObjectTypeDefinitionNode

from deploy.graphql.schema import ROOTS, merge_parts, read_parts, to_document
from deploy.paths import ROOT

SERVICES = list(read_parts())


@dataclass(frozen=True)
class Access:
    """Who may ask for a field: everybody by the public key, customers, staff of these roles, or the system by IAM."""

    public: bool
    customers: bool
    roles: frozenset[str]
    system: bool


@dataclass(frozen=True)
class Field:
    """A field of an object type, in the service that declares it."""

    service: str
    kind: str
    name: str
    node: FieldDefinitionNode
    access: Access

    def __str__(self) -> str:
        return f"{self.kind}.{self.name}"


def folder(service: str) -> Path:
    """Return the folder of a service's part."""
    return ROOT / "services" / service / "graphql"


@cache
def document(service: str) -> DocumentNode:
    """Parse the service's schema."""
    return graphql.parse(read_parts()[service], no_location=True)


@cache
def api(service: str) -> dict[str, Any]:
    """Read the service's data sources and resolvers."""
    return dict(yaml.safe_load((folder(service) / "api.yaml").read_text()))


def object_types(service: str) -> list[ObjectTypeDefinitionNode]:
    """Return the object types that the service declares, those it shares included."""
    return [node for node in document(service).definitions if isinstance(node, ObjectTypeDefinitionNode)]


def list_fields() -> list[Field]:
    """Return every field of every object type; one that several services declare is listed for each of them."""
    return [
        Field(service, kind.name.value, node.name.value, node, access_of(node, kind))
        for service in SERVICES
        for kind in object_types(service)
        for node in kind.fields or ()
    ]


def list_root_fields() -> list[Field]:
    """Return the fields of Query, Mutation and Subscription."""
    return [field for field in list_fields() if field.kind in ROOTS]


def access_of(field: FieldDefinitionNode, kind: ObjectTypeDefinitionNode) -> Access:
    """Return who may ask: the field's own directives, else its type's, else customers, as the API's default is."""
    named = _permissions(field) or _permissions(kind) or {"aws_cognito_user_pools": frozenset()}
    roles = named.get("aws_cognito_user_pools")
    return Access(
        public="aws_api_key" in named,
        customers=roles == frozenset(),
        roles=roles or frozenset(),
        system="aws_iam" in named,
    )


def _permissions(node: Any) -> dict[str, frozenset[str]]:
    return {
        directive.name.value: frozenset(
            value.value for argument in directive.arguments or () for value in getattr(argument.value, "values", ())
        )
        for directive in node.directives or ()
        if directive.name.value in {"aws_api_key", "aws_cognito_user_pools", "aws_iam"}
    }


@cache
def schema(*services: str) -> GraphQLSchema:
    """Build one schema of these services' parts, as AppSync merges them."""
    return graphql.build_schema(to_document(merge_parts(read_parts()[service] for service in services)))


def requests_of(field: Field) -> set[tuple[str, str]]:
    """Return method and path of each route that the field's resolver, or the functions of its pipeline, ask."""
    about = api(field.service)["fields"].get(str(field))
    if about is None:
        return set()
    modules = about.get("pipeline") or [about.get("code", str(field))]
    found: set[tuple[str, str]] = set()
    for module in modules:
        code = (folder(field.service) / "resolvers" / f"{module}.ts").read_text()
        methods, resources = re.findall(r"method: '(\w+)'", code), re.findall(r"resource: '([^']+)'", code)
        if "lineRoute" in code:  # a cart's line: a guest's cart or the customer's own
            resources = ["/carts/{cart_id}/lines/{isbn}"]
        found |= set(zip(methods, resources, strict=True))
    return found
