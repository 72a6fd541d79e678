"""The past comes in behind: seen by status, ended by down, taken up again by the next up."""

import sys

import pytest

from deploy.local import past, up
from deploy.local.system import System


@pytest.fixture
def system(tmp_path):
    system = System(tmp_path, 21990)
    yield system
    past.stop(system.home)


def begin(system):
    past.begin(system.home, system.stage, system.environment())


def working(monkeypatch, program):
    monkeypatch.setattr(past, "command", lambda *_: [sys.executable, "-c", program])


def test_while_it_is_at_work_it_is_seen_and_not_begun_twice(system, monkeypatch):
    working(monkeypatch, "import time; time.sleep(60)")
    begin(system)
    first = past.running(system.home)
    begin(system)
    assert past.running(system.home) == first
    assert past.sentence(system.home).startswith("The past is still coming in behind")


def test_it_can_be_ended_and_leaves_nothing(system, monkeypatch):
    working(monkeypatch, "import time; time.sleep(60)")
    begin(system)
    record = past.running(system.home)
    system.stop()
    assert (record.is_alive(), past.running(system.home), past.sentence(system.home)) == (False, None, "")


def test_one_that_failed_says_why_and_the_next_up_takes_it_up_again(system, monkeypatch):
    working(monkeypatch, "raise SystemExit('orders is away')")
    begin(system)
    while past.running(system.home):
        pass
    assert "orders is away" in past.sentence(system.home)
    calls = []
    monkeypatch.setattr(up, "seed", lambda _, only: calls.append(only))
    monkeypatch.setattr(up, "look_around", lambda *_: calls.append("look"))
    monkeypatch.setattr(past, "begin", lambda *_: calls.append("past"))
    up.fill(system, lambda _: None)
    assert calls == ["shelves", "look", "past"]


def test_once_it_is_there_nothing_is_done_again(system, monkeypatch):
    (system.home / "seeded").touch()
    monkeypatch.setattr(up, "look_around", lambda *_: None)
    monkeypatch.setattr(up, "seed", lambda *_: pytest.fail("seeded again"))
    up.fill(system, lambda _: None)
    assert past.sentence(system.home) == ""
