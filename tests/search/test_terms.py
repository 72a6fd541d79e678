"""The terms under which books are found without the index: written by the projector, backfilled by the clock."""

from datetime import timedelta

import pytest

from bookstore import clock
from bookstore.events import BookChanged
from chalicelib.books.term_repository import LEASE, TermRepository
from chalicelib.books.terms import TERMS_VERSION, Term
from tests.lambda_events import SCHEDULED_EVENT, sqs_event, stream_record
from tests.search.builders import book, book_added, book_rated, edition


@pytest.fixture
def terms(table):
    return TermRepository(table)


def find(terms, word):
    return list(terms.find_book_ids([Term("word", word)], [word]))


def term_items(table):
    return [item for item in table.scan() if item["pk"].startswith(("WORD#", "AUTHOR#", "SUBJECT#", "CATEGORY#"))]


def project(functions, table, before=None):
    books = [item for item in table.scan() if item["sk"] == "BOOK"]
    functions.project({"Records": [stream_record(before, item) for item in books]}, None)


def test_whole_words_come_before_words_that_begin_so(terms):
    terms.save([book("a", title="Emmaus"), book("b", title="Emma")])
    assert find(terms, "emma") == ["b", "a"]


def test_the_terms_of_a_new_book_are_written(functions, table, terms):
    functions.consume(sqs_event(book_added("emma")), None)
    project(functions, table)
    assert find(terms, "austen") == ["emma"]


def test_the_terms_of_changed_names_are_written(functions, table, terms):
    functions.consume(sqs_event(book_added("emma")), None)
    project(functions, table)
    (before,) = [item for item in table.scan() if item["sk"] == "BOOK"]
    functions.consume(sqs_event(BookChanged(**to_fields(book_added("emma", version=2, title="Persuasion")))), None)
    project(functions, table, before)
    assert find(terms, "persuasion") == ["emma"]


def to_fields(event):
    return {name: getattr(event, name) for name in event.__struct_fields__}


def test_a_change_of_no_name_writes_no_term(functions, table, monkeypatch):
    """Orders, ratings and prices change many books, and the terms of none."""
    functions.consume(sqs_event(book_added("emma")), None)
    project(functions, table)
    (before,) = [item for item in table.scan() if item["sk"] == "BOOK"]
    cheaper = book_added("emma", edition(price=1), version=2)
    functions.consume(sqs_event(book_rated((0, 0, 0, 0, 1)), BookChanged(**to_fields(cheaper))), None)
    for item in term_items(table):
        table.delete(item["pk"], item["sk"])
    project(functions, table, before)
    assert term_items(table) == []


def test_a_repeated_batch_changes_nothing(functions, table):
    functions.consume(sqs_event(book_added("emma"), book_added("dracula", edition("9797000000024"))), None)
    project(functions, table)
    before = term_items(table)
    project(functions, table)
    assert term_items(table) == before


def test_a_new_table_needs_no_backfill(functions, table, terms, monkeypatch):
    functions.consume(sqs_event(book_added("emma")), None)
    project(functions, table)
    monkeypatch.setattr(TermRepository, "save", lambda self, books: pytest.fail("every book has its terms"))
    functions.self_heal(SCHEDULED_EVENT, None)


def test_books_from_before_there_were_terms_are_backfilled(functions, table, terms):
    functions.consume(sqs_event(book_added("emma"), book_added("dracula", edition("9797000000024"))), None)
    project(functions, table)
    for item in [*term_items(table), {"pk": "VIEW", "sk": "TERMS"}]:
        table.delete(item["pk"], item["sk"])
    functions.self_heal(SCHEDULED_EVENT, None)
    assert find(terms, "austen") == ["dracula", "emma"]
    assert find(terms, "drac") == ["dracula"]
    assert terms.claim_backfill(clock.now()) is None


def test_a_new_version_of_the_terms_starts_a_backfill(terms, monkeypatch):
    terms.finish_backfill()
    assert terms.claim_backfill(clock.now()) is None
    monkeypatch.setattr("chalicelib.books.term_repository.TERMS_VERSION", TERMS_VERSION + 1)
    assert terms.claim_backfill(clock.now()) == ()


def test_an_interrupted_backfill_is_continued_when_its_lease_expires(terms):
    """Until then no other run begins."""
    now = clock.now()
    assert terms.claim_backfill(now) == ()
    terms.save_checkpoint(("3", "BOOK#emma", "BOOK"), now)
    assert terms.claim_backfill(now) is None
    assert terms.claim_backfill(now + LEASE + timedelta(seconds=1)) == ("3", "BOOK#emma", "BOOK")
