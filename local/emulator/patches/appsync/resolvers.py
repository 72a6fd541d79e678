"""Run resolvers as AppSync does: the emulator loses what refused a request, and what a pipeline's request returned.

Source: AppSync developer guide, "JavaScript resolvers overview". Mapping templates (VTL) are refused: the emulator
guesses what they do from the name of the field.
"""

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from ministack.core import appsync_js, node_pool
from ministack.services import appsync

Json = dict[str, Any]

ResolverError = appsync._AppSyncResolverError
EARLY_RETURN, MISSING = "earlyReturn", "missing"


@dataclass(frozen=True)
class Invocation:
    """One field to resolve, and what its code may know of the request."""

    type_name: str
    field_name: str
    arguments: Json
    source: Json
    identity: Json | None
    headers: Json
    variables: Json
    selection: Json
    appended: list[Json] = field(default_factory=list)  # errors of util.appendError
    extensions: list[Json] = field(default_factory=list)  # calls such as extensions.setSubscriptionFilter

    def context(self, owner: str, stash: Json, previous: Any = None, **more: Any) -> Json:
        """Return `ctx`; `owner` is the API whose environment variables the code reads."""
        context: Json = appsync._js_ctx(
            self.arguments,
            self.identity,
            self.source,
            self.headers,
            self.variables,
            self.field_name,
            self.type_name,
            stash,
            previous,
            api_env=appsync._api_env(owner),
        )
        context["info"].update(self.selection)
        return {**context, **more}


class Evaluation(NamedTuple):
    """What a handler returned, or what `runtime.earlyReturn` ended it with."""

    status: str
    value: Any
    skip_to: str | None = None


class Stage(NamedTuple):
    """The value of a function of a pipeline, and whether it ends the pipeline."""

    value: Any
    is_last: bool = False


def resolve(owner: str, resolver: Json, invocation: Invocation) -> Any:
    """Return the field's value, or raise ResolverError; data sources and functions are those of the API `owner`."""
    if resolver.get("kind") == "PIPELINE":
        return _run_pipeline(owner, resolver, invocation)
    if not _code(resolver) and data_source(owner, resolver).get("type") == "AWS_LAMBDA":
        payload = invocation.context(owner, {})
        return _query(owner, resolver, {"operation": "Invoke", "payload": payload}, payload)
    return _run_stage(owner, resolver, invocation, {}, None).value


def _run_pipeline(owner: str, resolver: Json, invocation: Invocation) -> Any:
    stash: Json = {}
    before = evaluate(_code(resolver, required=True), "request", invocation.context(owner, stash), invocation)
    result = before.value
    functions = [] if before.status == EARLY_RETURN else resolver["pipelineConfig"]["functions"]
    for function_id in functions:
        function = (appsync._functions.get(owner) or {}).get(function_id)
        if function is None:
            raise ResolverError(f"The function {function_id} of the pipeline does not exist.", "InvalidResolver")
        stage = _run_stage(owner, function, invocation, stash, result)
        result = stage.value
        if stage.is_last:
            break
    after = invocation.context(owner, stash, result, result=result)
    response = evaluate(resolver["code"], "response", after, invocation)
    return result if response.status == MISSING else response.value


def _run_stage(owner: str, unit: Json, invocation: Invocation, stash: Json, previous: Any) -> Stage:
    """Run a resolver without a pipeline, or a function of one: request, data source, response."""
    code = _code(unit, required=True)
    context = invocation.context(owner, stash, previous)
    request = evaluate(code, "request", context, invocation)
    if request.status == EARLY_RETURN:
        return Stage(request.value, is_last=request.skip_to == "END")
    if request.status == MISSING:
        raise ResolverError("The code exports no function request.", "InvalidResolver")
    result, outcome = None, {}
    try:
        result = _query(owner, unit, request.value, context)
    except ResolverError as error:  # the code decides what it means
        result, outcome = error.data, {"error": {"message": str(error), "type": error.error_type}}
    after = invocation.context(owner, stash, previous, result=result, **outcome)
    response = evaluate(code, "response", after, invocation)
    return Stage(result if response.status == MISSING else response.value)


def evaluate(code: str, function: str, context: Json, invocation: Invocation) -> Evaluation:
    """Call one handler of the code; what it puts into the stash is in the context's afterwards."""
    call = {"code": code, "fn": function, "ctx": context}
    try:
        reply = appsync_js._pool.call(call)
    except node_pool.NodeWorkerTimeout as error:
        raise ResolverError("Execution timed out.", "ExecutionTimeout") from error
    except node_pool.NodeWorkerError as error:
        raise ResolverError(f"The code could not be run: {error}", "InternalFailure") from error
    invocation.appended.extend(reply.get("appended") or [])
    invocation.extensions.extend(reply.get("extensions") or [])
    if reply["status"] == "error":
        failure = reply["error"]
        raise ResolverError(failure["message"], failure["errorType"], failure["data"], failure["errorInfo"])
    stash = reply.get("stash") or {}
    context["stash"].clear()
    context["stash"].update(stash)
    return Evaluation(reply["status"], reply.get("value"), reply.get("skipTo"))


def _query(owner: str, unit: Json, request: Any, context: Json) -> Any:
    source = data_source(owner, unit)
    handler = appsync._DATA_SOURCE_HANDLERS.get(source.get("type", "NONE"))
    if handler is None:
        raise ResolverError(f"A data source of type {source['type']} cannot be used here.", "NotImplemented")
    return handler(owner, source, request, context)


def data_source(owner: str, unit: Json) -> Json:
    """Return the data source of a resolver or function; nothing for one that names none."""
    name = unit.get("dataSourceName")
    source: Json | None = (appsync._data_sources.get(owner) or {}).get(name)
    if name and source is None:
        raise ResolverError(f"The data source {name} does not exist.", "InvalidDataSource")
    return source or {}


def _code(unit: Json, *, required: bool = False) -> str:
    runtime = (unit.get("runtime") or {}).get("name")
    if required and (runtime != "APPSYNC_JS" or not unit.get("code")):
        raise ResolverError("Only code for the runtime APPSYNC_JS can be run here.", "UnsupportedRuntime")
    return unit.get("code") or ""
