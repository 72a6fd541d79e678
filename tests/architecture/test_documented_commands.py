"""Every command in the runbooks and READMEs can be typed as it stands: its targets, options and functions exist.

The functions that it invokes are run with the documented payload by the tests of their services.
"""

import re
import shlex
import subprocess
from functools import cache

import pytest
from botocore import xform_name
from botocore.model import ServiceModel
from botocore.session import Session

from deploy.paths import ROOT
from ops.__main__ import parser
from tests.documented_commands import Command, documented_commands, documented_invocations
from tests.templates import SERVICES, functions

MAKEFILE = (ROOT / "Makefile").read_text()
TARGETS = set(re.findall(r"^([a-z-]+):(?!=)", MAKEFILE, re.MULTILINE))
# Options of the AWS CLI itself. Source: https://docs.aws.amazon.com/cli/latest/reference/#options
CLI_OPTIONS = {"--query", "--output", "--cli-binary-format", "--region", "--profile"}


def each(program: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("command", [pytest.param(one, id=str(one)) for one in documented_commands(program)])


def split_make(command: Command) -> tuple[list[str], list[str]]:
    """Return the targets and the names of the variables."""
    words = [word for word in command.words[1:] if not word.startswith("-")]
    return [word for word in words if "=" not in word], [word.split("=")[0] for word in words if "=" in word]


@each("make")
def test_a_make_command_names_targets_and_variables_of_the_makefile(command):
    targets, variables = split_make(command)
    assert set(targets) <= TARGETS
    assert [name for name in variables if f"$({name})" not in MAKEFILE] == []


@each("make")
def test_a_make_command_reaches_an_operators_command_with_options_that_it_has(command):
    words = [word for word in command.words[1:] if "…" not in word]
    planned = subprocess.run(["make", "-n", *words], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for line in planned.splitlines():
        _, is_ops, options = line.partition(" -m ops ")
        if is_ops:
            parser().parse_args(shlex.split(options))


@cache
def service_model(name: str) -> ServiceModel:
    return Session().get_service_model(name)


@each("aws")
def test_an_aws_command_has_an_operation_and_options_that_aws_has(command):
    model = service_model(command.words[1])
    operations = {xform_name(name, "-"): name for name in model.operation_names}
    assert command.words[2] in operations
    members = model.operation_model(operations[command.words[2]]).input_shape.members
    options = {f"--{xform_name(name, '-')}" for name in members} | CLI_OPTIONS
    assert [word for word in command.words if word.startswith("--") and word not in options] == []


@pytest.mark.parametrize("service", SERVICES)
def test_a_documented_invocation_names_a_function_of_the_service(service):
    declared = {str(each["FunctionName"]["Fn::Sub"]).rpartition("${Stage}-")[2] for each in functions(service).values()}
    assert {name for name, _ in documented_invocations(service)} <= declared


def test_commands_are_found():
    """The reconciliation by hand, among those whose payload once failed."""
    assert ("reconcile", {}) in documented_invocations("orders")
    assert len(documented_commands("make")) > 20
