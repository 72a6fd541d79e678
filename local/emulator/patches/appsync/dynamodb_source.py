"""Send a resolver's request to DynamoDB as it is: the emulator's data source scans, and ignores keys and conditions.

Source: AppSync developer guide, "JavaScript resolver function reference for DynamoDB".
"""

import json
from http import HTTPStatus
from typing import Any

from ministack.core import iam_actions
from ministack.core.responses import get_account_id, get_region
from ministack.services import appsync, dynamodb

from local.emulator.patches.appsync import service_roles, source_calls
from local.emulator.patches.appsync.dynamodb_requests import to_call
from local.emulator.patches.appsync.dynamodb_values import mapping_error, to_json, to_reason
from local.emulator.patches.appsync.main_loop import run_on_main_loop

Json = dict[str, Any]


class DynamoDbError(Exception):
    """DynamoDB's refusal of a request."""

    def __init__(self, response: Json) -> None:
        self.kind = response.get("__type", "DynamoDbException").rpartition("#")[2]
        super().__init__(response.get("message") or response.get("Message") or self.kind)
        self.reasons = response.get("CancellationReasons") or []


def apply() -> None:
    """Replace the data source where the emulator has already selected its region."""
    appsync._ds_dynamodb_in_region = run


def run(_api_id: str, source: Json, request: Any, _context: Json) -> Any:
    """Run one request of a resolver within the role of its data source."""
    if not isinstance(request, dict):
        raise mapping_error("Expected a JSON object as the request.")
    table = source["dynamodbConfig"]["tableName"]
    try:
        call = to_call(table, request)
    except (KeyError, TypeError, AttributeError) as error:
        raise mapping_error(f"The request has not the shape of {request.get('operation')}: {error}") from error
    try:
        return call.read(_send(source, call.operation, call.body))
    except service_roles.AccessDenied as denied:
        raise appsync._AppSyncResolverError(str(denied), "DynamoDB:AccessDeniedException") from denied
    except DynamoDbError as refused:
        return _read_refusal(source, table, request, refused)


def _send(source: Json, operation: str, body: Json) -> Json:
    encoded = json.dumps(body).encode()
    _enforce(source.get("serviceRoleArn", ""), operation, encoded)
    source_calls.record(operation)
    headers = {"x-amz-target": f"DynamoDB_20120810.{operation}"}
    status, _, answer = run_on_main_loop(dynamodb.handle_request("POST", "/", headers, encoded, {}))
    response: Json = json.loads(answer)
    if status != HTTPStatus.OK:
        raise DynamoDbError(response)
    return response


def _enforce(role: str, operation: str, body: bytes) -> None:
    """Check each part of a transaction as the action that it is, and each table or index that is named."""
    action, region, account = f"dynamodb:{operation}", get_region(), get_account_id()
    parts = iam_actions.dynamodb_transaction_checks(action, body, region, account)
    tables = [(action, arn) for arn in iam_actions.dynamodb_resource_arns(body, region, account)]
    for part, resource in parts or tables:
        service_roles.enforce(role, part, resource, context=iam_actions.dynamodb_service_context(body))


def _read_refusal(source: Json, table: str, request: Json, refused: DynamoDbError) -> Any:
    """Return the item when a refused condition has changed nothing that was to change, else raise the error with it."""
    result: Any = None
    if refused.kind == "TransactionCanceledException":
        name = "items" if request["operation"] == "TransactGetItems" else "keys"
        result = {name: None, "cancellationReasons": [to_reason(reason) for reason in refused.reasons]}
    elif refused.kind == "ConditionalCheckFailedException":
        present = _present_item(source, table, request)
        if _is_as_requested(request, present):
            return to_json(present)
        result = to_json(present)
    raise appsync._AppSyncResolverError(str(refused), f"DynamoDB:{refused.kind}", data=result) from refused


def _present_item(source: Json, table: str, request: Json) -> Json | None:
    """Read what stands in the way; as on AWS, a role that may not read leaves it unknown."""
    consistent = (request.get("condition") or {}).get("consistentRead", True)
    body = {"TableName": table, "Key": request["key"], "ConsistentRead": consistent}
    try:
        item: Json | None = _send(source, "GetItem", body).get("Item")
    except service_roles.AccessDenied:
        return None
    return item


def _is_as_requested(request: Json, present: Json | None) -> bool:
    """AppSync takes a put of what is there already, and a deletion of what is not, as a success."""
    if request["operation"] == "DeleteItem":
        return present is None
    if request["operation"] != "PutItem" or present is None:
        return False
    item = {**request["key"], **(request.get("attributeValues") or {})}
    ignored = (request.get("condition") or {}).get("equalsIgnore") or []
    return all(item.get(name) == present.get(name) for name in {*item, *present} if name not in ignored)
