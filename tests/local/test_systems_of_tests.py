"""Test runs side by side: each finds ports of its own, and shared engines live as long as somebody uses them."""

import socket
from contextlib import contextmanager

import pytest

from tests import systems
from tests.local.free_ports import random_rows
from tests.port_rows import PORTS_PER_ROW, are_free, reserve
from tests.systems import own_system, shared_system


@pytest.fixture(autouse=True)
def local(tmp_path, monkeypatch):
    monkeypatch.setattr(systems, "LOCAL", tmp_path)
    return tmp_path


@pytest.fixture
def first():
    """A base port with another free row behind it."""
    return next(base for base in random_rows() if are_free(base) and are_free(base + PORTS_PER_ROW))


@contextmanager
def occupied(port):
    with socket.socket() as other:
        other.bind(("127.0.0.1", port))
        other.listen()
        yield


def test_a_row_with_an_occupied_port_is_skipped(first):
    with occupied(first + 6), own_system("trial", first) as system:
        assert system.base_port == first + PORTS_PER_ROW
        assert system.start(["valkey"]) == ["valkey"]
    assert system.components["valkey"].running() is None


def test_two_concurrent_runs_have_a_system_each(first):
    with own_system("trial", first) as one, own_system("trial", first) as other:
        assert one.base_port == first
        assert other.base_port == first + PORTS_PER_ROW
        assert one.home != other.home


def test_leftovers_of_a_run_are_deleted_before_the_next(first):
    with own_system("trial", first) as left:
        left.home.mkdir()
        (left.home / "rubbish").touch()
    with own_system("trial", first) as system:
        assert system.home == left.home
        assert not system.home.exists()


def test_shared_engines_are_used_where_they_run_and_stopped_by_the_last_run(local, first):
    with shared_system(local / "engines", first) as one:
        one.start(["valkey"])
        with shared_system(local / "engines", first) as other:
            assert other == one
            assert other.start(["valkey"]) == []
        assert one.components["valkey"].is_healthy()
    assert one.components["valkey"].running() is None


def test_runs_that_have_started_no_engine_yet_share_their_ports(local, first):
    with shared_system(local / "engines", first) as one, shared_system(local / "engines", first) as other:
        assert other == one


def test_shared_engines_give_way_to_a_program_that_was_there_before(local, first):
    with occupied(first + 6), shared_system(local / "engines", first) as system:
        assert system.base_port == first + PORTS_PER_ROW


def test_a_row_that_another_checkout_has_reserved_is_skipped(local, first):
    row = reserve(first)
    assert row
    with row, shared_system(local / "engines", first) as shared, own_system("trial", first) as own:
        assert shared.base_port == first + PORTS_PER_ROW
        assert own.base_port == first + 2 * PORTS_PER_ROW


def test_a_shared_row_stays_reserved_until_its_last_run_ends(local, first):
    with shared_system(local / "engines", first) as one:
        one.start(["valkey"])
        with shared_system(local / "engines", first):
            pass
        assert reserve(first) is None
    assert reserve(first)
