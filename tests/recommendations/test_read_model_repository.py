"""The state of read models, on a real table."""

from datetime import timedelta

import pytest
from msgspec import structs

from bookstore.read_models.lease import LEASE, RebuildInProgress
from bookstore.read_models.repository import ReadModelRepository
from bookstore.read_models.targets import ReadModel
from tests.recommendations.builders import NOON

NAME = "graph"


@pytest.fixture
def read_models(table):
    return ReadModelRepository(table)


@pytest.fixture
def leased(read_models):
    """A run has the lease and has started to fill `b`."""
    model = read_models.acquire_lease(NAME, "one", NOON).start_building("b")
    read_models.save(model)
    return model


def test_a_read_model_that_was_never_written_does_not_exist(read_models):
    assert read_models.get(NAME) == ReadModel(name=NAME, exists=False)


def test_a_read_model_is_created_once(read_models):
    assert read_models.create(NAME)
    assert not read_models.create(NAME)
    assert read_models.get(NAME) == ReadModel(name=NAME)


@pytest.mark.parametrize("exists", [True, False])
def test_a_rebuild_fills_a_second_target_and_then_switches_to_it(read_models, exists):
    if exists:
        read_models.create(NAME)
    model = read_models.acquire_lease(NAME, "one", NOON).start_building("b")
    read_models.save(model)
    assert read_models.get(NAME).serving == "first"
    assert read_models.get(NAME).targets == ("first", "b")
    read_models.save(model.switch())
    assert read_models.get(NAME) == ReadModel(name=NAME, serving="b", former="first", lease_holder="one")


def test_two_runs_cannot_rebuild_at_once(read_models, leased):
    with pytest.raises(RebuildInProgress):
        read_models.acquire_lease(NAME, "two", NOON + LEASE - timedelta(seconds=1))
    assert read_models.get(NAME) == leased


def test_an_expired_lease_is_taken_over_at_its_checkpoint_and_its_holder_is_refused(read_models, leased):
    read_models.save(leased.advance(7, ("emma",)))
    taken_over = read_models.acquire_lease(NAME, "two", NOON + LEASE)
    assert taken_over.building == "b"
    assert taken_over.position == ("emma",)
    assert taken_over.written == 7
    with pytest.raises(RebuildInProgress):
        read_models.save(leased.switch())
    assert read_models.get(NAME).targets == ("first", "b")


def test_a_released_lease_can_be_acquired_at_once(read_models, leased):
    read_models.save(leased.release())
    assert read_models.acquire_lease(NAME, "two", NOON).building == "b"


def test_of_two_runs_that_acquire_the_lease_at_once_one_gets_it(table, read_models, leased, monkeypatch):
    read_models.save(leased.release())
    late, released = ReadModelRepository(table), read_models.get(NAME)
    monkeypatch.setattr(late, "get", lambda name: released)
    read_models.acquire_lease(NAME, "two", NOON)
    with pytest.raises(RebuildInProgress):
        late.acquire_lease(NAME, "three", NOON)
    assert read_models.get(NAME).lease_holder == "two"


def test_the_former_and_the_unfinished_target_are_abandoned_by_the_next_rebuild(read_models, leased):
    read_models.save(leased.switch())
    second = read_models.acquire_lease(NAME, "two", NOON).start_building("c")
    assert second.abandoned == ("first",)
    assert second.start_building("d").abandoned == ("first", "c")


def test_a_marker_is_saved_for_the_serving_target_and_nothing_else_changes(read_models, leased):
    read_models.save_marker(leased, "12:01")
    read_models.save(structs.replace(read_models.get(NAME), written=7))
    assert read_models.get(NAME).marker == "12:01"
    assert read_models.get(NAME).written == 7
    read_models.save(leased.switch())
    read_models.save_marker(leased, "12:02")
    assert read_models.get(NAME).marker is None


def test_a_cached_state_is_two_seconds_old_at_most(read_models, monkeypatch, leased):
    now = 100.0
    monkeypatch.setattr("time.monotonic", lambda: now)
    assert read_models.get_cached(NAME).serving == "first"
    read_models.save(leased.switch())
    assert read_models.get_cached(NAME).serving == "first"
    now += 2.1
    assert read_models.get_cached(NAME).serving == "b"


def test_an_item_has_the_attributes_it_always_had(table, read_models, leased):
    read_models.save_marker(leased, "12:01")
    item = table.get("VIEW#graph", "VIEW")
    assert item["building"] == "b"
    assert item["turn"] == "one"
    assert item["heard_at"] == "2026-11-24T12:00:00Z"
    assert item["reached"] == []
    assert item["left_over"] == []
    assert item["begun"]
    assert item["marked"] == "12:01"
