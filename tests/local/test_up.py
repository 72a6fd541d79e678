"""What `make up` finds, loads and says: a new shop, one that is loaded, one that has lost what it had."""

import pytest

from deploy.stacks import Deployed
from local import up
from local.sample_data.load import BOOKS, HISTORY
from local.system import System


@pytest.fixture
def system(tmp_path):
    return System(tmp_path, 21990)


@pytest.fixture
def printed():
    return []


@pytest.fixture
def look(system, printed, monkeypatch):
    """What is found when the stage notes these parts and these services' tables are empty."""
    monkeypatch.setattr(up, "outputs", lambda *_: {"Table": "t"})

    def look(noted, empty=()):
        monkeypatch.setattr(up, "read_loaded", lambda _: frozenset(noted))
        monkeypatch.setattr(up, "find_empty_tables", lambda _: list(empty))
        return up.find_sample_data(system, printed.append)

    return look


def test_a_new_shop_has_no_sample_data_and_reports_nothing(look, printed):
    assert look([], empty=["cart", "orders"]) == frozenset()
    assert printed == []


def test_a_loaded_shop_is_not_changed(look, system, printed):
    (system.home / "loaded").touch()
    assert look([BOOKS, HISTORY]) == {BOOKS, HISTORY}
    assert printed == []


def test_a_shop_whose_history_was_broken_off_goes_on_with_that(look, system):
    (system.home / "loaded").touch()
    assert look([BOOKS]) == {BOOKS}


def test_a_shop_that_has_lost_its_tables_is_reported_and_loaded_again(look, system, printed):
    (system.home / "loaded").touch()
    assert look([BOOKS, HISTORY], empty=["catalog", "orders"]) == frozenset()
    assert printed == ["data was lost (the tables of catalog, orders are empty): loading the sample data again"]


def test_a_shop_that_has_lost_its_record_is_reported_and_loaded_again(look, system, printed):
    (system.home / "loaded").touch()
    assert look([], empty=[]) == frozenset()
    assert printed == ["data was lost (the note of what was loaded is gone): loading the sample data again"]


@pytest.mark.parametrize(("is_new", "is_there"), [(True, True), (False, False), (False, True)])
def test_the_sitemap_of_books_that_were_loaded_before_is_not_made_again(system, printed, monkeypatch, is_new, is_there):
    monkeypatch.setattr(up, "has_sitemap", lambda stage: is_there)
    monkeypatch.setattr(up, "deploy_sitemap", lambda stage: Deployed("sitemap", "published", {}))
    up.renew_sitemap(system, printed.append, is_new=is_new)
    assert bool(printed) is (is_new or not is_there)
