"""Invoke functions within the data source's role, and report their failures under AppSync's own types.

Source: AppSync developer guide, "JavaScript resolver function reference for Lambda".
"""

import json
import threading
from contextvars import copy_context
from typing import Any

from ministack.services import appsync, lambda_svc

from local.emulator.patches.appsync import service_roles, source_calls

Json = dict[str, Any]


def apply() -> None:
    """Replace the data source, for resolvers and for the functions of pipelines."""
    appsync._DATA_SOURCE_HANDLERS["AWS_LAMBDA"] = run


def run(_api_id: str, source: Json, request: Any, _context: Json) -> Any:
    """Invoke with the payload of the request; `BatchInvoke` of a resolver that has no batches is a batch of one."""
    if not isinstance(request, dict) or request.get("operation") not in ("Invoke", "BatchInvoke"):
        raise appsync._AppSyncResolverError("The operation must be Invoke or BatchInvoke.", "MappingTemplate")
    if request["operation"] == "BatchInvoke":
        return invoke_batch(source, [request.get("payload")])[0]
    if request.get("invocationType") == "Event":
        return _start(source, request.get("payload"))
    return invoke(source, request.get("payload"))


def invoke_batch(source: Json, payloads: list[Any]) -> list[Any]:
    """Invoke once with all payloads; the function must return one result for each, in their order."""
    results = invoke(source, payloads)
    if not isinstance(results, list) or len(results) != len(payloads):
        message = f"The function must return a list of {len(payloads)} results, one for each payload."
        raise appsync._AppSyncResolverError(message, "Lambda:IllegalArgument")
    return results


def invoke(source: Json, payload: Any) -> Any:
    """Return what the function returns."""
    function = _function(source)
    source_calls.record(source["lambdaConfig"]["lambdaFunctionArn"].rpartition(":")[2])
    result = lambda_svc._execute_function_with_config_scope(function, payload)
    body = result.get("body")
    if result.get("error") or result.get("throttle"):
        raise _to_error(result)
    if isinstance(body, str | bytes):
        try:
            return json.loads(body)
        except ValueError:
            return body
    return body


def _start(source: Json, payload: Any) -> None:
    """Invoke without waiting, as an asynchronous invocation does: its result is null."""
    function = _function(source)
    work = (lambda_svc._execute_function_with_config_scope, function, payload)
    threading.Thread(target=copy_context().run, args=work, daemon=True).start()


def _function(source: Json) -> Any:
    """Return the function as the emulator executes it, if the role may invoke it."""
    arn = source["lambdaConfig"]["lambdaFunctionArn"]
    try:
        service_roles.enforce(source.get("serviceRoleArn", ""), "lambda:InvokeFunction", arn)
    except service_roles.AccessDenied as denied:
        raise appsync._AppSyncResolverError(str(denied), "Lambda:AccessDeniedException") from denied
    function, config, _ = lambda_svc._get_func_record_for_ref(arn)
    if not function or not config:
        raise appsync._AppSyncResolverError(f"Function not found: {arn}", "Lambda:ResourceNotFoundException")
    return lambda_svc._execution_record_for_config(function, config)


def _to_error(result: Json) -> Exception:
    body = result.get("body")
    failure = body if isinstance(body, dict) else {}
    kind = "Lambda:TooManyRequestsException" if result.get("throttle") else "Lambda:Unhandled"
    message = failure.get("errorMessage") or failure.get("Reason") or "The function failed."
    error: Exception = appsync._AppSyncResolverError(message, kind)
    return error
