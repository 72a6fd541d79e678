"""How words are folded, and under which terms a book is found without the index."""

import pytest

from bookstore.events.books import Author, SeriesPlace
from chalicelib.books.terms import Term, has_words, own_words, terms
from chalicelib.books.words import telling, words_in
from chalicelib.query.question import Question
from chalicelib.query.question_terms import asked_terms, asked_words
from tests.search.builders import ISBN, told


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Les Misérables", ["les", "miserables"]),
        ("ÉMILE", ["emile"]),
        ("The King’s Straße", ["the", "kings", "strasse"]),
        ("H. G. Wells", ["hg", "wells"]),
        ("h.g. wells", ["hg", "wells"]),
        ("War & Peace", ["war", "and", "peace"]),
        ("Ōe Łódź Æsop", ["oe", "lodz", "aesop"]),
        ("20,000 Leagues", ["20", "000", "leagues"]),
        ("Преступление", ["преступление"]),
        ("!!! _ '", []),
    ],
)
def test_words_are_folded_as_the_index_does_it(text, words):
    assert words_in(text) == words


@pytest.mark.parametrize("text", ["Les Misérables", "H. G. Wells", "War & Peace", "Ōe Æsop Straße", "E. M. Forster"])
def test_the_index_folds_the_same_words(opensearch, desk, module_stage, text):
    asked = {"analyzer": "plain", "text": text}
    found = opensearch.indices.analyze(index=f"books-{module_stage}", body=asked)["tokens"]
    assert [token["token"] for token in found] == words_in(text)


def test_words_that_stand_in_most_titles_are_asked_for_only_alone():
    assert telling(words_in("The Turn of the Screw")) == ["turn", "screw"]
    assert telling(words_in("It")) == ["it"]


def test_a_book_is_found_by_its_names_its_isbns_and_what_one_can_filter_by():
    book = told(title="It", authors=(Author("a-1", "Ann Lee"),), subjects=("Class & Marriage",), series=SERIES)
    words = {"it", "ann", "lee", "big", "fears", ISBN}
    others = {Term("author", "a-1"), Term("category", "Fiction"), Term("subject", "class  and  marriage")}
    assert terms(book) == {Term("word", word) for word in words} | others


SERIES = SeriesPlace("fears", "The Big Fears", 1)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (Question(words="the turn of the screw"), [Term("word", "screw")]),
        (Question(words="books by Jane Austen", categories=("Fiction",)), [Term("word", "austen")]),
        (Question(words="9797000000017"), [Term("word", "9797000000017")]),
        (Question(words="979-7-000-00001-7"), [Term("word", "9797000000017")]),
        (Question(authors=("a", "b"), categories=("Fiction",)), [Term("author", "a"), Term("author", "b")]),
        (Question(subjects=("Whaling",), categories=("Fiction",)), [Term("subject", "whaling")]),
        (Question(categories=("A", "B", "C", "D")), [Term("category", c) for c in "ABC"]),
        (Question(), [Term("word", "97")]),
        (Question(words="!!!"), []),
    ],
)
def test_a_question_is_looked_up_under_the_terms_that_leave_the_fewest_books(question, expected):
    assert asked_terms(question) == expected


@pytest.mark.parametrize(
    ("typed", "fits"), [("em", True), ("austen em", True), ("mma", False), ("emma dracula", False), (ISBN, True)]
)
def test_every_word_has_to_begin_one_of_the_books_own(typed, fits):
    assert has_words(own_words(told()), asked_words(Question(words=typed))) is fits
