"""The pipelines' templates: one build for all stages, each role within a boundary, the Makefile's own targets."""

import re

import pytest
from cfnlint.api import lint_file
from cfnlint.config import ManualArgs

from deploy.paths import ROOT
from deploy.pipeline.buildspec import load_buildspec, require_known
from deploy.pipeline.definition import TEMPLATES, load_pipeline
from deploy.templates import load

MAKEFILE = (ROOT / "Makefile").read_text()
BUILDSPECS = sorted((TEMPLATES / "buildspecs").glob("*.yml"))
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
VALUES = {"Service": "orders", "AWS::Partition": "aws", "AWS::AccountId": "111111111111", "LastAccount": "222222222222"}
TARGETS = set(re.findall(r"^([a-z-]+):(?!=)", MAKEFILE, re.MULTILINE))


def actions():
    return {f"{stage.name}/{action.name}": action for stage in load_pipeline(VALUES) for action in stage.actions}


def of_type(template, kind):
    resources = load(TEMPLATES / f"{template}.yaml")["Resources"]
    return {name: each["Properties"] for name, each in resources.items() if each["Type"] == kind}


@pytest.mark.parametrize("name", ["tools", "target", "pipeline"])
def test_cloudformations_linter_reports_nothing(name):
    assert lint_file(TEMPLATES / f"{name}.yaml", config=ManualArgs(regions=["us-east-1", "eu-west-1"])) == []


def test_the_order_is_build_staging_journeys_approval_prod():
    assert list(actions()) == [
        "Source/Clone",
        "Build/Build",
        "First/Deploy",
        "First/Journeys",
        "Approval/Approve",
        "Last/Deploy",
        "Last/Journeys",
    ]


def test_the_package_is_built_once_and_both_stages_get_it():
    every = actions()
    assert [name for name, action in every.items() if action.output == "Package"] == ["Build/Build"]
    assert every["First/Deploy"].inputs == every["Last/Deploy"].inputs == ("Source", "Package")


def test_each_stage_is_deployed_by_the_role_of_its_own_account():
    every = actions()
    assert every["First/Deploy"].environment == {
        "SERVICE": "orders",
        "STAGE": "staging",
        "DEPLOYER_ROLE_ARN": "arn:aws:iam::111111111111:role/bookstore-staging-deployer",
    }
    assert every["Last/Deploy"].environment["DEPLOYER_ROLE_ARN"] == (
        "arn:aws:iam::222222222222:role/bookstore-prod-deployer"
    )


def test_a_stage_that_fails_gets_the_last_good_package_again():
    assert [stage.name for stage in load_pipeline(VALUES) if stage.rolls_back] == ["First", "Last"]


@pytest.mark.parametrize("path", BUILDSPECS, ids=lambda path: path.name)
def test_a_buildspec_runs_targets_of_the_makefile_and_nothing_that_only_codebuild_knows(path):
    buildspec = load_buildspec(path)
    require_known(buildspec)
    commands = [command for phase in buildspec["phases"].values() for command in phase["commands"]]
    made = [command.split()[1] for command in commands if command.startswith("make ")]
    assert set(made) <= TARGETS
    assert [command for command in commands if not command.startswith(("make ", "export "))] == []


def test_every_buildspec_is_some_actions_and_every_actions_is_there():
    used = {action.buildspec for action in actions().values()} - {""}
    assert used == {str(path.relative_to(ROOT)) for path in BUILDSPECS}


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_of_github_calls_the_same_targets(path):
    commands = re.findall(r"run: (.*)", path.read_text())
    assert commands
    assert {command.split()[0] for command in commands} == {"make"}
    assert {command.split()[1] for command in commands} <= TARGETS


def test_a_change_elsewhere_starts_no_pipeline():
    (pipeline,) = of_type("pipeline", "AWS::CodePipeline::Pipeline").values()
    ((trigger,),) = [each["GitConfiguration"]["Push"] for each in pipeline["Triggers"]]
    paths = trigger["FilePaths"]["Includes"]
    assert {"Ref": "SourcePath"} in paths
    assert len(paths) <= 8  # CodePipeline quotas: patterns of one filter


def test_every_role_of_a_pipeline_is_within_the_boundary():
    roles = of_type("pipeline", "AWS::IAM::Role")
    assert {str(role["PermissionsBoundary"]) for role in roles.values()} == {"{'Ref': 'Boundary'}"}


def test_what_builds_a_commit_reaches_no_stage():
    build = of_type("pipeline", "AWS::IAM::Role")["BuildRole"]["Policies"][0]["PolicyDocument"]["Statement"]
    assert not [statement for statement in build if "sts:AssumeRole" in statement["Action"]]


def statements(role):
    return of_type("target", "AWS::IAM::Role")[role]["Policies"][0]["PolicyDocument"]["Statement"]


def test_cloudformation_makes_no_role_without_the_boundary_and_never_changes_its_own():
    granting = {"iam:CreateRole", "iam:PutRolePolicy", "iam:AttachRolePolicy"}
    (bounded,) = [each for each in statements("CloudFormationRole") if granting & set(each["Action"])]
    assert bounded["Condition"] == {"StringEquals": {"iam:PermissionsBoundary": {"Ref": "Boundary"}}}
    (denied,) = [each for each in statements("CloudFormationRole") if each["Effect"] == "Deny"]
    assert {name["Fn::Sub"].rpartition("-")[2] for name in denied["Resource"]} == {
        "deployer",
        "cloudformation",
        "boundary",
    }


def test_the_boundary_never_lets_permissions_be_changed():
    (boundary,) = of_type("target", "AWS::IAM::ManagedPolicy").values()
    (denied,) = [each for each in boundary["PolicyDocument"]["Statement"] if each["Effect"] == "Deny"]
    assert {"iam:*", "sts:AssumeRole"} <= set(denied["Action"])


def test_the_deployer_changes_nothing_but_by_cloudformation():
    actions_of = {action for each in statements("Deployer") for action in as_list(each["Action"])}
    changing = {name for name in actions_of if not re.search(r":(Get|Describe|List)", name)}
    assert changing == {
        "cloudformation:CreateChangeSet",
        "cloudformation:DeleteChangeSet",
        "cloudformation:DeleteStack",
        "cloudformation:ExecuteChangeSet",
        "iam:PassRole",
        "s3:PutObject",
    }


def as_list(value):
    return value if isinstance(value, list) else [value]
