"""A view that takes longer to make than a function lives: it is made in turns, and no turn does anything twice."""

from datetime import timedelta
from itertools import count

import pytest

from bookstore.errors import Unavailable
from bookstore.read_models import rebuild as rebuild_steps
from bookstore.read_models.lease import LEASE
from bookstore.read_models.rebuild import Progress, RebuildJob
from chalicelib import rebuild, self_heal
from chalicelib.also_bought.edges import Owned, edge_id
from tests.recommendations.builders import NOON, TODAY
from tests.recommendations.fake_engines import AWAY, FakeGraph, FakeLists
from tests.recommendations.fakes import FakeBooks, FakeNeighbours, FakeReaders, FakeStandings, FakeViews, known, rest

LETTERS = "abcdefg"


class Engine(FakeGraph):
    """Remembers in which turn what was written."""

    def __init__(self):
        super().__init__()
        self.written: list[str] = []

    def write(self, target, some):
        self.written.append("".join(some))


@pytest.fixture
def views():
    return FakeViews()


@pytest.fixture
def engine():
    return Engine()


@pytest.fixture
def turn(views, engine):
    def take(write=engine.write, parts_in_time=1, anew=False):
        job = RebuildJob(
            read_model="graph",
            engine=engine,
            scan=lambda place: (((letter,), letter) for letter in rest(LETTERS, place)),
            write=write,
            chunk_size=3,
        )
        asked = count(1)
        return rebuild_steps.resume_rebuild(
            job, read_models=views, is_late=lambda: next(asked) >= parts_in_time, from_start=anew
        )

    return take


def test_each_turn_goes_on_where_the_last_one_ended(views, engine, turn):
    assert [turn(), turn()] == [Progress(3, finished=False), Progress(6, finished=False)]
    building = views.get("graph").building
    assert turn(parts_in_time=2) == Progress(7, finished=True)
    assert (engine.written, views.get("graph").targets) == (["abc", "def", "g"], (building,))


def test_between_turns_nobody_has_it_and_projectors_write_to_both(views, turn):
    turn()
    view = views.get("graph")
    assert (view.lease_renewed_at, view.serving, len(view.targets)) == (None, "first", 2)


def test_an_engine_that_lost_what_it_had_is_filled_from_the_beginning(views, engine, turn):
    turn()
    lost = views.get("graph").building
    engine.marks.clear()
    assert turn() == Progress(3, finished=False)
    assert (engine.written, engine.removed) == (["abc", "abc"], [lost])


def test_who_wants_it_made_anew_gets_it_from_the_beginning(views, engine, turn):
    turn()
    former = views.get("graph").building
    turn(anew=True)
    assert (engine.written, engine.removed) == (["abc", "abc"], [former])


def test_a_turn_that_an_engine_broke_off_is_given_back_and_says_nothing_twice(views, engine, turn):
    turn()

    def away(target, some):
        raise AWAY

    with pytest.raises(Unavailable):
        turn(write=away)
    turn()
    assert engine.written == ["abc", "def"]


def test_a_turn_that_died_is_taken_over_once_it_has_been_silent(views, engine, turn, monkeypatch):
    turn()
    views.save(views.acquire_lease("graph", "died", NOON))
    monkeypatch.setattr("bookstore.clock.now", lambda: NOON + LEASE)
    assert turn().written == 6


def test_a_turn_speaks_so_that_nobody_takes_it_over(views, engine, turn, monkeypatch):
    times = (NOON + timedelta(seconds=11 * n) for n in count())
    monkeypatch.setattr("bookstore.clock.now", lambda: next(times))
    spoken = []
    turn(write=lambda target, some: spoken.append(views.get("graph").position), parts_in_time=9)
    assert spoken == [(), ("c",), ("f",)]


def late():
    return True


def test_each_minute_the_clock_goes_on_with_lists_that_are_not_finished(monkeypatch):
    views, lists, standings = FakeViews(), FakeLists(), FakeStandings(emma=3, dracula=1)
    monkeypatch.setattr("chalicelib.bestsellers.project.AT_ONCE", 1)
    rebuild.rebuild_lists(views=views, standings=standings, lists=lists, is_late=late)
    assert views.get("bestsellers").serving == "first"
    self_heal.keep(NOON, views=views, standings=standings, lists=lists, snapshots=Snapshots())
    serving = views.get("bestsellers").serving
    assert {book_id for target, book_id in lists.places if target == serving} == {"emma", "dracula"}


class Snapshots:
    """Nobody looks at them here."""

    def keep(self, scope, by, tops):
        return True


def test_each_minute_the_clock_goes_on_with_a_graph_that_is_not_finished(monkeypatch):
    monkeypatch.setattr(rebuild, "AT_ONCE", 1)
    views, graph = FakeViews(), FakeGraph()
    owned = [Owned("ann", book_id, "o-1", 1, TODAY) for book_id in ("emma", "dracula")]
    given = {"views": views, "readers": FakeReaders(*owned), "graph": graph}
    rebuild.rebuild_graph(**given, is_late=late)
    assert [self_heal.keep_graph(**given), self_heal.keep_graph(**given)] == [True, False]
    target = views.get("graph").serving
    assert graph.edges(target) == {edge_id(target, one): 1 for one in owned}


def test_neighbours_are_worked_out_in_turns_too_once_each(monkeypatch):
    monkeypatch.setattr("chalicelib.also_bought.compute.KEPT_AT_ONCE", 1)
    views, graph, neighbours = FakeViews(), FakeGraph(), Kept()
    graph.readers = lambda target, ids, buyers: {book_id: [f"reader-{n}" for n in range(9)] for book_id in ids}
    books = FakeBooks(known("emma"), known("dracula"), known("faust"))
    given = {"views": views, "graph": graph, "books": books, "neighbours": neighbours}
    self_heal.keep_neighbours(anew=True, is_late=late, **given)
    assert views.get("neighbours").written == 1
    for _ in range(2):
        self_heal.keep_neighbours(anew=False, **given)
    assert (neighbours.kept, views.get("neighbours").building) == (["emma", "dracula", "faust"], None)
    assert {one.book_id for one in neighbours.lists["emma"]} == {"dracula", "faust"}


def test_a_graph_made_anew_has_every_book_looked_at_again(monkeypatch):
    monkeypatch.setattr("chalicelib.also_bought.compute.KEPT_AT_ONCE", 1)
    views, graph, neighbours = FakeViews(), FakeGraph(), Kept()
    graph.readers = lambda target, ids, buyers: {}
    given = {
        "views": views,
        "graph": graph,
        "books": FakeBooks(known("emma"), known("faust")),
        "neighbours": neighbours,
    }
    self_heal.keep_neighbours(anew=True, is_late=late, **given)
    self_heal.keep_neighbours(anew=True, **given)
    assert neighbours.kept == ["emma", "emma", "faust"]


class Kept(FakeNeighbours):
    """Remembers every list it was given."""

    def __init__(self):
        super().__init__()
        self.kept: list[str] = []

    def keep(self, lists, as_of):
        self.kept += lists
        super().keep(lists, as_of)
