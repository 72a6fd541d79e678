"""Send one `BatchInvoke` for the same field of many parents: the emulator calls the function once for each.

Source: AppSync developer guide, "JavaScript resolver function reference for Lambda".
"""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any

from local.emulator.patches.appsync import lambda_source
from local.emulator.patches.appsync.resolvers import EARLY_RETURN, Invocation, ResolverError, data_source, evaluate

Json = dict[str, Any]
RunInThread = Callable[..., Coroutine[Any, Any, Any]]


@dataclass(frozen=True)
class Entry:
    """One parent's field, whose value is awaited."""

    invocation: Invocation
    value: asyncio.Future[Any]


class Batches:
    """The batches of one request: all parents of a list reach the same field in one turn of the event loop."""

    def __init__(self, run_in_thread: RunInThread) -> None:
        self.run_in_thread = run_in_thread
        self.pending: dict[tuple[str, ...], list[Entry]] = {}
        self.tasks: set[asyncio.Task[None]] = set()

    def add(self, key: tuple[str, ...], owner: str, resolver: Json, invocation: Invocation) -> asyncio.Future[Any]:
        """Return the field's future value; `key` names the place in the request that a batch is for."""
        loop = asyncio.get_running_loop()
        entry = Entry(invocation, loop.create_future())
        if key not in self.pending:
            loop.call_soon(self._start, key, owner, resolver)
        self.pending.setdefault(key, []).append(entry)
        return entry.value

    def _start(self, key: tuple[str, ...], owner: str, resolver: Json) -> None:
        entries, size = self.pending.pop(key), int(resolver["maxBatchSize"])
        for start in range(0, len(entries), size):
            task = asyncio.create_task(self._resolve(entries[start : start + size], owner, resolver))
            self.tasks.add(task)
            task.add_done_callback(self.tasks.discard)

    async def _resolve(self, entries: list[Entry], owner: str, resolver: Json) -> None:
        """Give every entry its own value or its own error; a failed call fails them all."""
        try:
            results = await self.run_in_thread(_invoke, entries, owner, resolver)
        except Exception as error:
            results = [error] * len(entries)
        for entry, result in zip(entries, results, strict=True):
            if isinstance(result, Exception):
                entry.value.set_exception(result)
            else:
                entry.value.set_result(result)


def _invoke(entries: list[Entry], owner: str, resolver: Json) -> list[Any]:
    """Evaluate each request, invoke once with the payloads of all, and evaluate each response."""
    stashes: list[Json] = [{} for _ in entries]
    requests = [_request(entry, owner, resolver, stash) for entry, stash in zip(entries, stashes, strict=True)]
    sent = [index for index, request in enumerate(requests) if isinstance(request, Payload)]
    results: dict[int, Any] = {}
    error: Json = {}
    if sent:
        try:
            payloads = [requests[index].value for index in sent]
            results = dict(zip(sent, lambda_source.invoke_batch(data_source(owner, resolver), payloads), strict=True))
        except ResolverError as failure:
            error = {"error": {"message": str(failure), "type": failure.error_type}}
    return [
        _response(entries[index], owner, resolver, stashes[index], {"result": results.get(index), **error})
        if isinstance(request, Payload)
        else request
        for index, request in enumerate(requests)
    ]


@dataclass(frozen=True)
class Payload:
    """What one entry sends to the function; other entries have returned early, or failed."""

    value: Any


def _request(entry: Entry, owner: str, resolver: Json, stash: Json) -> Any:
    context = entry.invocation.context(owner, stash)
    try:
        request = evaluate(resolver["code"], "request", context, entry.invocation)
    except ResolverError as error:
        return error
    if request.status == EARLY_RETURN:
        return request.value
    if not isinstance(request.value, dict) or request.value.get("operation") != "BatchInvoke":
        return ResolverError("Each request of a resolver with maxBatchSize must be a BatchInvoke.", "MappingTemplate")
    return Payload(request.value.get("payload"))


def _response(entry: Entry, owner: str, resolver: Json, stash: Json, outcome: Json) -> Any:
    context = entry.invocation.context(owner, stash, **outcome)
    try:
        return evaluate(resolver["code"], "response", context, entry.invocation).value
    except ResolverError as failure:
        return failure
