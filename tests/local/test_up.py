"""What `make up` finds, loads and says: a new shop, one that is loaded, one that has lost what it had."""

import pytest

from local import up
from local.sample_data.load import BOOKS, HISTORY
from local.system import System


@pytest.fixture
def system(tmp_path):
    return System(tmp_path, 21990)


@pytest.fixture
def said():
    return []


@pytest.fixture
def look(system, said, monkeypatch):
    """What is found when the stage notes these parts and these services' tables are empty."""
    monkeypatch.setattr(up, "outputs", lambda *_: {"Table": "t"})

    def look(noted, empty=()):
        monkeypatch.setattr(up, "read_loaded", lambda _: frozenset(noted))
        monkeypatch.setattr(up, "find_empty_tables", lambda _: list(empty))
        return up.find_sample_data(system, said.append)

    return look


def test_a_new_shop_has_nothing_and_nothing_is_said_of_it(look, said):
    assert look([], empty=["cart", "orders"]) == frozenset()
    assert said == []


def test_a_loaded_shop_is_left_as_it_is(look, system, said):
    (system.home / "loaded").touch()
    assert look([BOOKS, HISTORY]) == {BOOKS, HISTORY}
    assert said == []


def test_a_shop_whose_history_was_broken_off_goes_on_with_that(look, system):
    (system.home / "loaded").touch()
    assert look([BOOKS]) == {BOOKS}


def test_a_shop_that_has_lost_its_tables_is_loaded_again_and_says_so(look, system, said):
    (system.home / "loaded").touch()
    assert look([BOOKS, HISTORY], empty=["catalog", "orders"]) == frozenset()
    assert said == ["data was lost (the tables of catalog, orders are empty): loading the sample data again"]


def test_a_shop_that_has_lost_even_its_note_is_loaded_again_and_says_so(look, system, said):
    (system.home / "loaded").touch()
    assert look([], empty=[]) == frozenset()
    assert said == ["data was lost (the note of what was loaded is gone): loading the sample data again"]
