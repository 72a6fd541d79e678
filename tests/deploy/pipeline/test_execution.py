"""The pipeline's own template and buildspecs, run over a small repository whose Makefile notes what it is asked."""

import subprocess

import pytest

from deploy.errors import UserError
from deploy.paths import ROOT
from deploy.pipeline.definition import load_pipeline
from deploy.pipeline.execution import Execution, clean_environment

VALUES = {"Service": "orders", "AWS::Partition": "aws", "AWS::AccountId": "111111111111"}
# What each target does to the stages, which are folders; a commit with a file FAIL-<target>-<stage> fails there.
MAKEFILE = """
ready ready-for-tests:
check-service:
	@! test -e FAIL-check
package:
	mkdir -p $(TO)/content && cp version $(TO)/content/ && cat version > $(TO)/HASH
promote:
	mkdir -p $(HOME)/stages && cp $(FROM)/content/version $(HOME)/stages/$(STAGE) && echo $(STAGE) >> $(HOME)/promoted
smoke:
	@! grep -qx "bad-in-$(STAGE)" $(HOME)/stages/$(STAGE)
"""


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    repository = tmp_path / "repository"
    (repository / "deploy").mkdir(parents=True)
    (repository / "Makefile").write_text(MAKEFILE)
    (repository / "deploy" / "pipeline").symlink_to(ROOT / "deploy" / "pipeline")
    git(repository, "init", "-q", "-b", "main")
    return tmp_path


def git(repository, *words):
    identity = ("-c", "user.name=test", "-c", "user.email=test@bookstore.example")
    subprocess.run(["git", *identity, *words], cwd=repository, check=True, capture_output=True)


def commit(home, version, **files):
    for name, text in {"version": f"{version}\n", **files}.items():
        (home / "repository" / name.replace("_", "-")).write_text(text)
    git(home / "repository", "add", "-A")
    git(home / "repository", "commit", "-qm", version)


def run(home):
    lines = []
    Execution(home / "repository", home / "runs", lines.append).run(load_pipeline(VALUES))
    return lines


def deployed(home):
    return {path.name: path.read_text().strip() for path in sorted((home / "stages").glob("*"))}


def test_what_was_built_once_is_in_both_stages(home):
    commit(home, "one")
    lines = run(home)
    assert deployed(home) == {"prod": "one", "staging": "one"}
    assert "    PACKAGE_HASH one" in lines
    assert lines.count("    make package SERVICE=$SERVICE TO=.local/package") == 1


def test_what_is_not_committed_is_not_deployed(home):
    commit(home, "one")
    (home / "repository" / "version").write_text("two\n")
    run(home)
    assert deployed(home) == {"prod": "one", "staging": "one"}


def test_a_failing_test_stops_it_before_any_stage(home):
    commit(home, "one")
    run(home)
    commit(home, "two", FAIL_check="")
    with pytest.raises(UserError, match="Build: The phase build failed"):
        run(home)
    assert deployed(home) == {"prod": "one", "staging": "one"}


def test_a_failing_journey_in_staging_never_reaches_prod_and_staging_is_as_before(home):
    commit(home, "one")
    run(home)
    commit(home, "bad-in-staging")
    with pytest.raises(UserError, match="First was rolled back"):
        run(home)
    assert deployed(home) == {"prod": "one", "staging": "one"}
    assert (home / "promoted").read_text().split() == ["staging", "prod", "staging", "staging"]


def test_a_failing_journey_in_prod_deploys_the_last_good_package_again(home):
    commit(home, "one")
    run(home)
    commit(home, "bad-in-prod")
    with pytest.raises(UserError, match="Last was rolled back"):
        run(home)
    assert deployed(home) == {"prod": "one", "staging": "bad-in-prod"}


def test_the_first_failure_ever_has_nothing_to_go_back_to(home):
    commit(home, "bad-in-staging")
    with pytest.raises(UserError, match="First: The phase build failed"):
        run(home)


def test_a_failed_run_is_not_what_a_later_one_goes_back_to(home):
    commit(home, "one")
    run(home)
    for version in ("bad-in-staging", "bad-in-prod"):
        commit(home, version)
        with pytest.raises(UserError, match="rolled back"):
            run(home)
    assert deployed(home)["prod"] == "one"


def test_a_build_sees_nothing_of_the_make_that_started_it():
    shell = {"PATH": "/bin", "MAKEFLAGS": "k", "BOOKSTORE_HOME": "x", "AWS_ENDPOINT_URL": "u", "STAGE": "local"}
    assert clean_environment(shell) == {"PATH": "/bin", "AWS_ENDPOINT_URL": "u"}
