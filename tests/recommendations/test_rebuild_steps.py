"""A rebuild that takes longer than a function lives is made in several runs, and no run repeats another's work."""

from datetime import timedelta
from itertools import count

import pytest

from bookstore.errors import Unavailable
from bookstore.read_models.lease import LEASE
from bookstore.read_models.rebuild import Progress, RebuildJob, resume_rebuild
from chalicelib import rebuild, self_heal
from chalicelib.also_bought.edges import edge_id
from chalicelib.ledger.ownership import OwnedBook
from tests.recommendations.builders import NOON, TODAY
from tests.recommendations.fake_engines import UNAVAILABLE, FakeGraph, FakeLeaderboard
from tests.recommendations.fakes import (
    FakeBooks,
    FakeCustomers,
    FakeLedger,
    FakeReadModels,
    FakeSimilarBooks,
    FakeSnapshots,
    behind,
    catalog_book,
)

IDS = "abcdefg"


class Engine(FakeGraph):
    """Remembers what was written in which chunk."""

    def __init__(self):
        super().__init__()
        self.written: list[str] = []

    def write(self, target, chunk):
        self.written.append("".join(chunk))


@pytest.fixture
def read_models():
    return FakeReadModels()


@pytest.fixture
def engine():
    return Engine()


@pytest.fixture
def run(read_models, engine):
    def run(write=engine.write, chunks_in_time=1, from_start=False):
        job = RebuildJob(
            read_model="graph",
            engine=engine,
            scan=lambda position: (((item_id,), item_id) for item_id in behind(IDS, position)),
            write=write,
            chunk_size=3,
        )
        written = count(1)
        return resume_rebuild(
            job, read_models=read_models, is_late=lambda: next(written) >= chunks_in_time, from_start=from_start
        )

    return run


def test_each_run_continues_where_the_last_one_ended(read_models, engine, run):
    assert run() == Progress(3, finished=False)
    assert run() == Progress(6, finished=False)
    building = read_models.get("graph").building
    assert run(chunks_in_time=2) == Progress(7, finished=True)
    assert engine.written == ["abc", "def", "g"]
    assert read_models.get("graph").targets == (building,)


def test_between_runs_the_lease_is_released_and_projectors_write_to_both_targets(read_models, run):
    run()
    model = read_models.get("graph")
    assert model.lease_renewed_at is None
    assert model.serving == "first"
    assert len(model.targets) == 2


def test_an_engine_that_lost_what_it_had_is_filled_from_the_start(read_models, engine, run):
    run()
    lost = read_models.get("graph").building
    engine.markers.clear()
    assert run() == Progress(3, finished=False)
    assert engine.written == ["abc", "abc"]
    assert engine.removed == [lost]


def test_a_rebuild_from_the_start_discards_the_unfinished_one(read_models, engine, run):
    run()
    unfinished = read_models.get("graph").building
    run(from_start=True)
    assert engine.written == ["abc", "abc"]
    assert engine.removed == [unfinished]


def test_a_run_that_failed_releases_the_lease_and_the_next_repeats_nothing(engine, run):
    run()

    def fail(target, chunk):
        raise UNAVAILABLE

    with pytest.raises(Unavailable):
        run(write=fail)
    run()
    assert engine.written == ["abc", "def"]


def test_a_run_that_died_is_taken_over_when_its_lease_has_expired(read_models, run, monkeypatch):
    run()
    read_models.save(read_models.acquire_lease("graph", "died", NOON))
    monkeypatch.setattr("bookstore.clock.now", lambda: NOON + LEASE)
    assert run().written == 6


def test_a_run_saves_its_checkpoint_with_each_heartbeat(read_models, run, monkeypatch):
    times = (NOON + timedelta(seconds=11 * n) for n in count())
    monkeypatch.setattr("bookstore.clock.now", lambda: next(times))
    checkpoints = []
    run(write=lambda target, chunk: checkpoints.append(read_models.get("graph").position), chunks_in_time=9)
    assert checkpoints == [(), ("c",), ("f",)]


def late():
    return True


def test_each_minute_the_clock_continues_an_unfinished_rebuild_of_the_lists(read_models, monkeypatch):
    lists, ledger = FakeLeaderboard(), FakeLedger(emma=3, dracula=1)
    monkeypatch.setattr("chalicelib.bestsellers.project.BATCH_SIZE", 1)
    rebuild.rebuild_bestsellers(read_models=read_models, ledger=ledger, leaderboard=lists, is_late=late)
    assert read_models.get("bestsellers").serving == "first"
    self_heal.heal_bestsellers(
        NOON, read_models=read_models, ledger=ledger, leaderboard=lists, snapshots=FakeSnapshots()
    )
    serving = read_models.get("bestsellers").serving
    assert {book_id for target, book_id in lists.placements if target == serving} == {"emma", "dracula"}


def test_each_minute_the_clock_continues_an_unfinished_rebuild_of_the_graph(read_models, monkeypatch):
    monkeypatch.setattr(rebuild, "WRITE_BATCH", 1)
    graph = FakeGraph()
    owned = [OwnedBook("ann", book_id, "o-1", 1, TODAY) for book_id in ("emma", "dracula")]
    collaborators = {"read_models": read_models, "customers": FakeCustomers(*owned), "graph": graph}
    rebuild.rebuild_graph(**collaborators, is_late=late)
    assert self_heal.heal_graph(**collaborators)
    assert not self_heal.heal_graph(**collaborators)
    target = read_models.get("graph").serving
    assert graph.load_edges(target) == {edge_id(target, one): 1 for one in owned}


class RecordedSimilarBooks(FakeSimilarBooks):
    """Remembers the books of every list that was saved."""

    def __init__(self):
        super().__init__()
        self.saved: list[str] = []

    def save(self, similarities, as_of):
        self.saved += similarities
        super().save(similarities, as_of)


def test_similar_books_are_computed_in_several_runs_once_each(read_models, monkeypatch):
    monkeypatch.setattr("chalicelib.also_bought.compute.BATCH_SIZE", 1)
    graph, similar = FakeGraph(), RecordedSimilarBooks()
    graph.load_customers = lambda target, ids, limit: {book_id: [f"c-{n}" for n in range(9)] for book_id in ids}
    books = FakeBooks(catalog_book("emma"), catalog_book("dracula"), catalog_book("faust"))
    collaborators = {"read_models": read_models, "graph": graph, "books": books, "similarities": similar}
    self_heal.heal_similarities(from_start=True, is_late=late, **collaborators)
    assert read_models.get("neighbours").written == 1
    for _ in range(2):
        self_heal.heal_similarities(from_start=False, **collaborators)
    assert similar.saved == ["emma", "dracula", "faust"]
    assert read_models.get("neighbours").building is None
    assert {one.book_id for one in similar.lists["emma"]} == {"dracula", "faust"}


def test_after_a_rebuild_of_the_graph_similar_books_are_computed_from_the_start(read_models, monkeypatch):
    monkeypatch.setattr("chalicelib.also_bought.compute.BATCH_SIZE", 1)
    graph, similar = FakeGraph(), RecordedSimilarBooks()
    graph.load_customers = lambda target, ids, limit: {}
    books = FakeBooks(catalog_book("emma"), catalog_book("faust"))
    collaborators = {"read_models": read_models, "graph": graph, "books": books, "similarities": similar}
    self_heal.heal_similarities(from_start=True, is_late=late, **collaborators)
    self_heal.heal_similarities(from_start=True, **collaborators)
    assert similar.saved == ["emma", "emma", "faust"]
