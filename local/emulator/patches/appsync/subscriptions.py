"""Publish the results of mutations to subscriptions: the emulator has none for GraphQL.

Source: AppSync developer guide, "Subscriptions". Each argument of a subscription must equal the field of the result, an
argument of null too; subscribers see no more of the result than the mutation has selected.
"""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import graphql
from graphql import FieldNode, FragmentDefinitionNode, GraphQLError, GraphQLResolveInfo, SelectionSetNode
from graphql.execution.collect_fields import collect_fields
from graphql.execution.values import get_argument_values, get_directive_values, get_variable_values
from ministack.services import appsync

from local.emulator.patches.appsync.callers import Caller
from local.emulator.patches.appsync.field_permissions import is_permitted
from local.emulator.patches.appsync.merged_apis import find_resolver
from local.emulator.patches.appsync.operations import Operation, to_error
from local.emulator.patches.appsync.resolvers import Invocation, resolve
from local.emulator.patches.appsync.subscription_filters import check_filter, is_match

Json = dict[str, Any]

subscribers: dict[str, set["Subscriber"]] = {}  # by API id


class Subscriber:
    """A client, and where its messages go."""

    def __init__(self) -> None:
        self.subscriptions: dict[str, Subscription] = {}
        self.outgoing: asyncio.Queue[Json] = asyncio.Queue()


class Subscription:
    """One operation that a client has started; raise GraphQLError for one that cannot be."""

    def __init__(self, api_id: str, caller: Caller, operation: Operation) -> None:
        if operation.kind != "subscription":
            raise GraphQLError("Only subscriptions can be started on the real-time endpoint.")
        self.api_id, self.caller = api_id, caller
        self.operation = replace(operation, variables=coerce_variables(operation))
        kind = operation.schema.subscription_type
        ((node, *_),) = select_fields(self.operation, kind).values()
        self.kind, self.name = kind.name, node.name.value
        field = kind.fields[self.name]
        self.arguments = get_argument_values(field, node, self.operation.variables)
        directive = get_directive_values(operation.schema.get_directive("aws_subscribe"), field.ast_node)
        self.mutations = set((directive or {}).get("mutations", ()))
        self.filter: Json | None = None

    def authorize(self, headers: Json) -> None:
        """Check who starts it; a resolver of the field may refuse too, or set a filter. Its value is not used."""
        permitted = is_permitted(appsync._apis[self.api_id], self.caller, self.operation.schema, self.kind, self.name)
        if not permitted or (self.caller.authorize and not self.caller.authorize(self.kind, self.name)):
            raise appsync._unauthorized_field(self.kind, self.name)
        owner, resolver = find_resolver(self.api_id, self.kind, self.name)
        if resolver is None:
            return
        selection = {"selectionSetList": [], "selectionSetGraphQL": ""}
        request = (self.caller.identity, headers, self.operation.variables, selection)
        invocation = Invocation(self.kind, self.name, self.arguments, {}, *request)
        resolve(owner, resolver, invocation)
        for call in invocation.extensions:
            if call["op"] == "setSubscriptionFilter":
                self.filter = check_filter(call["filter"])

    def is_about(self, mutation: str, result: Any) -> bool:
        """Tell whether the result of a mutation is for this subscription."""
        if mutation not in self.mutations or result is None:
            return False
        if self.filter is not None:
            return is_match(self.filter, result)
        fields = result if isinstance(result, dict) else {}
        return all(fields.get(name) == value for name, value in self.arguments.items())

    def select(self, result: Any) -> Json:
        """Return the result as this subscription selects it, without fields that its caller may not read."""
        selected = graphql.execute_sync(
            self.operation.schema,
            self.operation.document,
            {self.name: result},
            variable_values=self.operation.variables,
            operation_name=self.operation.name,
            field_resolver=self._read_field,
        )
        errors = [to_error(error) for error in selected.errors or []]
        return {"data": selected.data} | ({"errors": errors} if errors else {})

    def _read_field(self, source: Any, info: GraphQLResolveInfo, /, **_: Any) -> Any:
        name, type_name = info.field_name, info.parent_type.name
        if not is_permitted(appsync._apis[self.api_id], self.caller, self.operation.schema, type_name, name):
            raise appsync._unauthorized_field(type_name, name)
        return source.get(name) if isinstance(source, dict) else None


def coerce_variables(operation: Operation) -> Json:
    """Return the variables as the operation declares them, or raise the first error."""
    coerced = get_variable_values(operation.schema, operation.node.variable_definitions or [], operation.variables)
    if isinstance(coerced, list):
        raise coerced[0]
    variables: Json = coerced
    return variables


def select_fields(operation: Operation, kind: Any) -> dict[str, list[FieldNode]]:
    """Return what is selected of a root type, by the name in the response."""
    fragments, selected = _fragments(operation.document), operation.node.selection_set
    fields: dict[str, list[FieldNode]] = collect_fields(
        operation.schema, fragments, operation.variables, kind, selected
    )
    return fields


def publish(api_id: str, operation: Operation, data: Json) -> None:
    """Queue the results of an operation's mutations for their subscribers; call it on the event loop."""
    if api_id not in subscribers:
        return
    coerced, fragments = replace(operation, variables=coerce_variables(operation)), _fragments(operation.document)
    for key, nodes in select_fields(coerced, operation.schema.mutation_type).items():
        sets = [node.selection_set for node in nodes if node.selection_set]
        _publish_result(api_id, nodes[0].name.value, _by_field_name(data.get(key), sets, fragments))


def _publish_result(api_id: str, mutation: str, result: Any) -> None:
    for subscriber in subscribers[api_id]:
        for name, subscription in subscriber.subscriptions.items():
            if subscription.is_about(mutation, result):
                message = {"type": "data", "id": name, "payload": subscription.select(result)}
                subscriber.outgoing.put_nowait(message)


def _by_field_name(value: Any, sets: list[SelectionSetNode], fragments: dict[str, FragmentDefinitionNode]) -> Any:
    """Return a value of the response with the fields' own names in place of aliases."""
    if isinstance(value, list):
        return [_by_field_name(element, sets, fragments) for element in value]
    if not isinstance(value, dict):
        return value
    named: Json = {}
    for node in (node for selected in sets for node in _field_nodes(selected, fragments)):
        key = (node.alias or node.name).value
        if key in value:
            below = [node.selection_set] if node.selection_set else []
            result, previous = _by_field_name(value[key], below, fragments), named.get(node.name.value)
            if isinstance(result, dict) and isinstance(previous, dict):
                result = {**previous, **result}
            named[node.name.value] = result
    return named


def _field_nodes(selected: SelectionSetNode, fragments: dict[str, FragmentDefinitionNode]) -> Iterator[FieldNode]:
    for node in selected.selections:
        if isinstance(node, FieldNode):
            yield node
        else:
            fragment = fragments[node.name.value] if hasattr(node, "name") else node
            yield from _field_nodes(fragment.selection_set, fragments)


def _fragments(document: Any) -> dict[str, FragmentDefinitionNode]:
    definitions = [node for node in document.definitions if isinstance(node, FragmentDefinitionNode)]
    return {node.name.value: node for node in definitions}
