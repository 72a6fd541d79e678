"""The sample data keeps the rules of the catalog: every book and every review of it can be imported."""

from datetime import date

import msgspec
import pytest

from chalicelib.books.book import NewBookRequest, validate_book
from chalicelib.reviews.review import ImportedReview
from local.sample_data.catalogue import load_catalogue
from local.sample_data.history import generate_history


@pytest.fixture(scope="module")
def catalogue():
    return load_catalogue()


def to_request(book):
    fields = msgspec.to_builtins(book)
    return msgspec.convert({name: value for name, value in fields.items() if name != "stock"}, NewBookRequest)


def test_every_sample_book_is_one_that_staff_may_write(catalogue):
    for book in catalogue:
        validate_book(to_request(book))


def test_every_sample_book_is_written_as_it_is_stored(catalogue):
    for book in catalogue:
        assert to_request(book).title == book.title
        assert to_request(book).authors[0].name == book.authors[0].name
        assert to_request(book).description == book.description


def test_every_sample_review_is_one_that_may_be_imported(catalogue):
    reviews = generate_history(catalogue, date(2026, 11, 24)).reviews
    assert len(msgspec.convert(msgspec.to_builtins(reviews), list[ImportedReview])) == len(reviews)
