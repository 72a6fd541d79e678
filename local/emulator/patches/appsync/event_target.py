"""Deliver events to AppSync: the emulator accepts a rule's target that is a GraphQL API, and drops the event.

Source: EventBridge user guide, "AWS AppSync targets for rules". What fails goes whole to the target's dead-letter
queue, at once: EventBridge would retry first.
"""

import json
import threading
from contextvars import copy_context
from http import HTTPStatus
from typing import Any

import graphql
from graphql import GraphQLError, OperationType
from ministack.core.arn import ArnParseError, parse_arn
from ministack.services import appsync, eventbridge, sqs
from ministack.services.cloudformation import provisioners

from local.emulator.patches.appsync import requests, service_roles
from local.emulator.patches.appsync.callers import IAM, Caller

Json = dict[str, Any]

API = "AWS::AppSync::GraphQLApi"
ENDPOINT = "endpoints/graphql-api/"
EVENTBRIDGE = "events.amazonaws.com"


class NotDelivered(Exception):
    """The mutation could not be called, or did not succeed."""


def apply() -> None:
    """Handle targets that are endpoints of AppSync, and add the endpoint's ARN to what templates can name."""
    eventbridge._invoke_target = _invoke_target
    handler = provisioners._RESOURCE_HANDLERS[API]
    plain_create, plain_update = handler["create"], handler["update"]
    handler["create"] = lambda *arguments, **options: _with_endpoints(plain_create(*arguments, **options))
    handler["update"] = lambda *arguments, **options: _with_endpoints(plain_update(*arguments, **options))


_plain = eventbridge._invoke_target


def _invoke_target(target: Json, event: Json, rule: Json, view: Any = None) -> None:
    endpoint = _endpoint(target.get("Arn", ""))
    if endpoint is None:
        _plain(target, event, rule, view)
        return
    view = view or eventbridge._pattern_event_view(event)
    payload = _payload(target, rule, view)
    arguments = (target, endpoint, payload, rule, view.event_with_detail())
    threading.Thread(target=copy_context().run, args=(_deliver, *arguments), daemon=True).start()


def _endpoint(arn: str) -> str | None:
    """Return the API's id when the ARN is that of an endpoint in the region of the event."""
    try:
        parsed = parse_arn(arn)
    except ArnParseError:
        return None
    is_endpoint = parsed.service == "appsync" and parsed.resource.startswith(ENDPOINT)
    return parsed.resource.removeprefix(ENDPOINT) if is_endpoint else None


def _payload(target: Json, rule: Json, view: Any) -> Any:
    """Return what the target is sent, which are the variables of the mutation."""
    if target.get("InputTransformer"):
        return eventbridge._apply_input_transformer(target["InputTransformer"], rule, view)
    if target.get("Input"):
        return target["Input"]
    payload = view.event_with_detail()
    for name in target.get("InputPath", "").strip("$.").split("."):
        payload = payload[name] if name and isinstance(payload, dict) and name in payload else payload
    return payload


def _deliver(target: Json, api_id: str, payload: Any, rule: Json, event: Json) -> None:
    try:
        _call_mutation(target, api_id, payload)
    except Exception as error:
        eventbridge.logger.warning("EventBridge: target %s not delivered: %s", target["Arn"], error)
        _park(target, rule, event, error)


def _call_mutation(target: Json, api_id: str, payload: Any) -> None:
    api = appsync._apis.get(api_id)
    if api is None:
        raise NotDelivered(f"GraphQL API {api_id} not found.")
    if IAM not in appsync._auth_modes(api):
        raise NotDelivered("The API must accept AWS_IAM.")
    operation = (target.get("AppSyncParameters") or {}).get("GraphQLOperation", "")
    _check_mutation(operation)
    variables = json.loads(payload) if isinstance(payload, str) else payload
    if not isinstance(variables, dict):
        raise NotDelivered("The input of the target must be an object: the variables of the mutation.")
    role = target.get("RoleArn", "")
    caller = Caller(IAM, {"userArn": role}, lambda type_name, field: _may_call(role, api, type_name, field))
    status, _, answer = requests.execute(api_id, caller, operation, variables, headers={})
    response = json.loads(answer)
    if status != HTTPStatus.OK or not response.get("data") or response.get("errors"):
        raise NotDelivered(json.dumps(response.get("errors") or response))


def _check_mutation(operation: str) -> None:
    try:
        document = graphql.parse(operation)
    except GraphQLError as error:
        raise NotDelivered(f"GraphQLOperation cannot be parsed: {error.message}") from error
    if any(
        getattr(node, "operation", OperationType.MUTATION) != OperationType.MUTATION for node in document.definitions
    ):
        raise NotDelivered("GraphQLOperation must be a mutation.")


def _may_call(role: str, api: Json, type_name: str, field: str) -> bool:
    resource = f"{api['arn']}/types/{type_name}/fields/{field}"
    try:
        service_roles.enforce(role, "appsync:GraphQL", resource, service=EVENTBRIDGE)
    except service_roles.AccessDenied as denied:
        eventbridge.logger.warning("EventBridge: %s", denied)
        return False
    return True


def _park(target: Json, rule: Json, event: Json, error: Exception) -> None:
    """Send the whole event to the target's dead-letter queue, with the reason, as EventBridge describes it."""
    queue = sqs._queue_by_arn((target.get("DeadLetterConfig") or {}).get("Arn", ""))
    if not queue:
        return
    attributes = {
        "RULE_ARN": rule.get("Arn", ""),
        "TARGET_ARN": target["Arn"],
        "ERROR_CODE": "SDK_CLIENT_ERROR",
        "ERROR_MESSAGE": str(error),
    }
    message = {
        "MessageBody": json.dumps(event),
        "MessageAttributes": {
            name: {"DataType": "String", "StringValue": value} for name, value in attributes.items() if value
        },
    }
    with sqs._queues_lock:
        sqs._act_send_message(message, queue["url"])


def _with_endpoints(created: Any) -> Any:
    """Add the attributes that templates may name with Fn::GetAtt: `GraphQLEndpointArn` is a rule's target."""
    api_id, attributes = created[0], created[1]
    api = appsync._apis[api_id]
    graphql_url, realtime_url = api["uris"]["GRAPHQL"], api["uris"]["REALTIME"]
    arn = api["arn"].rpartition(":")[0]
    return api_id, {
        **attributes,
        "GraphQLEndpointArn": f"{arn}:{ENDPOINT}{api_id}",
        "GraphQLDns": graphql_url.split("/")[2],
        "RealtimeUrl": realtime_url,
        "RealtimeDns": realtime_url.split("/")[2],
    }
