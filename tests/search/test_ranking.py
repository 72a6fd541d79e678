"""Copies bought and ratings raise a book among equals, and never a poor match above a good one."""

import pytest

from chalicelib.books.book import RatingTotals
from chalicelib.index.admin import IndexAdmin
from chalicelib.query.question import Question
from chalicelib.query.search import find_books
from tests.search.builders import doc
from tests.search.clients import NoFallback, untimed_client


@pytest.fixture
def order(stage, opensearch):
    """Index documents and return the order in which they are found."""
    admin, client = IndexAdmin(f"books-{stage}", opensearch), untimed_client(f"books-{stage}", opensearch)

    def search(*documents, words="whales"):
        admin.create(admin.index_name(1), with_alias=True)
        admin.write(admin.index_name(1), documents)
        opensearch.indices.refresh(index=admin.index_name(1))
        return [hit.book_id for hit in find_books(Question(words=words), client=client, fallback=NoFallback()).items]

    return search


def test_equal_books_are_sorted_by_id(order):
    same = {"title": "Whales"}
    assert order(doc("b", **same), doc("a", **same), doc("c", **same)) == ["a", "b", "c"]


def test_of_equal_books_the_one_bought_more_comes_first(order):
    same = {"title": "Whales"}
    assert order(doc("a", **same), doc("b", bought=50, **same)) == ["b", "a"]


def test_of_equal_books_the_one_rated_higher_comes_first(order):
    same = {"title": "Whales"}
    assert order(doc("a", **same), doc("b", rating_totals=RatingTotals(count=20, total=98), **same)) == ["b", "a"]


def test_a_subject_counts_more_than_a_mention(order):
    mention = doc("a", description="Whales, and more.")
    assert order(mention, doc("b", subjects=("whales", "storms"))) == ["b", "a"]


def test_a_bestseller_that_only_mentions_the_word_comes_after_the_title(order):
    bestseller = doc("a", title="Sea Stories", description="Whales, and more.", bought=5_000)
    assert order(bestseller, doc("b", title="White Whales of the North")) == ["b", "a"]


def test_a_phrase_in_the_subjects_counts_more(order):
    apart = doc("a", subjects=("locked doors", "small rooms"))
    assert order(apart, doc("b", subjects=("locked-room mysteries", "doors")), words="locked room") == ["b", "a"]


@pytest.mark.parametrize(
    ("words", "subject"),
    [("sleuths", "detective stories"), ("apocalypse", "end of the world"), ("cowards", "cowardice")],
)
def test_a_theme_is_found_by_its_synonyms(order, words, subject):
    assert order(doc("a"), doc("b", subjects=(subject,)), words=words) == ["b"]
