"""A rule whose target is a mutation: how an event reaches subscribers without a client."""

import json
import uuid

import pytest

from deploy.waiting import wait_until
from local.emulator.clients import client
from tests.local.appsync.graphql_api import Api, answering, make_role
from tests.local.appsync.realtime_client import Client
from tests.local.appsync.stacks import deploy, merged_api
from tests.local.small_aws import make_queue

SCHEMA = """
type Query { none: Int }
type Mutation { tell(id: ID!, status: String): Order @aws_iam  fail: Order @aws_iam  other: Order @aws_iam }
type Subscription { onTell(id: ID): Order @aws_subscribe(mutations: ["tell"]) }
type Order @aws_api_key @aws_iam { id: ID status: String }
"""
SHOW = "mutation ($id: ID!, $status: String) { tell(id: $id, status: $status) { id status } }"
TRANSFORM = {
    "InputPathsMap": {"id": "$.detail.order_id", "status": "$.detail.status"},
    "InputTemplate": '{"id": <id>, "status": <status>}',
}


@pytest.fixture(scope="module")
def api(aws):
    made = Api(aws, SCHEMA, additionalAuthenticationProviders=[{"authenticationType": "AWS_IAM"}])
    made.add_resolver("Mutation.tell", answering("ctx.args"))
    made.add_resolver("Mutation.fail", answering("ctx.nothing.here"))
    made.add_resolver("Mutation.other", answering("({ id: 1 })"))
    return made


@pytest.fixture(scope="module")
def role(aws, api):
    fields = [f"{api.arn}/types/Mutation/fields/{name}" for name in ("tell", "fail")]
    return make_role(aws, ("appsync:GraphQL", fields), trusts="events")


def endpoint(api):
    return api.arn.replace(":apis/", ":endpoints/graphql-api/")


def add_target(aws, arn, operation=SHOW, **target):
    """A rule for events of a source of its own, with a dead-letter queue; the source and the queue."""
    name, events = uuid.uuid4().hex, client(aws, "events")
    queue = make_queue(aws, name)
    dead_letters = client(aws, "sqs").get_queue_attributes(QueueUrl=queue, AttributeNames=["QueueArn"])["Attributes"]
    events.put_rule(Name=name, EventPattern=json.dumps({"source": [name]}))
    by_input = {"Input", "InputPath"} & target.keys()
    parts = {"AppSyncParameters": {"GraphQLOperation": operation}, **target}
    if not by_input:
        parts["InputTransformer"] = TRANSFORM
    config = {"DeadLetterConfig": {"Arn": dead_letters["QueueArn"]}}
    events.put_targets(Rule=name, Targets=[{"Id": "1", "Arn": arn, **parts, **config}])
    return name, queue


def publish(aws, source, **detail):
    entry = {"Source": source, "DetailType": "OrderShipped", "Detail": json.dumps(detail)}
    client(aws, "events").put_events(Entries=[entry])


def parked(aws, queue):
    """The one message of a queue, with its attributes."""
    found = []

    def arrived():
        options = {"QueueUrl": queue, "MessageAttributeNames": ["All"]}
        found.extend(client(aws, "sqs").receive_message(**options).get("Messages", []))
        return bool(found)

    wait_until(arrived, "a dead letter")
    return found[0]


def test_an_event_reaches_the_subscribers_of_the_mutation(aws, api, role):
    listening = Client(api)
    listening.start("1", 'subscription { onTell(id: "o-2") { id status } }')
    source, _ = add_target(aws, endpoint(api), RoleArn=role)
    publish(aws, source, order_id="o-1", status="paid")
    publish(aws, source, order_id="o-2", status="shipped")
    assert listening.receive()["payload"] == {"data": {"onTell": {"id": "o-2", "status": "shipped"}}}


@pytest.mark.parametrize("how", [{"Input": '{"id": "fixed"}'}, {"InputPath": "$.detail"}], ids=["constant", "path"])
def test_the_variables_are_the_target_s_input(aws, api, role, how):
    listening = Client(api)
    listening.start("1", 'subscription { onTell(id: "fixed") { id } }')
    source, _ = add_target(aws, endpoint(api), RoleArn=role, **how)
    publish(aws, source, id="fixed")
    assert listening.receive()["payload"] == {"data": {"onTell": {"id": "fixed"}}}


@pytest.mark.parametrize(
    ("operation", "reason"),
    [
        ("mutation { other { id } }", "Permission denied"),
        ("mutation { fail { id } }", "Cannot read properties"),
        ("mutation ($id: Int!) { tell(id: $id) { id } }", "Int"),
        ("{ none }", "must be a mutation"),
        ("mutation {", "cannot be parsed"),
    ],
)
def test_an_event_that_is_not_delivered_is_parked_whole_with_the_reason(aws, api, role, operation, reason):
    source, queue = add_target(aws, endpoint(api), operation, RoleArn=role)
    publish(aws, source, order_id="o-1", status="paid")
    message = parked(aws, queue)
    assert json.loads(message["Body"])["detail"] == {"order_id": "o-1", "status": "paid"}
    assert reason in message["MessageAttributes"]["ERROR_MESSAGE"]["StringValue"]
    assert message["MessageAttributes"]["TARGET_ARN"]["StringValue"] == endpoint(api)


def test_a_rule_needs_a_role_that_eventbridge_may_assume(aws, api):
    stranger = make_role(aws, ("appsync:GraphQL", "*"), trusts="lambda")
    source, queue = add_target(aws, endpoint(api), RoleArn=stranger)
    publish(aws, source, order_id="o-1", status="paid")
    assert "Permission denied" in parked(aws, queue)["MessageAttributes"]["ERROR_MESSAGE"]["StringValue"]


def test_an_api_must_exist_and_accept_iam(aws, role):
    keys_only = Api(aws, SCHEMA)
    for arn, reason in ((endpoint(keys_only), "must accept AWS_IAM"), (f"{endpoint(keys_only)}x", "not found")):
        source, queue = add_target(aws, arn, RoleArn=role)
        publish(aws, source, order_id="o-1", status="paid")
        assert reason in parked(aws, queue)["MessageAttributes"]["ERROR_MESSAGE"]["StringValue"]


def test_a_template_names_the_endpoint_as_a_target(aws):
    attributes = ("ApiId", "Arn", "GraphQLEndpointArn", "GraphQLDns", "RealtimeDns", "RealtimeUrl")
    found = deploy(aws, f"names-{uuid.uuid4().hex}", merged_api(), *(("Api", name) for name in attributes))
    api_id = found["ApiApiId"]
    assert found["ApiGraphQLEndpointArn"] == found["ApiArn"].replace(":apis/", ":endpoints/graphql-api/")
    assert found["ApiGraphQLDns"].startswith(f"{api_id}.appsync-api.")
    assert found["ApiRealtimeUrl"] == f"wss://{found['ApiRealtimeDns']}/graphql"
