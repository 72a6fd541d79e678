"""A buildspec's phases follow each other as CodeBuild's user guide says."""

import os

import pytest

from deploy.errors import UserError
from deploy.pipeline.buildspec import Build, require_known


@pytest.fixture
def run(tmp_path):
    def run(**phases):
        build = Build(tmp_path, dict(os.environ), tmp_path / "log", lambda _: None)
        try:
            build.run({"phases": phases})
        finally:
            run.log = build.log.read_text().split()
        return build

    return run


def echo(word):
    return [f"echo {word}"]


def test_a_variable_of_one_phase_is_one_of_the_next(run):
    run(pre_build={"commands": ["export WORD='two words'"]}, build={"commands": ['echo "${WORD#two }"']})
    assert run.log == ["words"]


def test_a_command_after_a_failing_one_does_not_run(run):
    with pytest.raises(UserError, match="The phase install failed"):
        run(install={"commands": [*echo("one"), "false", *echo("two")]}, build={"commands": echo("three")})
    assert run.log == ["one"]


def test_after_a_failing_build_comes_post_build(run):
    with pytest.raises(UserError, match="The phase build failed"):
        run(build={"commands": ["false"]}, post_build={"commands": echo("after")})
    assert run.log == ["after"]


def test_a_build_that_aborts_ends_all(run):
    with pytest.raises(UserError, match="The phase build failed"):
        run(build={"commands": ["false"], "on-failure": "ABORT"}, post_build={"commands": echo("after")})
    assert run.log == []


def test_finally_runs_whatever_happened(run):
    with pytest.raises(UserError):
        run(pre_build={"commands": ["false"], "finally": echo("tidied")})
    assert run.log == ["tidied"]


def test_a_failure_is_shown_with_the_end_of_the_log(run):
    with pytest.raises(UserError, match="because of this"):
        run(build={"commands": ["echo because of this; false"]})


def test_what_only_codebuild_can_do_is_refused():
    with pytest.raises(ValueError, match="batch"):
        require_known({"phases": {}, "batch": {}})
    with pytest.raises(ValueError, match="run-as"):
        require_known({"phases": {"build": {"run-as": "root"}}})
