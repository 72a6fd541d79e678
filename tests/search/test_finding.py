"""Which question is put to the index, and what is not even asked or taken in."""

from dataclasses import dataclass, field

import pytest
from msgspec import structs

from bookstore.errors import Invalid, Unavailable
from bookstore.messaging.envelope import Unprocessable
from chalicelib.books import record_events
from chalicelib.query import search
from chalicelib.query.question import Question
from chalicelib.query.responses import Facets, Found, Suggestions
from tests.search.builders import told
from tests.search.desks import NoFallback
from tests.search.fakes import FakeBooks

NO_FACETS = Facets(category=[], author=[], format=[], language=[], availability=[], price=[], rating=[])


@dataclass
class Read:
    found: Found
    any_match: bool
    enough: bool


@dataclass
class Desk:
    """Remembers how it was asked."""

    any_match: bool = True
    enough: bool = True
    total: int = 0
    answers: int = 9
    asked: list[str] = field(default_factory=list)

    def _answer(self, how: str) -> Read:
        self._wait(how)
        found = Found(items=[], total=self.total, page=1, pages=0, facets=NO_FACETS, exact=how)
        return Read(found, self.any_match, self.enough)

    def _wait(self, how: str) -> None:
        self.asked.append(how)
        if len(self.asked) > self.answers:
            raise Unavailable("The time is up.")

    def search(self, question):
        return self._answer("strict")

    def search_forgiving(self, question):
        return self._answer("forgiving")

    def search_isbn(self, question, isbn):
        return self._answer(isbn)

    def nearest(self, question):
        self._wait("nearest")
        return []

    def suggest(self, letters):
        self._wait("suggest")


@pytest.mark.parametrize(
    ("words", "any_match", "asked"),
    [
        ("emma", True, ["strict"]),
        ("emmma", False, ["strict", "forgiving"]),
        ("", False, ["strict"]),
        ("978-0-14-143958-7", True, ["9780141439587"]),
        ("9780141439588", False, ["strict", "forgiving"]),
    ],
)
def test_similar_words_are_tried_only_when_no_book_has_the_very_words(words, any_match, asked):
    desk = Desk(any_match, enough=any_match)
    assert search.find_books(Question(words=words), index=desk, simple=NoFallback()).exact == asked[-1]
    assert desk.asked == [*asked, "nearest"]


def test_a_question_against_the_rules_asks_no_index():
    desk = Desk()
    with pytest.raises(Invalid):
        search.find_books(Question(page=10_000, limit=100), index=desk, simple=NoFallback())
    assert desk.asked == []


def test_a_book_without_an_edition_is_not_taken_in():
    with pytest.raises(Unprocessable, match="book/emma has no edition"):
        record_events.hear_book(structs.replace(told(), editions=()), books=FakeBooks())


def test_a_theme_that_few_books_have_is_widened_but_was_not_misspelt():
    desk = Desk(any_match=True, enough=False)
    assert (
        search.find_books(Question(words="orphan girl"), index=desk, simple=NoFallback()).corrected,
        desk.asked,
    ) == (
        False,
        ["strict", "forgiving", "nearest"],
    )


def test_a_few_good_books_are_answered_when_more_would_come_too_late():
    desk = Desk(enough=False, total=2, answers=1)
    assert search.find_books(Question(words="orphan girl"), index=desk, simple=NoFallback()).exact == "strict"
    assert desk.asked == ["strict", "forgiving"]


class Simple:
    """A simple search, which remembers what it was asked."""

    def __init__(self):
        self.asked = []

    def find(self, question):
        self.asked.append(question.words)
        return Found(items=[], total=0, page=1, pages=0, facets=NO_FACETS, degraded=True)

    def suggest(self, letters):
        self.asked.append(letters)
        return Suggestions(books=[], authors=[], series=[], categories=[], degraded=True)


def test_nothing_found_in_time_is_not_the_same_as_nothing():
    """The words may be spelt wrong, which only the index could have told: the list says that it is a simple one."""
    simple = Simple()
    found = search.find_books(
        Question(words="emmma"), index=Desk(any_match=False, enough=False, answers=1), simple=simple
    )
    assert (found.degraded, simple.asked) == (True, ["emmma"])


def test_an_index_that_does_not_answer_is_stood_in_for_by_the_table():
    simple = Simple()
    assert search.find_books(Question(words="emma"), index=Desk(answers=0), simple=simple).degraded
    assert search.find_suggestions("em", index=Desk(answers=0), simple=simple).degraded
    assert simple.asked == ["emma", "em"]


def test_an_empty_page_waits_for_nothing_nearer():
    desk = Desk(answers=1)
    assert search.find_books(Question(words="emma", price_min=5_000), index=desk, simple=NoFallback()).nearest == []
    assert desk.asked == ["strict", "nearest"]


@pytest.mark.parametrize(
    ("typed", "essential"),
    [("books by Thomas Hardy", "Thomas Hardy"), ("a novel about whales", "whales"), ("Dickens novels", "Dickens"),
     ("the jungle book", "the jungle book"), ("the book of hours", "the book of hours"), ("books", "books"),
     ("something about bees", "bees"), ("best Russian novels", "Russian"), ("the good soldier", "the good soldier"),
     ("French novels about adultery", "French adultery"), ("a mystery set in London", "a mystery in London")],
)  # fmt: skip
def test_words_that_only_ask_for_books_are_not_looked_for(typed, essential):
    assert Question(words=typed).essential == essential


@pytest.mark.parametrize(
    ("typed", "essential"),
    [("one two  three", "one two three"), (" ".join("abcdefghijklmn"), "a b c d e f g h i j k l"),
     ("-".join("abcdefghijklmn"), "a-b-c-d-e-f-g-h-i-j-k-l"), ("incomprehensibilities", "incomprehensibilities"),
     ("!!", "!!")],
)  # fmt: skip
def test_only_the_first_twelve_words_are_looked_for(typed, essential):
    assert Question(words=typed).essential == essential
