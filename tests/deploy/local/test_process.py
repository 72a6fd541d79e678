"""Process records: a pid alone proves nothing."""

import os
import signal
import subprocess
import sys

from local.process import ProcessRecord, recall, remember, signal_group, started_at


def sleeper():
    return subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE, start_new_session=True)


def test_a_process_is_recalled_while_it_lives_and_not_after(tmp_path):
    process = sleeper()
    remember(tmp_path / "one.json", process.pid)
    record = recall(tmp_path / "one.json")
    assert record == ProcessRecord(process.pid, started_at(process.pid))
    signal_group(record, signal.SIGKILL)
    process.wait()
    assert recall(tmp_path / "one.json") is None


def test_a_pid_that_somebody_else_has_now_is_not_ours(tmp_path):
    (tmp_path / "one.json").write_text(f'{{"pid": {os.getpid()}, "started": "long ago"}}')
    assert recall(tmp_path / "one.json") is None


def test_a_damaged_record_is_no_record(tmp_path):
    (tmp_path / "one.json").write_text("{")
    assert recall(tmp_path / "one.json") is None
    (tmp_path / "one.json").write_text('{"pid": 1}')
    assert recall(tmp_path / "one.json") is None


def test_signalling_a_group_that_is_gone_is_no_trouble():
    process = sleeper()
    record = ProcessRecord(process.pid, started_at(process.pid) or "")
    process.kill()
    process.wait()
    signal_group(record, signal.SIGTERM)
    assert not record.is_alive()
