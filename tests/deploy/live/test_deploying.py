"""`make deploy SERVICE=… STAGE=…` goes where the endpoint points, and does there what it does on AWS."""

from ops.http_client import ShopClient


def test_a_stage_of_ones_own_is_deployed_by_its_endpoint_alone(aws, staging):
    assert staging.splitlines()[-1].startswith("bookstore-staging-catalog created in ")
    api = aws.outputs("bookstore-staging-catalog")["RestAPIId"]
    assert ShopClient(aws.address(api)).get("/health")["service"] == "catalog"


def test_deploying_again_without_a_change_changes_nothing(aws, staging):
    assert aws.make("deploy", "catalog", "staging").startswith("bookstore-staging-catalog unchanged in ")


def test_a_stage_without_a_platform_is_refused_before_anything_is_made(aws):
    done = aws.run("make", "deploy", "SERVICE=catalog", "STAGE=nowhere")
    assert done.returncode != 0
    assert "Stage nowhere has no /bookstore/nowhere/alarm-topic" in done.stderr
    stacks = aws.client("cloudformation").describe_stacks()["Stacks"]
    assert [stack["StackName"] for stack in stacks if "nowhere" in stack["StackName"]] == []
