"""Texts that look the same are the same: accents written in or behind their letter, with or without unseen marks."""

import unicodedata

import pytest

from chalicelib.books.repository import BookRepository
from chalicelib.books.term_repository import TermRepository
from chalicelib.query.fallback import FallbackSearch
from chalicelib.query.question import Question
from chalicelib.query.search import find_books, find_suggestions
from tests.lambda_events import sqs_event, stream_event
from tests.search.builders import book_added
from tests.search.clients import NoFallback, NoIndex, untimed_client

FORMS = ["NFC", "NFD"]
TITLE, CATEGORY, SUBJECT = "Émile Йод がく 한글 Việt", "Poésie", "Amitiés"
WORDS = ["Émile", "йод", "がく", "한글", "việt", "émi", "viet"]
UNSEEN = ["\u00ad", "\u200b", "\u2060", "\ufeff", "\u200e"]


@pytest.fixture(params=FORMS)
def written(request, app, table):
    """The service with one book, whose texts are written in this form."""
    return _project(app, table, lambda text: unicodedata.normalize(request.param, text))


def _project(app, table, write):
    from chalicelib import handlers

    texts = {"title": write(TITLE), "category": write(CATEGORY), "subjects": (write(SUBJECT),)}
    handlers.consume(sqs_event(book_added("emile", **texts), book_added("emma")), None)
    handlers.project(stream_event(*table.scan()), None)
    return app


@pytest.fixture(params=["index", "table"])
def clients(request, stage, opensearch, table):
    """The arguments of a search that is answered from the index, or from the table."""

    def create():
        if request.param == "table":
            fallback = FallbackSearch(TermRepository(table), BookRepository(table))
            return {"client": NoIndex(), "fallback": fallback}
        opensearch.indices.refresh(index=f"books-{stage}")
        return {"client": untimed_client(f"books-{stage}", opensearch), "fallback": NoFallback()}

    return create


def ids(books):
    return [book.book_id for book in books]


@pytest.mark.parametrize("form", FORMS)
def test_a_book_is_found_however_its_accents_and_the_customers_are_written(written, clients, form):
    """Each word by itself: one of several would be forgiven."""
    searches = clients()
    found = [find_books(Question(words=unicodedata.normalize(form, words)), **searches) for words in WORDS]
    assert [(ids(page.items), page.corrected) for page in found] == [(["emile"], False)] * len(WORDS)


@pytest.mark.parametrize("form", FORMS)
def test_a_filter_is_the_same_in_both_forms(written, clients, form):
    searches = clients()
    questions = [
        Question(categories=(unicodedata.normalize(form, CATEGORY),)),
        Question(subjects=(unicodedata.normalize(form, SUBJECT),)),
    ]
    assert [ids(find_books(question, **searches).items) for question in questions] == [["emile"]] * 2


@pytest.mark.parametrize("form", FORMS)
def test_suggestions_are_the_same_in_both_forms(written, clients, form):
    searches = clients()
    suggested = [find_suggestions(unicodedata.normalize(form, words), **searches).books for words in WORDS]
    assert [ids(books) for books in suggested] == [["emile"]] * len(WORDS)


@pytest.mark.parametrize("mark", UNSEEN)
def test_marks_that_nobody_sees_change_no_word(app, table, clients, mark):
    _project(app, table, mark.join)
    searches = clients()
    typed = ["Émile", mark.join("Émile"), f"{mark}émile{mark}"]
    assert [ids(find_books(Question(words=words), **searches).items) for words in typed] == [["emile"]] * 3


def test_a_question_of_unseen_marks_is_one_without_words(app, table, clients):
    _project(app, table, str)
    assert find_books(Question(words="".join(UNSEEN)), **clients()).total == 2
