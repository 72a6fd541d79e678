"""Appended lines are read again after a kill, complete lines only and in their order."""

import subprocess
import sys

import pytest

from deploy.paths import ROOT
from stripe_simulator import journal
from stripe_simulator.journal import Journal, WriteAheadLog


def read(folder):
    return [line for _, file in journal.files(folder) for line in journal.lines(file)]


def test_a_new_journal_continues_after_the_existing_files(tmp_path):
    for line in (b"1\n", b"2\n"):
        Journal(tmp_path).append(line)
    assert read(tmp_path) == [b"1\n", b"2\n"]


def test_a_torn_last_line_is_omitted_and_later_files_are_read(tmp_path):
    torn = Journal(tmp_path)
    torn.append(b"1\n")
    torn.append(b'{"cut of')
    Journal(tmp_path).append(b"2\n")
    assert read(tmp_path) == [b"1\n", b"2\n"]


def test_the_numbers_of_discarded_files_are_not_reused(tmp_path):
    """A process that was told to delete files up to a number may do so late."""
    written = Journal(tmp_path)
    through = written.rotate()
    journal.discard(tmp_path, written.number)
    assert journal.files(tmp_path) == []
    assert Journal(tmp_path, after=written.number).number > through


def test_a_rotated_journal_continues_in_a_new_file(tmp_path):
    written = Journal(tmp_path)
    written.append(b"1\n")
    through = written.rotate()
    written.append(b"2\n")
    assert written.size == 2
    assert read(tmp_path) == [b"1\n", b"2\n"]
    journal.discard(tmp_path, through)
    assert read(tmp_path) == [b"2\n"]


def test_a_unit_is_one_line_and_written_when_it_ends(tmp_path):
    log = WriteAheadLog()
    log.journal = Journal(tmp_path)
    log.bound = 1_000
    with log:
        log.add('"a"')
        with log:
            log.add('"b"', '"c"')
        assert read(tmp_path) == []
    log.add('"d"')
    assert read(tmp_path) == [b'["a","b","c"]\n', b'["d"]\n']


def test_the_changes_of_a_failing_unit_are_written_too(tmp_path):
    """They are in memory as well."""
    log = WriteAheadLog()
    log.journal = Journal(tmp_path)
    log.bound = 1_000
    with pytest.raises(ValueError, match="amid"):
        fail_amid_unit(log)
    assert read(tmp_path) == [b'["a"]\n']


def fail_amid_unit(log):
    with log:
        log.add('"a"')
        raise ValueError("amid the unit")


def test_a_long_journal_is_reported(tmp_path):
    log, reported = WriteAheadLog(), []
    log.journal, log.bound, log.when_full = Journal(tmp_path), 8, reported.append
    log.add('"1"')
    assert reported == []
    log.add('"2"')
    assert reported == [log.journal]


def test_a_program_that_cannot_write_its_journal_ends_before_it_acknowledges_anything(tmp_path):
    program = f"""
import resource, signal, sys
from pathlib import Path
from stripe_simulator.journal import Journal, WriteAheadLog
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))
log = WriteAheadLog()
log.journal, log.bound = Journal(Path({str(tmp_path)!r})), 1000
for number in range(100):
    log.add(f'"{{number:07d}}"')
    print(number, flush=True)
"""
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.count("the journal cannot be written") == 1
    acknowledged = done.stdout.split()
    assert read(tmp_path) == [f'["{int(number):07d}"]\n'.encode() for number in acknowledged]
    assert len(acknowledged) == 8
