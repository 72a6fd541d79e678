"""Answer GraphQL requests: the emulator guesses with regular expressions for an API that has no schema.

An operation is run on the emulator's event loop, its resolvers in threads of their own.
"""

from typing import Any

from graphql import GraphQLError
from ministack.core import appsync_graphql
from ministack.services import appsync

from local.emulator.patches.appsync import callers, source_calls, subscriptions
from local.emulator.patches.appsync.callers import Authorize, Caller
from local.emulator.patches.appsync.execution import Execution
from local.emulator.patches.appsync.main_loop import run_on_main_loop
from local.emulator.patches.appsync.operations import InvalidOperation, Operation, prepare, to_error

Json = dict[str, Any]


def apply() -> None:
    """Replace what follows when the emulator has found the API and read the body."""
    appsync._execute_graphql = answer


def answer(api_id: str, data: Json, headers: Json | None = None, authorize: Authorize | None = None) -> Any:
    """Answer one request of a client."""
    refusal = _find_fault(data)
    if refusal:
        return appsync._malformed_graphql_request(refusal)
    if api_id not in appsync._apis:
        return appsync._graphql_error(404, "ResourceNotFoundException", "Unable to find the Api.")
    request = {
        "query": data["query"],
        "variables": data.get("variables") or {},
        "operation_name": data.get("operationName"),
    }
    caller = callers.identify(api_id, headers or {}, authorize, **request)
    if caller is None:
        return appsync._unauthorized_response()
    return execute(api_id, caller, headers=headers or {}, **request)


def _find_fault(data: Json) -> str | None:
    query, variables = data.get("query"), data.get("variables")
    if query is None:
        return "Invalid request, `query` can't be null."
    if not isinstance(query, str) or not isinstance(variables, dict | None):
        return "Invalid JSON payload in GraphQLAuth POST request."
    return None if query.strip() else "Invalid request, `query` can't be empty."


def execute(
    api_id: str, caller: Caller, query: str, variables: Json, operation_name: str | None = None, *, headers: Json
) -> Any:
    """Run an operation for a caller who has been identified; wait for it in the calling thread."""
    try:
        operation = prepare(api_id, query, variables, operation_name)
    except appsync_graphql.SchemaUnavailable as error:
        return _respond(None, [{"message": str(error), "errorType": "GraphQLSchemaException"}])
    except InvalidOperation as invalid:
        return _respond(None, [to_error(error) for error in invalid.errors])
    except (GraphQLError, RecursionError):
        return appsync._malformed_graphql_request("Unable to parse GraphQL query.")
    if operation.kind == "subscription":
        message = "Subscriptions are started on the real-time endpoint."
        return _respond(None, [{"message": message, "errorType": "UnsupportedOperation"}])
    return run_on_main_loop(_run(api_id, caller, operation, headers))


async def _run(api_id: str, caller: Caller, operation: Operation, headers: Json) -> Any:
    calls = source_calls.start()
    execution = Execution(api_id, caller, operation, headers)
    result = await execution.run()
    if _is_denied(execution, result.data):
        return appsync._unauthorized_response("Permission denied")
    if operation.kind == "mutation" and result.data:
        subscriptions.publish(api_id, operation, result.data)
    appended = [
        {"path": None, "data": None, "errorInfo": None, "locations": None, **error} for error in execution.appended
    ]
    status, head, body = _respond(result.data, [to_error(error) for error in result.errors or []] + appended)
    return status, {**head, source_calls.HEADER: source_calls.to_header(calls)}, body


def _is_denied(execution: Execution, data: Json | None) -> bool:
    """Tell whether a signed request is refused as a whole: its caller may call no field, or not even `__typename`."""
    authorize = execution.caller.authorize
    if authorize and data is not None and not execution.allowed:
        return not authorize(execution.operation.kind.capitalize(), "__typename")
    return bool(execution.allowed) and not any(execution.allowed)


def _respond(data: Json | None, errors: list[Json]) -> Any:
    return appsync._json(200, {"data": data} | ({"errors": errors} if errors else {}))
