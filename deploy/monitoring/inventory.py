"""List what a stage is made of, by the stacks themselves: nothing that is deployed can be forgotten."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

FUNCTION, TABLE, QUEUE, API = (
    "AWS::Lambda::Function",
    "AWS::DynamoDB::Table",
    "AWS::SQS::Queue",
    "AWS::ApiGateway::RestApi",
)
SEARCH, CACHE, GRAPH = (
    "AWS::OpenSearchService::Domain",
    "AWS::ElastiCache::ReplicationGroup",
    "AWS::Neptune::DBCluster",
)
WATCHED = (FUNCTION, TABLE, QUEUE, API, SEARCH, CACHE, GRAPH)


@dataclass(frozen=True)
class Resource:
    """One resource: the stack's name for it, its type, and the name by which CloudWatch knows it."""

    logical: str
    kind: str
    name: str


@dataclass(frozen=True)
class Part:
    """A service, or the engines, with its resources."""

    name: str
    resources: tuple[Resource, ...]

    def of(self, kind: str) -> list[Resource]:
        """Return the resources of a type, by name."""
        return sorted((each for each in self.resources if each.kind == kind), key=lambda each: each.name)


def list_part(name: str, stack: str, cloudformation: Any) -> Part:
    """Return the stack's resources that can be watched; none when there is no such stack."""
    pages = cloudformation.get_paginator("list_stack_resources").paginate(StackName=stack)
    try:
        summaries = [each for page in pages for each in page["StackResourceSummaries"]]
    except cloudformation.exceptions.ClientError as error:
        if "does not exist" not in str(error):
            raise
        summaries = []
    return Part(name, tuple(to_resources(name, summaries)))


def to_resources(part: str, summaries: Iterable[Mapping[str, Any]]) -> Iterable[Resource]:
    """Turn CloudFormation's summaries into resources.

    CloudWatch knows a queue by the end of its address, a REST API by its title, which is Chalice's name of the app, and
    of a cache its first node.
    """
    for each in summaries:
        kind = each["ResourceType"]
        if kind in WATCHED:
            physical = str(each["PhysicalResourceId"]).rpartition("/")[2]
            name = {API: f"bookstore-{part}", CACHE: f"{physical}-001"}.get(kind, physical)
            yield Resource(each["LogicalResourceId"], kind, name)
