"""Run an operation as AppSync does: siblings at once, within the limits, with partial data when a field fails.

The emulator resolves one field after the other, knows no limits and no time-out, and lets everybody see every field.
"""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from typing import Any

import graphql
from graphql import ExecutionResult, GraphQLResolveInfo
from ministack.core import appsync_js
from ministack.services import appsync

from local.emulator.patches.appsync.batches import Batches
from local.emulator.patches.appsync.callers import Caller
from local.emulator.patches.appsync.field_permissions import is_permitted
from local.emulator.patches.appsync.merged_apis import find_resolver
from local.emulator.patches.appsync.operations import Operation
from local.emulator.patches.appsync.resolvers import Invocation, ResolverError, resolve
from local.emulator.patches.appsync.selections import describe_selection

Json = dict[str, Any]

CONCURRENT_RESOLVERS = 4  # of one request; each holds a Node process while its code runs
MOST_RESOLVERS = 10_000  # AppSync's own limit for a request
TIME_LIMIT = 30.0  # seconds, AppSync's own for a request; fields that have a value by then are in the response

_threads = ThreadPoolExecutor(64, "appsync resolver")


def apply() -> None:
    """Keep as many Node processes as a request can use; the operations themselves come from `requests`."""
    appsync_js._pool.max_idle = CONCURRENT_RESOLVERS


class Execution:
    """One operation, and what all its resolvers share."""

    def __init__(self, api_id: str, caller: Caller, operation: Operation, headers: Json) -> None:
        self.api_id, self.api, self.caller = api_id, appsync._apis[api_id], caller
        self.operation, self.headers = operation, headers
        self.appended: list[Json] = []  # errors beside the data
        self.allowed: list[bool] = []  # may the caller's policies call each top-level field?
        self.resolvers = 0
        self.batches = Batches(self.run_in_thread)
        self.slots = asyncio.Semaphore(CONCURRENT_RESOLVERS)
        self.deadline = asyncio.get_running_loop().time() + TIME_LIMIT

    async def run(self) -> ExecutionResult:
        """Run on the emulator's event loop; graphql-core awaits the siblings of a query together."""
        result = graphql.execute(
            self.operation.schema,
            self.operation.document,
            variable_values=self.operation.variables,
            operation_name=self.operation.name,
            field_resolver=self.resolve_field,
        )
        return await result if asyncio.iscoroutine(result) else result

    def resolve_field(self, source: Any, info: GraphQLResolveInfo, /, **arguments: Any) -> Any:
        """Return a field's value or its future; a refusal is a future too, or siblings under way would be lost."""
        try:
            return self._resolve(source, info, arguments)
        except ResolverError as error:
            refusal = asyncio.get_running_loop().create_future()
            refusal.set_exception(error)
            return _observed(refusal)

    def _resolve(self, source: Any, info: GraphQLResolveInfo, arguments: Json) -> Any:
        type_name, name = info.parent_type.name, info.field_name
        self._check_permission(type_name, name, is_top_level=info.path.prev is None)
        owner, resolver = find_resolver(self.api_id, type_name, name)
        if resolver is None:
            return source.get(name) if isinstance(source, dict) else None
        self._count_resolver()
        invocation = Invocation(
            type_name,
            name,
            arguments,
            source if isinstance(source, dict) else {},
            self.caller.identity,
            self.headers,
            self.operation.variables,
            describe_selection(info),
            self.appended,
        )
        if resolver.get("maxBatchSize"):
            place = tuple(str(key) for key in info.path.as_list() if isinstance(key, str))
            return _observed(self.batches.add((type_name, *place), owner, resolver, invocation))
        return _observed(asyncio.ensure_future(self.run_in_thread(resolve, owner, resolver, invocation)))

    def _check_permission(self, type_name: str, name: str, *, is_top_level: bool) -> None:
        permitted = is_permitted(self.api, self.caller, self.operation.schema, type_name, name)
        if is_top_level and self.caller.authorize:
            self.allowed.append(self.caller.authorize(type_name, name))
            permitted = permitted and self.allowed[-1]
        if not permitted:
            raise appsync._unauthorized_field(type_name, name)

    def _count_resolver(self) -> None:
        self.resolvers += 1
        limit = int(self.api.get("resolverCountLimit") or MOST_RESOLVERS)
        if self.resolvers > limit:
            raise ResolverError(f"Resolver count limit of {limit} exceeded.", "ResolverCountLimitExceeded")

    async def run_in_thread(self, work: Any, *arguments: Any) -> Any:
        """Run blocking work with the account and region of the request, until its time is over."""
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout_at(self.deadline), self.slots:
                return await loop.run_in_executor(_threads, copy_context().run, work, *arguments)
        except TimeoutError as error:
            raise ResolverError("Execution timed out.", "ExecutionTimeout") from error


def _observed(future: asyncio.Future[Any]) -> asyncio.Future[Any]:
    """Take notice of its error: nobody awaits a field whose sibling has already failed their parent."""
    future.add_done_callback(lambda done: done.cancelled() or done.exception())
    return future
