"""Translate a resolver's request into DynamoDB's own: the operation, its body, and how to read the response.

Source: AppSync developer guide, "JavaScript resolver function reference for DynamoDB". `Sync`, for versioned data
sources, is not supported.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from local.emulator.patches.appsync.dynamodb_values import (
    check_typed,
    mapping_error,
    order_by_keys,
    read_token,
    to_json,
    to_page,
)

Json = dict[str, Any]

TRANSACTED = {"PutItem": "Put", "UpdateItem": "Update", "DeleteItem": "Delete", "ConditionCheck": "ConditionCheck"}
PAGING = ("Limit", "ConsistentRead", "Select", "ScanIndexForward", "Segment", "TotalSegments")


class Call(NamedTuple):
    """One request to DynamoDB, and the function that turns its response into the resolver's result."""

    operation: str
    body: Json
    read: Callable[[Json], Any]


def to_call(table: str, request: Json) -> Call:
    """Translate a request to the table of its data source, or raise AppSync's error for one that it would not send."""
    operation = request.get("operation")
    if not operation:
        raise mapping_error("Value for field '$[operation]' not found.")
    if operation not in OPERATIONS:
        raise mapping_error(f"Unsupported operation '{operation}'.")
    return OPERATIONS[operation](table, request)


def _expressions(**parts: Json | None) -> Json:
    """Return each expression under its name, and the placeholders of all of them together."""
    filled = {name: part for name, part in parts.items() if part and part.get("expression")}
    names = {key: value for part in filled.values() for key, value in (part.get("expressionNames") or {}).items()}
    values = {key: value for part in filled.values() for key, value in (part.get("expressionValues") or {}).items()}
    placeholders = {
        "ExpressionAttributeNames": names,
        "ExpressionAttributeValues": check_typed("expressionValues", values),
    }
    return {name: part["expression"] for name, part in filled.items()} | {
        name: value for name, value in placeholders.items() if value
    }


def _item(request: Json) -> Json:
    key, attributes = check_typed("key", request.get("key")), request.get("attributeValues") or {}
    return {**key, **check_typed("attributeValues", attributes)}


def _on_one_item(table: str, request: Json) -> Json:
    """Return what an operation on one item has alone and in a transaction."""
    expressions = _expressions(
        ConditionExpression=request.get("condition"),
        UpdateExpression=request.get("update"),
        ProjectionExpression=request.get("projection"),
    )
    if request.get("operation") == "PutItem":
        return {"TableName": table, "Item": _item(request), **expressions}
    return {"TableName": table, "Key": check_typed("key", request.get("key")), **expressions}


def _get_item(table: str, request: Json) -> Call:
    body = _on_one_item(table, request) | {"ConsistentRead": bool(request.get("consistentRead"))}
    return Call("GetItem", body, lambda response: to_json(response.get("Item")))


def _put_item(table: str, request: Json) -> Call:
    return Call("PutItem", _on_one_item(table, request), lambda _: to_json(_item(request)))


def _update_item(table: str, request: Json) -> Call:
    body = _on_one_item(table, request) | {"ReturnValues": "ALL_NEW"}
    return Call("UpdateItem", body, lambda response: to_json(response.get("Attributes")))


def _delete_item(table: str, request: Json) -> Call:
    body = _on_one_item(table, request) | {"ReturnValues": "ALL_OLD"}
    return Call("DeleteItem", body, lambda response: to_json(response.get("Attributes")))


def _page_of(operation: str) -> Callable[[str, Json], Call]:
    def translate(table: str, request: Json) -> Call:
        if operation == "Query" and not request.get("query"):
            raise mapping_error("Value for field '$[query]' not found.")
        expressions = _expressions(
            KeyConditionExpression=request.get("query"),
            FilterExpression=request.get("filter"),
            ProjectionExpression=request.get("projection"),
        )
        options = {name: request.get(name[0].lower() + name[1:]) for name in PAGING}
        options |= {"IndexName": request.get("index"), "ExclusiveStartKey": read_token(request.get("nextToken"))}
        chosen = {name: value for name, value in options.items() if value is not None}
        return Call(operation, {"TableName": table, **expressions, **chosen}, to_page)

    return translate


def _batch_get(_: str, request: Json) -> Call:
    tables = request.get("tables") or {}
    parts = {
        table: {
            "Keys": [check_typed("keys", key) for key in part["keys"]],
            "ConsistentRead": bool(part.get("consistentRead")),
            **_expressions(ProjectionExpression=part.get("projection")),
        }
        for table, part in tables.items()
    }
    return Call("BatchGetItem", {"RequestItems": parts}, lambda response: order_by_keys(response, tables))


def _batch_write(kind: str, member: str, unprocessed: str) -> Callable[[str, Json], Call]:
    """Return the translation of BatchPutItem or BatchDeleteItem, whose results repeat what was written."""

    def translate(_: str, request: Json) -> Call:
        tables = request.get("tables") or {}
        parts = {
            table: [{kind: {member: check_typed(member, item)}} for item in items] for table, items in tables.items()
        }

        def read(response: Json) -> Json:
            refused = {
                table: [to_json(part[kind][member]) for part in parts]
                for table, parts in response.get("UnprocessedItems", {}).items()
            }
            data = {table: [to_json(item) for item in items] for table, items in tables.items()}
            return {"data": data, unprocessed: {table: refused.get(table, []) for table in tables}}

        return Call("BatchWriteItem", {"RequestItems": parts}, read)

    return translate


def _transact_get(_: str, request: Json) -> Call:
    gets = [{"Get": _on_one_item(part["table"], part)} for part in request.get("transactItems") or []]

    def read(response: Json) -> Json:
        items = [to_json(part.get("Item")) for part in response["Responses"]]
        return {"items": items, "cancellationReasons": None}

    return Call("TransactGetItems", {"TransactItems": gets}, read)


def _transact_write(_: str, request: Json) -> Call:
    parts = request.get("transactItems") or []
    done = {"keys": [to_json(part.get("key")) for part in parts], "cancellationReasons": None}
    return Call("TransactWriteItems", {"TransactItems": [_transacted(part) for part in parts]}, lambda _: done)


def _transacted(part: Json) -> Json:
    operation = part.get("operation")
    if operation not in TRANSACTED:
        raise mapping_error(f"Unsupported operation '{operation}'.")
    body = _on_one_item(part["table"], part)
    if (part.get("condition") or {}).get("returnValuesOnConditionCheckFailure", True):
        body["ReturnValuesOnConditionCheckFailure"] = "ALL_OLD"
    return {TRANSACTED[operation]: body}


OPERATIONS: dict[str, Callable[[str, Json], Call]] = {
    "GetItem": _get_item,
    "PutItem": _put_item,
    "UpdateItem": _update_item,
    "DeleteItem": _delete_item,
    "Query": _page_of("Query"),
    "Scan": _page_of("Scan"),
    "BatchGetItem": _batch_get,
    "BatchPutItem": _batch_write("PutRequest", "Item", "unprocessedItems"),
    "BatchDeleteItem": _batch_write("DeleteRequest", "Key", "unprocessedKeys"),
    "TransactGetItems": _transact_get,
    "TransactWriteItems": _transact_write,
}
