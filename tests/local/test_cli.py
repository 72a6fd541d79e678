"""Nobody at the keyboard sees a traceback: one sentence, what to do next, and the log that has the rest."""

import errno

import pytest
from botocore.exceptions import EndpointConnectionError

from deploy.errors import UserError
from local import cli
from local.cli import explain_failure
from local.system import System


@pytest.fixture
def system(tmp_path):
    return System(tmp_path, 21990)


def raised(problem):
    try:
        raise problem
    except type(problem) as caught:
        return caught


def test_an_unexpected_error_is_one_sentence_and_its_traceback_is_in_the_log(system):
    printed = explain_failure(raised(KeyError("isbn")), system)
    assert printed.startswith("Something went wrong that should not: KeyError: 'isbn'.")
    assert "Run the same command again" in printed
    assert "Traceback" in (system.home / "logs" / "command.log").read_text()
    assert str(system.home / "logs" / "command.log") in printed


def test_a_full_disk_says_what_to_do(system):
    printed = explain_failure(raised(OSError(errno.ENOSPC, "No space left on device")), system)
    assert printed.startswith("The disk is full")


def test_a_file_of_somebody_else_is_named(system):
    printed = explain_failure(raised(PermissionError(errno.EACCES, "Permission denied", "/shop/lock")), system)
    assert printed.startswith("You may not write or read /shop/lock")


def test_an_unavailable_emulator_is_named_and_a_dead_one_reports_the_end_of_its_log(system):
    away = raised(EndpointConnectionError(endpoint_url="http://127.0.0.1:21991"))
    assert explain_failure(away, system).startswith("AWS does not answer")
    emulator = system.components["emulator"]
    emulator.record.parent.mkdir(parents=True)
    emulator.record.write_text('{"pid": 1, "started": 1.5}')
    emulator.log.parent.mkdir(parents=True, exist_ok=True)
    emulator.log.write_text("MemoryError: no more\n")
    assert "emulator has ended by itself; its log says “MemoryError: no more”" in explain_failure(away, system)


@pytest.mark.parametrize(
    ("problem", "code", "printed"),
    [
        (UserError("Port 21001 is taken."), 1, "Port 21001 is taken."),
        (KeyboardInterrupt(), 130, "Stopped; the same command goes on from here."),
        (ZeroDivisionError("division by zero"), 1, "Something went wrong that should not: ZeroDivisionError"),
    ],
)
def test_every_command_ends_in_a_sentence(system, monkeypatch, capsys, problem, code, printed):  # noqa: PLR0917
    def fail(*_):
        raise problem

    monkeypatch.setattr(cli, "system_from_environment", lambda: system)
    monkeypatch.setattr(cli, "format_status", fail)
    monkeypatch.setattr("sys.argv", ["local", "status"])
    assert cli.main() == code
    printed = capsys.readouterr()
    assert printed.err.startswith(printed)
    assert "Traceback" not in printed.err + printed.out
