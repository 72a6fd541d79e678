"""Turn the `events` of an api.yaml into EventBridge rules that call a mutation of the merged API for each event.

    events:
      publishOrderStatus:
        source: bookstore.orders
        types: [OrderPaid, OrderShipped]
        where: {payment: [card]}
        variables: {orderId: order_id}
        operation: 'mutation ($orderId: String!) { publishOrderStatus(orderId: $orderId) { id } }'

Subscribers get what the operation selects of the mutation's result. `where` and `variables` name fields of the event's
data. A notice that is late is of no use, so EventBridge tries for a quarter of an hour; then the event is parked, for
an operator to find out why.
"""

import json
from typing import Any

Json = dict[str, Any]

QUEUE = "GraphQLEventDeadLetters"
ROLE = "GraphQLEventRole"
PARAMETERS = {"GraphqlEndpointArn": {"Type": "AWS::SSM::Parameter::Value<String>"}}
RETRIES = {"MaximumEventAgeInSeconds": 900, "MaximumRetryAttempts": 30}


def event_resources(events: Json) -> Json:
    """Return a rule for each mutation, and the role, the dead-letter queue and the alarm that they share."""
    rules = {f"GraphQLEvent{name[:1].upper()}{name[1:]}": _rule(event) for name, event in events.items()}
    return {
        **rules,
        ROLE: _role(list(events)),
        QUEUE: {
            "Type": "AWS::SQS::Queue",
            "Properties": {"MessageRetentionPeriod": 1209600, "SqsManagedSseEnabled": True},
        },
        f"{QUEUE}Policy": _queue_policy(list(rules)),
        f"{QUEUE}Alarm": _alarm(),
    }


def _rule(event: Json) -> Json:
    where = {"detail": {"data": event["where"]}} if "where" in event else {}
    names = event["variables"]
    template = ", ".join(f"{json.dumps(name)}: <{name}>" for name in names)
    target = {
        "Id": "graphql",
        "Arn": {"Ref": "GraphqlEndpointArn"},
        "RoleArn": _get(ROLE),
        "AppSyncParameters": {"GraphQLOperation": event["operation"].strip()},
        "InputTransformer": {
            "InputPathsMap": {name: f"$.detail.data.{field}" for name, field in names.items()},
            "InputTemplate": f"{{{template}}}",
        },
        "DeadLetterConfig": {"Arn": _get(QUEUE)},
        "RetryPolicy": RETRIES,
    }
    pattern = {"source": [event["source"]], "detail-type": event["types"], **where}
    properties = {"EventBusName": {"Ref": "EventBus"}, "EventPattern": pattern, "Targets": [target]}
    return {"Type": "AWS::Events::Rule", "Properties": properties, "DependsOn": "GraphQLAssociation"}


def _role(mutations: list[str]) -> Json:
    """Return a role with which EventBridge may call these mutations and nothing else."""
    api = "arn:${AWS::Partition}:appsync:${AWS::Region}:${AWS::AccountId}:apis/${GraphqlApiId}"
    fields = [{"Fn::Sub": f"{api}/types/Mutation/fields/{name}"} for name in mutations]
    allowed = {"Effect": "Allow", "Action": "appsync:GraphQL", "Resource": fields}
    trust = {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "events.amazonaws.com"}}
    properties = {
        "AssumeRolePolicyDocument": _policy(trust),
        "Policies": [{"PolicyName": "mutations", "PolicyDocument": _policy(allowed)}],
    }
    return {"Type": "AWS::IAM::Role", "Properties": properties}


def _queue_policy(rules: list[str]) -> Json:
    statement = {
        "Effect": "Allow",
        "Principal": {"Service": "events.amazonaws.com"},
        "Action": "sqs:SendMessage",
        "Resource": _get(QUEUE),
        "Condition": {"ArnEquals": {"aws:SourceArn": [_get(rule) for rule in rules]}},
    }
    properties = {"Queues": [{"Ref": QUEUE}], "PolicyDocument": _policy(statement)}
    return {"Type": "AWS::SQS::QueuePolicy", "Properties": properties}


def _alarm() -> Json:
    properties = {
        "AlarmDescription": {
            "Fn::Sub": "${AWS::StackName} - events did not reach those who listen; see docs/runbooks/graphql-events.md"
        },
        "Namespace": "AWS/SQS",
        "MetricName": "ApproximateNumberOfMessagesVisible",
        "Dimensions": [{"Name": "QueueName", "Value": {"Fn::GetAtt": [QUEUE, "QueueName"]}}],
        "Statistic": "Maximum",
        "Period": 60,
        "EvaluationPeriods": 1,
        "Threshold": 0,
        "ComparisonOperator": "GreaterThanThreshold",
        "TreatMissingData": "notBreaching",
        "AlarmActions": [{"Ref": "AlarmTopic"}],
    }
    return {"Type": "AWS::CloudWatch::Alarm", "Properties": properties}


def _policy(statement: Json) -> Json:
    return {"Version": "2012-10-17", "Statement": [statement]}


def _get(resource: str) -> Json:
    return {"Fn::GetAtt": [resource, "Arn"]}
