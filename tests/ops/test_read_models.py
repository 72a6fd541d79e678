"""The commands about views: whom they ask, what they say, and when they end with an error."""

import json

import pytest

from deploy.errors import UserError
from ops.read_models import drift, rebuild, relist, republish

SAME = {"compared": 9, "differing": 0, "examples": [], "repaired": False, "unreadable": []}
INDEX = {
    "target": "books-test-1",
    "books": 3,
    "missing": [],
    "behind": [],
    "ahead": [],
    "unknown": [],
    "hidden": [],
    "repaired": False,
}


class Functions:
    """Answers by service and function; keeps what they were given."""

    def __init__(self, **answers):
        self.answers, self.requests = answers, []

    def __call__(self, service, function, value):
        self.requests.append((service, function, value))
        response = self.answers[f"{service}_{function}"]
        return response.pop(0) if isinstance(response, list) else response


def test_the_index_is_rebuilt_by_search():
    functions = Functions(search_rebuild={"target": "books-test-2", "books": 675, "refused": {"emma": "too long"}})
    printed = rebuild("index", functions)
    assert printed == "index was rebuilt as books-test-2: 675 books\n  emma was refused: too long"
    assert functions.requests == [("search", "rebuild", {})]


@pytest.mark.parametrize("view", ["bestsellers", "graph"])
def test_one_read_model_of_recommendations_is_rebuilt_alone(view):
    functions = Functions(recommendations_rebuild={view: {"written": 1234, "finished": True}})
    assert rebuild(view, functions) == f"{view} was rebuilt: 1,234 written"
    assert functions.requests == [("recommendations", "rebuild", {"views": [view]})]


def test_a_rebuild_that_outlasts_its_function_reports_that_it_continues():
    functions = Functions(recommendations_rebuild={"graph": {"written": 612_000, "finished": False}})
    assert rebuild("graph", functions) == "graph: 612,000 written so far; it goes on by itself each minute"


@pytest.mark.parametrize("view", ["", "lists"])
def test_an_unknown_read_model_is_refused_with_the_names_of_all(view):
    with pytest.raises(UserError, match="index, bestsellers, graph"):
        rebuild(view, Functions())


def compared(index=INDEX, repair=False, **changes):
    value = {"bestsellers": SAME, "graph": SAME} | changes
    functions = Functions(search_drift={"views": [index]}, recommendations_drift=value)
    reports = drift(functions, repair=repair)
    assert {value["repair"] for _, _, value in functions.requests} == {repair}
    return reports


def test_equal_read_models_have_no_drift():
    assert [(each.view, each.differing, each.reasons) for each in compared()] == [
        ("index", 0, ()),
        ("bestsellers", 0, ()),
        ("graph", 0, ()),
    ]


def test_drift_is_reported_with_names_and_reasons():
    (index, _, graph) = compared(
        INDEX | {"missing": ["emma"], "behind": ["faust", "walden"]},
        graph=SAME | {"differing": 7, "examples": [f"edge-{n}" for n in range(7)]},
    )
    assert index.differing == 3
    assert str(index).splitlines() == [
        "index               3 compared, 3 differ",
        "             the table has them, the index does not: emma",
        "             the index shows an older version: faust, walden",
    ]
    assert graph.reasons == ("other than the ledger says: edge-0, edge-1, edge-2, edge-3, edge-4 and 2 more",)


def test_a_repair_is_reported():
    report = compared(repair=True, graph=SAME | {"differing": 1, "examples": ["edge"], "repaired": True})[-1]
    assert str(report).splitlines()[0].endswith("1 differ, repaired")


def test_a_service_republishes_page_by_page_and_a_run_can_be_continued():
    cursor = {"pk": "BOOK#emma", "sk": "BOOK"}
    functions = Functions(catalog_republish=[{"told": 200, "next": cursor}, {"told": 75, "next": None}])
    lines = list(republish("catalog", functions))
    assert lines[0] == f"200 events of catalog are on their way; the rest: START='{json.dumps(cursor)}'"
    assert lines[1] == "275 events of catalog are on their way: all of it"
    assert [value["start"] for _, _, value in functions.requests] == [None, cursor]


def test_items_that_could_not_be_published_are_named():
    functions = Functions(catalog_republish=[{"told": 3, "next": None, "failed": 2}])
    assert next(republish("catalog", functions)) == "2 items of catalog could not be published; its log says why"


def test_only_services_that_publish_can_republish():
    with pytest.raises(UserError, match="catalog, orders"):
        next(republish("search", Functions()))


def test_the_catalog_lists_its_books_again_page_by_page():
    cursor = {"pk": "BOOK#emma", "sk": "BOOK"}
    functions = Functions(catalog_relist=[{"books": 20, "next": cursor}, {"books": 7, "next": None}])
    lines = list(relist(functions))
    assert lines == [
        f"20 books are listed again; the rest: START='{json.dumps(cursor)}'",
        "27 books are listed again: all of it",
    ]
    assert [value["start"] for _, _, value in functions.requests] == [None, cursor]
