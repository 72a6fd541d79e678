"""Search the table while the index does not answer: by words of titles, authors and series.

Its work is bounded however large the shop is: a few queries, some hundreds of terms, a hundred books. Results are
checked against the books as they are now, so an outdated term shows nothing wrong.
"""

from collections.abc import Iterator
from itertools import islice

from chalicelib import ports
from chalicelib.books.book import Book
from chalicelib.books.terms import book_words, has_all_words
from chalicelib.index.document import Document, to_document
from chalicelib.query.document_filters import passes_filters, sort_documents
from chalicelib.query.edition_filters import find_offer
from chalicelib.query.isbn import parse_isbn
from chalicelib.query.question import Question
from chalicelib.query.question_terms import question_terms, question_words
from chalicelib.query.responses import (
    Facets,
    Highlights,
    Hit,
    RatingSummary,
    SearchResponse,
    SuggestedBook,
    SuggestResponse,
)

MAX_BOOKS = 100  # of one response, all pages together
MAX_SUGGESTIONS, MAX_BOOKS_FOR_SUGGESTIONS = 5, 30
NOTICE = "Search is very busy right now. Showing matching titles and authors only."
NO_FACETS = Facets(category=[], author=[], format=[], language=[], availability=[], price=[], rating=[])


class FallbackSearch:
    """Answers questions from the table. `degraded` is set in every response."""

    def __init__(self, terms: ports.TermLookup, books: ports.Books) -> None:
        self._terms, self._books = terms, books

    def search(self, question: Question) -> SearchResponse:
        """Return the page of visible books that have all the words and pass every filter."""
        books = {book.book_id: book for book in self._candidates(question, MAX_BOOKS)}
        documents = (document for document in map(to_document, books.values()) if passes_filters(document, question))
        matches = sort_documents(documents, question)
        isbn = parse_isbn(question.words) if matches else None
        page = matches[question.offset : question.offset + question.limit]
        return SearchResponse(
            items=[to_hit(books[document.book_id], document, question) for document in page],
            total=len(matches),
            page=question.page,
            pages=-(-len(matches) // question.limit),
            facets=NO_FACETS,
            exact=matches[0].book_id if isbn else None,
            exact_isbn=isbn,
            degraded=True,
            notice=NOTICE,
        )

    def suggest(self, prefix: str) -> SuggestResponse:
        """Return a few visible books that have words beginning with the prefix."""
        question = Question(words=prefix, limit=MAX_SUGGESTIONS)
        books = {book.book_id: book for book in self._candidates(question, MAX_BOOKS_FOR_SUGGESTIONS)}
        documents = (document for document in map(to_document, books.values()) if document.visible)
        matches = sort_documents(documents, question)[:MAX_SUGGESTIONS]
        suggested = [to_suggested_book(books[document.book_id]) for document in matches]
        return SuggestResponse(books=suggested, authors=[], series=[], categories=[], degraded=True)

    def _candidates(self, question: Question, limit: int) -> Iterator[Book]:
        """Return the books under the question's terms as they are now, without those that lost the words since."""
        words = question_words(question)
        book_ids = dict.fromkeys(self._terms.find_book_ids(question_terms(question), words))
        books = (book for book in self._books.get_many(islice(book_ids, limit)) if isinstance(book, Book))
        return (book for book in books if has_all_words(book_words(book.catalog), words))


def to_hit(book: Book, document: Document, question: Question) -> Hit:
    """Return the book as a hit without highlights; `response_parsing.py` makes the same one from the index."""
    return Hit(
        book_id=book.book_id,
        title=document.title,
        subtitle=document.subtitle,
        authors=list(book.catalog.authors),
        category=document.category,
        series=book.catalog.series,
        published=document.published,
        cover=document.cover,
        currency=document.currency,
        from_price=document.from_price,
        offer=find_offer(document.editions, document.offers, question),
        formats=document.offers,
        availability=document.availability,
        rating=RatingSummary(document.rating, document.ratings),
        highlights=Highlights(),
    )


def to_suggested_book(book: Book) -> SuggestedBook:
    """Return the book as a suggestion."""
    catalog = book.catalog
    return SuggestedBook(
        book_id=book.book_id,
        title=catalog.title,
        authors=list(catalog.authors),
        category=catalog.category,
        series=catalog.series,
        cover=catalog.cover,
    )
