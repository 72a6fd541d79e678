"""Project, rebuild, heal and compare the read models, with changes in between."""

import pytest

from bookstore import clock
from bookstore.read_models.lease import RebuildInProgress
from bookstore.read_models.rebuild import Progress
from bookstore.read_models.targets import ReadModel
from chalicelib import drift, rebuild, self_heal
from chalicelib.also_bought.edges import edge_id
from chalicelib.also_bought.project import apply_change
from chalicelib.bestsellers.project import project_book
from chalicelib.bestsellers.ranking import CRITERIA
from chalicelib.ledger.ownership import AccountClosure, OwnedBook, OwnershipChange
from tests.recommendations.builders import NOON, TODAY
from tests.recommendations.fake_engines import FakeGraph, FakeLeaderboard
from tests.recommendations.fakes import FakeCustomers, FakeLedger, FakeReadModels, FakeSnapshots

EMMA, DRACULA = (OwnedBook("ann", book_id, "o-1", 2, TODAY) for book_id in ("emma", "dracula"))


@pytest.fixture
def read_models():
    return FakeReadModels()


@pytest.fixture
def lists():
    return FakeLeaderboard()


def copies(lists, target, book_id="emma"):
    return lists.placements[target, book_id].scores["purchased:total"]


def rebuild_lists(read_models, lists, ledger):
    return rebuild.rebuild_bestsellers(read_models=read_models, ledger=ledger, leaderboard=lists)


def test_a_book_is_projected_into_every_target(lists):
    project_book("emma", ("a", "b"), NOON, ledger=FakeLedger(emma=3), leaderboard=lists)
    assert copies(lists, "a") == 3
    assert copies(lists, "b") == 3


def test_rebuilt_lists_are_complete_before_customers_read_them(read_models, lists):
    assert rebuild_lists(read_models, lists, FakeLedger(emma=3, dracula=1)) == Progress(2, finished=True)
    serving = read_models.get("bestsellers").serving
    assert serving != "first"
    assert copies(lists, serving) == 3
    assert serving in lists.complete
    assert lists.removed == []
    assert len(lists.created_windows) == 2


def test_a_sale_during_a_rebuild_is_in_the_new_lists(read_models, lists):
    ledger = FakeLedger(emma=3, dracula=1)
    ledger.meanwhile = [("emma", 4)]
    rebuild_lists(read_models, lists, ledger)
    assert copies(lists, read_models.get("bestsellers").serving) == 4


def test_what_served_before_the_last_rebuild_is_removed(read_models, lists):
    for _ in range(2):
        rebuild_lists(read_models, lists, FakeLedger(emma=3))
    assert lists.removed == ["first"]


def test_two_runs_do_not_rebuild_at_once(read_models, lists):
    read_models.acquire_lease("bestsellers", "one", clock.now())
    with pytest.raises(RebuildInProgress):
        rebuild_lists(read_models, lists, FakeLedger())


def test_a_rebuilt_graph_has_every_purchase(read_models):
    graph = FakeGraph()
    progress = rebuild.rebuild_graph(read_models=read_models, customers=FakeCustomers(EMMA, DRACULA), graph=graph)
    assert progress == Progress(2, finished=True)
    target = read_models.get("graph").serving
    assert graph.load_edges(target) == {edge_id(target, EMMA): 2, edge_id(target, DRACULA): 2}


def test_a_rebuilt_graph_has_what_changed_meanwhile_and_nothing_that_was_returned(read_models):
    graph, customers = FakeGraph(), FakeCustomers(EMMA, DRACULA)
    fewer = OwnedBook("ann", "emma", "o-1", 1, TODAY)
    customers.meanwhile = [[fewer, DRACULA], [fewer]]
    rebuild.rebuild_graph(read_models=read_models, customers=customers, graph=graph)
    target = read_models.get("graph").serving
    assert graph.load_edges(target) == {edge_id(target, fewer): 1}


def heal(read_models, lists, snapshots=None):
    self_heal.heal_bestsellers(
        NOON,
        read_models=read_models,
        ledger=FakeLedger(emma=3),
        leaderboard=lists,
        snapshots=snapshots or FakeSnapshots(),
    )


def test_each_minute_windows_are_created_and_snapshots_saved(read_models, lists):
    snapshots = FakeSnapshots()
    project_book("emma", ("first",), NOON, ledger=FakeLedger(emma=3), leaderboard=lists)
    heal(read_models, lists, snapshots)
    assert lists.created_windows == ["first all", "first category/Fiction"]
    assert snapshots.saved == [(scope, by) for scope in ("all", "category/Fiction") for by in CRITERIA]
    assert read_models.get("bestsellers").serving == "first"


def test_lists_that_redis_has_lost_are_rebuilt(read_models):
    lists = FakeLeaderboard(complete=())
    heal(read_models, lists)
    serving = read_models.get("bestsellers").serving
    assert serving != "first"
    assert serving in lists.complete
    assert copies(lists, serving) == 3


def test_while_another_run_rebuilds_the_clock_changes_nothing(read_models):
    lists = FakeLeaderboard(complete=())
    model = read_models.acquire_lease("bestsellers", "one", clock.now()).start_building("b")
    read_models.save(model)
    heal(read_models, lists)
    assert read_models.get("bestsellers") == model


def test_the_first_batch_ever_creates_the_lists():
    read_models, lists = FakeReadModels(exists=False), FakeLeaderboard(complete=())
    self_heal.open_bestsellers(read_models=read_models, leaderboard=lists)
    assert lists.complete == {"first": "r-1"}
    assert read_models.get("bestsellers") == ReadModel(name="bestsellers")


def test_lists_that_were_lost_later_are_not_marked_complete_by_the_next_batch(read_models):
    lists = FakeLeaderboard(complete=())
    self_heal.open_bestsellers(read_models=read_models, leaderboard=lists)
    assert lists.complete == {}


def test_each_change_of_ownership_reaches_every_target():
    graph = FakeGraph()

    def copies_after(*changes):
        for change in changes:
            apply_change(change, ("a", "b"), graph=graph)
        return [sorted(graph.load_edges(target).values()) for target in ("a", "b")]

    purchases = [OwnershipChange(one, is_owned=True, version=2) for one in (EMMA, DRACULA)]
    assert copies_after(*purchases) == [[2, 2], [2, 2]]
    assert copies_after(OwnershipChange(EMMA, is_owned=False, version=3)) == [[2], [2]]
    assert copies_after(AccountClosure("ann")) == [[], []]


def check_lists(lists, ledger, repair=False):
    return drift.check_bestsellers("first", NOON, ledger=ledger, leaderboard=lists, repair=repair)


def test_lists_that_agree_have_no_drift(lists):
    ledger = FakeLedger(emma=3, dracula=1)
    for book_id in ("emma", "dracula"):
        project_book(book_id, ("first",), NOON, ledger=ledger, leaderboard=lists)
    found = check_lists(lists, ledger)
    assert found.differing == 0
    assert found.compared == 2


def test_a_book_with_wrong_scores_is_named_and_repaired_on_request(lists):
    ledger = FakeLedger(emma=3, dracula=1)
    assert check_lists(lists, ledger).examples == ["dracula", "emma"]
    assert check_lists(lists, ledger, repair=True).examples == ["dracula", "emma"]
    assert check_lists(lists, ledger).examples == []


def check_graph(graph, repair):
    return drift.check_graph("first", customers=FakeCustomers(EMMA, DRACULA), graph=graph, repair=repair)


def test_edges_missing_wrong_or_surplus_are_repaired():
    graph = FakeGraph()
    surplus = OwnedBook("bob", "emma", "o-9", 1, TODAY)
    graph.upsert_edges("first", [OwnedBook("ann", "emma", "o-1", 7, TODAY), surplus])
    found = check_graph(graph, repair=True)
    assert found.compared == 3
    assert found.differing == 3
    assert found.repaired
    assert check_graph(graph, repair=False).differing == 0
    assert len(graph.load_edges("first")) == 2
