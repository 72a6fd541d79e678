"""Installing a Node project's packages and running its programs."""

import json
from threading import Event, Thread

import pytest

from deploy import npm
from deploy.errors import UserError
from deploy.npm import NodeProject


@pytest.fixture
def project(tmp_path):
    return NodeProject(tmp_path, "the storefront")


def test_a_failed_program_is_reported_with_its_error(project):
    with pytest.raises(UserError, match="npm run nothing"):
        project.run("npm", "run", "nothing")


@pytest.fixture
def commands(project, monkeypatch):
    """The commands that were run in a project with a lock file."""
    packages = {
        "": {},
        "node_modules/vite": {},
        "node_modules/react": {},
        "node_modules/vitest": {"dev": True},
        "node_modules/fsevents": {"optional": True},
    }
    project.lock_file.write_text(json.dumps({"packages": packages}))
    project.installed.parent.mkdir()
    run = []
    monkeypatch.setattr(NodeProject, "run", lambda self, *command, on_poll: run.append(command))
    return run


def test_building_installs_what_building_needs_and_tests_add_the_rest(project, commands):
    for tests in (False, False, True, True, False):
        project.install(tests=tests)
    assert ["--omit=dev" in command for command in commands] == [True, False]


def test_the_packages_that_are_there_are_counted(project, commands):
    vite = project.folder / "node_modules" / "vite"
    vite.mkdir()
    (vite / "package.json").touch()
    assert project.count_installed(tests=False) == (1, 2)
    assert project.count_installed(tests=True) == (1, 3)


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("npm error code ENOSPC\nnpm error no space left on device", "The disk is full"),
        ("npm error code ENOTFOUND\nnpm error network request failed", "could not be fetched: check the network"),
        ("error during build:\nUnexpected token", "failed with “Unexpected token”"),
    ],
)
def test_a_failure_is_one_sentence(project, printed, expected, tmp_path, monkeypatch):
    monkeypatch.setattr(npm, "LOCAL", tmp_path)
    assert expected in project.explain_failure(["npm", "ci"], printed)
    assert (tmp_path / f"{project.folder.name}.log").read_text() == printed


def test_a_cancelled_build_ends_its_programs_and_starts_no_other(project, monkeypatch):
    monkeypatch.setattr(npm, "_cancelled", Event())
    ended, running = [], Event()

    def build():
        with pytest.raises(UserError):
            project.run("sleep", "600", on_poll=running.set)
        ended.append(True)

    thread = Thread(target=build)
    thread.start()
    running.wait()
    npm.cancel_all()
    thread.join()
    assert ended == [True]
    with pytest.raises(UserError, match="given up"):
        project.run("true")
