"""The terms under which books are found without the index: written by the projector, made up for by the clock."""

from datetime import timedelta

import pytest

from bookstore import clock
from bookstore.events import BookChanged
from chalicelib.books import terms as rules
from chalicelib.books.term_repository import LEASE, Terms
from chalicelib.books.terms import Term
from tests.search.builders import book, edition, rated, told
from tests.shapes import TICK, changed, queued


@pytest.fixture
def functions(app):
    from chalicelib import handlers

    return handlers


@pytest.fixture
def terms(table):
    return Terms(table)


def under(terms, word):
    return list(terms.books_under([Term("word", word)], [word]))


def written(table):
    return [item for item in table.scan() if item["pk"].startswith(("WORD#", "AUTHOR#", "SUBJECT#", "CATEGORY#"))]


def project(functions, table, before=None):
    books = [item for item in table.scan() if item["sk"] == "BOOK"]
    functions.project({"Records": [changed(before, item) for item in books]}, None)


def test_whole_words_come_before_words_that_begin_so(terms):
    terms.keep([book("a", title="Emmaus"), book("b", title="Emma")])
    assert under(terms, "emma") == ["b", "a"]


def test_a_new_book_is_given_its_terms(functions, table, terms):
    functions.consume(queued(told("emma")), None)
    project(functions, table)
    assert under(terms, "austen") == ["emma"]


def test_a_book_whose_names_changed_is_given_the_new_ones(functions, table, terms):
    functions.consume(queued(told("emma")), None)
    project(functions, table)
    (before,) = [item for item in table.scan() if item["sk"] == "BOOK"]
    functions.consume(queued(BookChanged(**fields(told("emma", version=2, title="Persuasion")))), None)
    project(functions, table, before)
    assert under(terms, "persuasion") == ["emma"]


def fields(event):
    return {name: getattr(event, name) for name in event.__struct_fields__}


def test_what_changes_no_name_writes_no_term(functions, table, monkeypatch):
    """An order, a rating or a price moves many books, and none of them is found otherwise for it."""
    functions.consume(queued(told("emma")), None)
    project(functions, table)
    (before,) = [item for item in table.scan() if item["sk"] == "BOOK"]
    cheaper = told("emma", edition(price=1), version=2)
    functions.consume(queued(rated((0, 0, 0, 0, 1)), BookChanged(**fields(cheaper))), None)
    for item in written(table):
        table.delete(item["pk"], item["sk"])
    project(functions, table, before)
    assert written(table) == []


def test_a_batch_that_comes_again_changes_nothing(functions, table):
    functions.consume(queued(told("emma"), told("dracula", edition("9797000000024"))), None)
    project(functions, table)
    before = written(table)
    project(functions, table)
    assert written(table) == before


def test_a_new_shop_needs_no_making_up(functions, table, terms, monkeypatch):
    functions.consume(queued(told("emma")), None)
    project(functions, table)
    monkeypatch.setattr(Terms, "keep", lambda self, books: pytest.fail("every book has its terms"))
    functions.keep(TICK, None)


def test_books_from_before_there_were_terms_are_given_theirs_by_the_clock(functions, table, terms):
    functions.consume(queued(told("emma"), told("dracula", edition("9797000000024"))), None)
    project(functions, table)
    for item in [*written(table), {"pk": "VIEW", "sk": "TERMS"}]:
        table.delete(item["pk"], item["sk"])
    functions.keep(TICK, None)
    assert (under(terms, "austen"), under(terms, "drac")) == (["dracula", "emma"], ["dracula"])
    assert terms.unfinished(clock.now()) is None


def test_other_rules_give_every_book_its_terms_anew(terms, monkeypatch):
    terms.finish()
    assert terms.unfinished(clock.now()) is None
    monkeypatch.setattr("chalicelib.books.term_repository.SHAPE", rules.SHAPE + 1)
    assert terms.unfinished(clock.now()) == ()


def test_who_was_stopped_in_the_middle_is_followed_by_somebody_who_goes_on(terms):
    """A function lives for fifteen minutes; meanwhile nobody else begins."""
    now = clock.now()
    assert terms.unfinished(now) == ()
    terms.reach(("3", "BOOK#emma", "BOOK"), now)
    assert terms.unfinished(now) is None
    assert terms.unfinished(now + LEASE + timedelta(seconds=1)) == ("3", "BOOK#emma", "BOOK")
