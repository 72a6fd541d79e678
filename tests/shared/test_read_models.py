"""The life of a read model, without a table: lease, checkpoints, a rebuild's run, and drift."""

from datetime import UTC, datetime, timedelta

import pytest

from bookstore.chunks import to_chunks
from bookstore.errors import Unavailable
from bookstore.read_models.checkpoint import write_chunks
from bookstore.read_models.drift import compare
from bookstore.read_models.lease import HEARTBEAT, LEASE, is_heartbeat_due, is_held
from bookstore.read_models.rebuild import Progress, run_rebuild

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def scan(position):
    items = "abcdefg"
    start = items.index(position[0]) + 1 if position else 0
    return (((item,), item) for item in items[start:])


def test_a_lease_holds_until_it_was_not_renewed_for_long():
    assert is_held(NOON, NOON + LEASE - SECOND)
    assert not is_held(NOON, NOON + LEASE)


def test_a_released_lease_holds_nobody_off():
    assert not is_held(None, NOON)


def test_a_heartbeat_is_due_long_before_the_lease_expires():
    assert HEARTBEAT < LEASE / 10
    assert not is_heartbeat_due(NOON, NOON + HEARTBEAT)
    assert is_heartbeat_due(NOON, NOON + HEARTBEAT + SECOND)


def test_a_released_lease_has_no_heartbeat():
    assert not is_heartbeat_due(None, NOON)


def test_chunks_read_no_further_than_they_are_used():
    items = iter("abcdefg")
    chunks = to_chunks(items, 3)
    assert next(chunks) == ["a", "b", "c"]
    assert next(items) == "d"
    assert list(chunks) == [["e", "f", "g"]]


def test_a_checkpoint_follows_each_chunk_that_was_written():
    written = []
    assert list(write_chunks(scan, ("b",), written.append, 2)) == [(2, ("d",)), (2, ("f",)), (1, ("g",))]
    assert written == [["c", "d"], ["e", "f"], ["g"]]


@pytest.fixture
def _metrics(monkeypatch):
    """The names under which failures are counted."""
    monkeypatch.setenv("POWERTOOLS_SERVICE_NAME", "tested")
    monkeypatch.setenv("STAGE", "test")


def write_all_but(written, *bad, error=ValueError):
    def write(chunk):
        if set(bad) & set(chunk):
            raise error("not this one")
        written.extend(chunk)

    return write


@pytest.mark.usefixtures("_metrics")
def test_an_item_that_cannot_be_written_keeps_no_other_from_the_read_model(capsys):
    written = []
    chunks = list(write_chunks(scan, ("b",), write_all_but(written, "d", "g"), 2))
    assert chunks == [(1, ("d",)), (2, ("f",)), (0, ("g",))]
    assert written == ["c", "e", "f"]
    assert capsys.readouterr().out.count('"JobItemFailed":[1.0]') == 2


def test_what_fails_for_every_item_fails_the_run():
    """A target that is gone, say: a read model without any item must not be switched to."""
    with pytest.raises(ValueError, match="not this one"):
        list(write_chunks(scan, ("b",), write_all_but([], *"abcdefg"), 2))


def test_an_engine_that_is_away_is_no_fault_of_an_item():
    written = []
    with pytest.raises(Unavailable):
        list(write_chunks(scan, ("b",), write_all_but(written, "d", error=Unavailable), 2))
    assert written == []


def test_differences_are_named_by_their_kind():
    found = compare({"same": 1, "missing": 1, "behind": 2, "ahead": 1}, {"same": 1, "behind": 1, "ahead": 2, "new": 1})
    assert found.missing == {"missing"}
    assert found.behind == {"behind"}
    assert found.ahead == {"ahead"}
    assert found.unknown == {"new"}
    assert set(found) == {"missing", "behind", "ahead", "new"}


class Run:
    """A run that notes what it was told."""

    def __init__(self):
        self.written, self.calls = 0, []

    def open(self):
        return "new", ()

    def save_checkpoint(self, count, position):
        self.written += count
        self.calls.append(position)

    def switch(self):
        self.calls.append("switch")

    def close(self):
        self.calls.append("close")


@pytest.fixture
def run():
    return Run()


def test_a_run_fills_its_target_and_switches_to_it(run):
    targets = {}
    progress = run_rebuild(
        run, scan=scan, write=lambda target, some: targets.setdefault(target, []).extend(some), chunk_size=4
    )
    assert progress == Progress(7, finished=True)
    assert targets == {"new": list("abcdefg")}
    assert run.calls == [("d",), ("g",), "switch", "close"]


def test_a_late_run_ends_after_a_checkpoint_without_switching(run):
    progress = run_rebuild(run, scan=scan, write=lambda target, some: None, chunk_size=4, is_late=lambda: True)
    assert progress == Progress(4, finished=False)
    assert run.calls == [("d",), "close"]


def test_a_run_that_fails_is_closed(run):
    def fail(target, some):
        raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011 - it is our own
        run_rebuild(run, scan=scan, write=fail, chunk_size=4)
    assert run.calls == ["close"]
