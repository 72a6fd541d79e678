"""The folding of words, and the terms under which a book is found without the index."""

import pytest

from bookstore.events.books import Author, SeriesPlace
from chalicelib.books.terms import Term, book_terms, book_words, has_all_words
from chalicelib.books.words import drop_stop_words, split_words
from chalicelib.query.question import Question
from chalicelib.query.question_terms import question_terms, question_words
from tests.search.builders import ISBN, book_added


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
    assert split_words(text) == words


@pytest.mark.parametrize("text", ["Les Misérables", "H. G. Wells", "War & Peace", "Ōe Æsop Straße", "E. M. Forster"])
def test_the_index_folds_the_same_words(opensearch, client, module_stage, text):
    body = {"analyzer": "plain", "text": text}
    tokens = opensearch.indices.analyze(index=f"books-{module_stage}", body=body)["tokens"]
    assert [token["token"] for token in tokens] == split_words(text)


def test_stop_words_are_dropped_unless_there_are_no_others():
    assert drop_stop_words(split_words("The Turn of the Screw")) == ["turn", "screw"]
    assert drop_stop_words(split_words("It")) == ["it"]


def test_a_book_is_found_by_its_names_its_isbns_and_its_filter_values():
    book = book_added(title="It", authors=(Author("a-1", "Ann Lee"),), subjects=("Class & Marriage",), series=SERIES)
    words = {"it", "ann", "lee", "big", "fears", ISBN}
    others = {Term("author", "a-1"), Term("category", "Fiction"), Term("subject", "class  and  marriage")}
    assert book_terms(book) == {Term("word", word) for word in words} | others


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
def test_a_question_is_looked_up_under_its_most_selective_terms(question, expected):
    assert question_terms(question) == expected


@pytest.mark.parametrize(
    ("typed", "fits"), [("em", True), ("austen em", True), ("mma", False), ("emma dracula", False), (ISBN, True)]
)
def test_every_word_has_to_be_a_prefix_of_one_of_the_books_words(typed, fits):
    assert has_all_words(book_words(book_added()), question_words(Question(words=typed))) is fits
