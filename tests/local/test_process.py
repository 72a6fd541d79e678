"""Process records: a pid alone proves nothing."""

import os
import signal
import subprocess
import sys

from local.process import ProcessRecord, read_record, signal_group, start_time, write_record


def sleeper():
    return subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE, start_new_session=True)


def test_a_process_is_recalled_while_it_lives_and_not_after(tmp_path):
    process = sleeper()
    write_record(tmp_path / "one.json", process.pid)
    record = read_record(tmp_path / "one.json")
    assert record == ProcessRecord(process.pid, start_time(process.pid))
    signal_group(record, signal.SIGKILL)
    process.wait()
    assert read_record(tmp_path / "one.json") is None


def test_a_reused_pid_is_not_the_recorded_process(tmp_path):
    (tmp_path / "one.json").write_text(f'{{"pid": {os.getpid()}, "started": 1.5}}')
    assert read_record(tmp_path / "one.json") is None


def test_a_damaged_record_is_no_record(tmp_path):
    (tmp_path / "one.json").write_text("{")
    assert read_record(tmp_path / "one.json") is None
    (tmp_path / "one.json").write_text('{"pid": 1}')
    assert read_record(tmp_path / "one.json") is None


def test_signalling_a_group_that_has_ended_raises_nothing():
    process = sleeper()
    record = ProcessRecord(process.pid, start_time(process.pid) or 0.0)
    process.kill()
    process.wait()
    signal_group(record, signal.SIGTERM)
    assert not record.is_alive()
