"""A simple search over the table, for when the index does not answer: by words of titles, authors and series.

Its work is bounded however large the shop is: a few look-ups, some hundreds of terms, a hundred books. What it shows is
checked against the books as they are now, so a term that is out of date shows nothing wrong.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Protocol

from chalicelib.books.book import Book
from chalicelib.books.terms import Term, has_words, own_words
from chalicelib.index.document import document
from chalicelib.query.cards import hit, suggested
from chalicelib.query.document_filters import ordered, passes
from chalicelib.query.isbn import isbn_in
from chalicelib.query.question import Question
from chalicelib.query.question_terms import asked_terms, asked_words
from chalicelib.query.responses import Facets, Found, Suggestions

MOST_BOOKS = 100  # of one answer, all pages together
SUGGESTED, MOST_FOR_SUGGESTIONS = 5, 30
NOTICE = "Our search is very busy at the moment. This is a simple list, by the words of titles and authors."
NO_FACETS = Facets(category=[], author=[], format=[], language=[], availability=[], price=[], rating=[])


class Terms(Protocol):
    """Which books are found under a term."""

    def books_under(self, terms: Iterable[Term], words: Sequence[str]) -> Iterator[str]: ...


class Books(Protocol):
    """Where books are kept."""

    def some(self, book_ids: Iterable[str]) -> Iterator[Book]: ...


class SimpleSearch:
    """Answers from the table what the index was asked."""

    def __init__(self, terms: Terms, books: Books) -> None:
        self._terms, self._books = terms, books

    def find(self, question: Question) -> Found:
        """Return the page of visible books that have all the words and pass every filter; `degraded` is set."""
        known = {book.book_id: book for book in self._candidates(question, MOST_BOOKS)}
        found = ordered((one for one in map(document, known.values()) if passes(one, question)), question)
        page = found[question.start : question.start + question.limit]
        return Found(
            items=[hit(known[one.book_id], one) for one in page],
            total=len(found),
            page=question.page,
            pages=-(-len(found) // question.limit),
            facets=NO_FACETS,
            exact=found[0].book_id if found and isbn_in(question.words) else None,
            degraded=True,
            notice=NOTICE,
        )

    def suggest(self, letters: str) -> Suggestions:
        """Return a few visible books that have words beginning so; `degraded` is set."""
        question = Question(words=letters, limit=SUGGESTED)
        known = {book.book_id: book for book in self._candidates(question, MOST_FOR_SUGGESTIONS)}
        found = ordered((one for one in map(document, known.values()) if one.visible), question)
        books = [suggested(known[one.book_id]) for one in found[:SUGGESTED]]
        return Suggestions(books=books, authors=[], series=[], categories=[], degraded=True)

    def _candidates(self, question: Question, most: int) -> Iterator[Book]:
        """The books under the question's terms, as they are now; those that lost the words since are left out."""
        words = asked_words(question)
        ids = dict.fromkeys(self._terms.books_under(asked_terms(question), words))
        books = self._books.some(islice(ids, most))
        return (book for book in books if has_words(own_words(book.catalog), words))
