"""What the templates have to say: one least-privilege role per function, dead letters and an alarm everywhere."""

import json
from collections import Counter

import pytest
from cfnlint.api import ManualArgs, lint

from deploy.paths import ROOT
from tests.templates import (
    SERVICES,
    as_list,
    functions,
    resources,
    resources_of_type,
    scheduled_functions,
    statements,
    template,
)

EACH = pytest.mark.parametrize("service", SERVICES)
DATA = ("dynamodb:", "s3:", "sqs:", "events:", "secretsmanager:", "es:", "neptune-db:", "ses:")
UNSCOPED_ON_AWS = {"ses:SendEmail"}  # an identity's policy is set where the identity is


@EACH
def test_a_service_is_deployable_alone_and_lint_clean(service):
    text = (ROOT / "services" / service / "resources.yaml").read_text()
    assert [str(match) for match in lint(text, config=ManualArgs(regions=["eu-west-1"]))] == []


@EACH
def test_every_function_has_a_role_of_its_own(service):
    roles = Counter(json.dumps(function["Role"]) for function in functions(service).values())
    assert roles
    assert set(roles.values()) == {1}
    assert len(roles) == len(resources_of_type(service, "AWS::IAM::Role"))


@pytest.mark.parametrize("service", [name for name in SERVICES if (ROOT / "services" / name / "graphql").exists()])
def test_the_function_that_answers_graphql_may_what_the_routes_may(service):
    roles = resources_of_type(service, "AWS::IAM::Role")
    assert roles["GraphqlRole"] == roles["ApiRole"]


@EACH
def test_no_role_may_touch_all_data(service):
    wide = [
        (name, action)
        for name, statement in statements(service)
        for action in as_list(statement["Action"])
        if action.startswith(DATA) and "*" in as_list(statement["Resource"]) and action not in UNSCOPED_ON_AWS
    ]
    assert wide == []
    assert [
        action
        for _, statement in statements(service)
        for action in as_list(statement["Action"])
        if action.endswith("*")
    ] == []


@EACH
def test_every_queue_that_is_read_has_dead_letters(service):
    """48. A message that ends the function each time is set aside; the queue counts receives, which are no failures,
    and so it is given SQS's highest number."""
    queues = resources_of_type(service, "AWS::SQS::Queue")
    read = {name for name in queues if name == "Inbox" or "RedrivePolicy" in queues[name]}
    assert "Inbox" in read
    assert [queues[name]["RedrivePolicy"]["maxReceiveCount"] for name in read] == [1000] * len(read)


@EACH
def test_a_message_stays_invisible_for_six_times_the_functions_time(service):
    """As Lambda wants it, so that one may wait for a function that is busy.
    Source: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html"""
    config = json.loads((ROOT / "services" / service / ".chalice" / "config.json").read_text())
    seconds = functions(service)["Consume"].get("Timeout", config["lambda_timeout"])
    assert resources_of_type(service, "AWS::SQS::Queue")["Inbox"]["VisibilityTimeout"] >= 6 * seconds


@EACH
def test_the_consumer_may_park_and_nothing_else_of_queues(service):
    may = {
        (action, statement["Resource"]["Fn::GetAtt"][0])
        for role, statement in statements(service)
        if role == "ConsumeRole"
        for action in as_list(statement["Action"])
        if action.startswith("sqs:")
    }
    reads = ("ReceiveMessage", "DeleteMessage", "ChangeMessageVisibility", "GetQueueAttributes")
    assert may == {*((f"sqs:{action}", "Inbox") for action in reads), ("sqs:SendMessage", "InboxDeadLetters")}
    variables = template(service, "functions.yaml")["Globals"]["Function"]["Environment"]["Variables"]
    urls = ("INBOX_URL", "INBOX_DEAD_LETTERS_URL")
    assert [variables[name] for name in urls] == [{"Ref": "Inbox"}, {"Ref": "InboxDeadLetters"}]


@EACH
def test_every_inbox_is_made_alike(service):
    names = ("Inbox", "InboxDeadLetters")
    assert [resources(service)[name] for name in names] == [resources("cart")[name] for name in names]


@EACH
def test_every_resting_place_raises_an_alarm(service):
    resting = {name for name in resources_of_type(service, "AWS::SQS::Queue") if name != "Inbox"}
    alarms = resources_of_type(service, "AWS::CloudWatch::Alarm").values()
    watched = {alarm["Dimensions"][0]["Value"]["Fn::GetAtt"][0] for alarm in alarms if alarm["Namespace"] == "AWS/SQS"}
    assert resting <= watched
    assert all(alarm["TreatMissingData"] == "notBreaching" and alarm["AlarmActions"] for alarm in alarms)


@EACH
def test_an_inbox_that_nobody_empties_raises_an_alarm(service):
    alarms = resources_of_type(service, "AWS::CloudWatch::Alarm").values()
    late = [alarm for alarm in alarms if alarm["MetricName"] == "ApproximateAgeOfOldestMessage"]
    assert [(one["Dimensions"][0]["Value"]["Fn::GetAtt"][0], one["Threshold"]) for one in late] == [("Inbox", 300)]


@EACH
def test_a_job_that_fails_raises_an_alarm(service):
    alarms = resources_of_type(service, "AWS::CloudWatch::Alarm").values()
    names = [alarm["Dimensions"][0]["Value"]["Fn::Sub"] for alarm in alarms if alarm["MetricName"] == "Errors"]
    asynchronous = {"send_account_email"} if service == "orders" else set()  # nobody waits for its answer either
    assert {name.rsplit("-")[-1] for name in names} == scheduled_functions(service) | asynchronous


@EACH
def test_every_queue_rests_two_weeks_encrypted(service):
    """49. So long may whoever reads it be off."""
    for queue in resources_of_type(service, "AWS::SQS::Queue").values():
        assert queue["MessageRetentionPeriod"] == 1209600
        assert queue["SqsManagedSseEnabled"] is True


@EACH
def test_a_table_keeps_its_data_and_streams_both_images(service):
    table = resources(service)["Table"]
    assert table["DeletionPolicy"] == "Retain"
    assert table["UpdateReplacePolicy"] == "Retain"
    assert table["Properties"]["StreamSpecification"] == {"StreamViewType": "NEW_AND_OLD_IMAGES"}


@EACH
def test_a_stream_has_at_most_two_readers_that_park_and_bisect(service):
    """48. A batch that kills the function is halved until the record is found that does."""
    sources = [event["Properties"] for f in functions(service).values() for event in f.get("Events", {}).values()]
    readers = [source for source in sources if "Stream" in source]
    assert len(readers) <= 2
    for reader in readers:
        assert reader["BisectBatchOnFunctionError"] is True
        assert reader["MaximumRecordAgeInSeconds"] == 21600
        assert reader["DestinationConfig"]["OnFailure"]["Type"] == "SQS"
        assert reader["FilterCriteria"]["Filters"]


@EACH
def test_the_bus_alone_may_fill_the_inbox(service):
    policy = resources(service)["InboxPolicy"]["Properties"]["PolicyDocument"]["Statement"][0]
    assert policy["Principal"] == {"Service": "events.amazonaws.com"}
    assert policy["Condition"]["ArnEquals"]


@EACH
def test_the_gateways_own_refusals_have_our_shape(service):
    answers = template(service, "functions.yaml")["Resources"]["RestAPI"]["Properties"]["GatewayResponses"]
    for name, answer in answers.items():
        body = json.loads(answer["ResponseTemplates"]["application/json"])
        assert set(body["error"]) == {"code", "message", "details", "request_id"}, name
        headers = answer["ResponseParameters"]["Headers"]
        assert (headers["Cache-Control"], headers["X-Correlation-Id"]) == ("'no-store'", "context.requestId"), name
    assert {"UNAUTHORIZED", "MISSING_AUTHENTICATION_TOKEN", "THROTTLED", "DEFAULT_4XX", "DEFAULT_5XX"} <= set(answers)


LONGEST_STAGE = "s" * 18
LONGEST_NAMES = {"FunctionName": 64, "QueueName": 80, "TopicName": 256, "DomainName": 28}  # characters, by AWS's limits


def test_every_name_fits_with_the_longest_stage():
    """Source: the API references of Lambda, SQS, SNS and OpenSearch Service."""
    for service in SERVICES:
        every = {**functions(service), **{n: r.get("Properties", {}) for n, r in resources(service).items()}}
        for logical_id, properties in every.items():
            for kind, limit in LONGEST_NAMES.items():
                name = properties.get(kind, {}).get("Fn::Sub", "") if isinstance(properties.get(kind), dict) else ""
                assert len(name.replace("${Stage}", LONGEST_STAGE)) <= limit, logical_id


@EACH
def test_every_stage_that_a_template_takes_has_a_name_that_fits(service):
    assert template(service, "resources.yaml")["Parameters"]["Stage"]["AllowedPattern"] == "[a-z][a-z0-9-]{0,17}"


@EACH
def test_tables_can_be_recovered_and_not_be_deleted_everywhere_but_on_an_emulator(service):
    on_aws = {"Fn::If": ["OnAws", True, False]}
    for table in resources_of_type(service, "AWS::DynamoDB::Table").values():
        assert table["PointInTimeRecoverySpecification"] == {"PointInTimeRecoveryEnabled": on_aws}
        assert table["DeletionProtectionEnabled"] == on_aws


@EACH
def test_a_queue_never_takes_all_concurrent_functions_of_an_account(service):
    sources = [
        source["Properties"]
        for function in functions(service).values()
        for name, source in function.get("Events", {}).items()
        if "Sqs" in name
    ]
    assert sources
    limits = [source["ScalingConfig"]["Fn::If"] for source in sources]  # the emulator knows its own processors
    assert [limit[:2] for limit in limits] == [["OnAws", {"MaximumConcurrency": {"Ref": "QueueConcurrency"}}]] * len(
        limits
    )
    assert not any("ReservedConcurrentExecutions" in function for function in functions(service).values())


def test_the_job_that_resumes_a_rebuild_may_at_the_engine_what_the_rebuild_may():
    """It deletes the indices that a finished rebuild has replaced."""
    may = {
        role: {action for name, each in statements("search") if name == role for action in as_list(each["Action"])}
        for role in ("KeepRole", "RebuildRole")
    }
    engine = {role: {action for action in actions if action.startswith("es:")} for role, actions in may.items()}
    assert engine["KeepRole"] == engine["RebuildRole"]
