"""The history is imported behind the open shop: seen by status, ended by down, begun anew when it was broken off."""

import json
import signal
import sys

import pytest

from deploy.waiting import wait_until
from local import background_import
from local.process import signal_group
from local.system import System


@pytest.fixture
def system(tmp_path):
    system = System(tmp_path, 21990)
    yield system
    background_import.stop_import(system.home)


@pytest.fixture
def started(system, tmp_path, monkeypatch):
    """An import that is at work and never comes to an end."""
    program = tmp_path / "local" / "background_import.py"
    program.parent.mkdir(parents=True)
    (program.parent / "__init__.py").touch()
    program.write_text("import signal; signal.pause()")
    monkeypatch.setattr(background_import, "ROOT", tmp_path)
    background_import.start_import(system.home, system.stage, system.environment())
    return background_import.running_import(system.home)


@pytest.fixture
def attempts(tmp_path):
    """A command that fails as often as it is told to, and the pauses that were made."""
    counter = tmp_path / "attempts"

    def command(failures):
        program = (
            f"import pathlib, sys; p = pathlib.Path({str(counter)!r}); n = len(p.read_text()) if p.exists() else 0; "
            f"p.write_text('x' * (n + 1)); sys.exit(n < {failures})"
        )
        return [sys.executable, "-c", program]

    return command, counter


def test_a_failed_import_is_retried_after_longer_and_longer_pauses(tmp_path, attempts):
    command, counter = attempts
    pauses, record = [], tmp_path / "record"
    record.touch()
    background_import.retry_until_success(command(8), record, pauses.append)
    assert counter.read_text() == "x" * 9
    assert pauses == [2, 4, 8, 16, 32, 60, 60, 60]
    assert not record.exists()


def test_status_reports_the_imports_progress(tmp_path):
    background_import._record(tmp_path).parent.mkdir()
    background_import._record(tmp_path).write_text(json.dumps({"pid": 1, "started": "another"}))
    background_import._progress(tmp_path).write_text(
        json.dumps({"what": "importing past orders", "done": 600, "total": 1500})
    )
    assert "was ended (importing past orders (600 of 1,500)" in background_import.describe_import(tmp_path)


def test_while_it_is_at_work_it_is_seen_and_not_started_twice(system, started):
    background_import.start_import(system.home, system.stage, system.environment())
    assert background_import.running_import(system.home) == started
    assert background_import.describe_import(system.home) == "In the background: the import of the history begins."
    system.stop()
    assert started.is_alive() is False
    assert background_import.running_import(system.home) is None
    assert background_import.describe_import(system.home) == ""


def test_a_killed_import_is_reported_and_the_next_up_continues_it(system, started):
    signal_group(started, signal.SIGKILL)
    wait_until(lambda: not started.is_alive(), "the end of the import")
    assert "`make up` goes on" in background_import.describe_import(system.home)
