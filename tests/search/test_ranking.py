"""What readers buy and like raises a book among equals, and never a poor match above a good one."""

import pytest

from chalicelib.books.book import Liked
from chalicelib.index.admin import Shelves
from chalicelib.query.question import Question
from chalicelib.query.search import find_books
from tests.search.builders import doc
from tests.search.desks import NoFallback, patient_desk


@pytest.fixture
def order(stage, opensearch):
    """Puts documents on a shelf and answers the order in which they are found."""
    shelves, desk = Shelves(f"books-{stage}", opensearch), patient_desk(f"books-{stage}", opensearch)

    def found(*documents, words="whales"):
        shelves.create(shelves.name(1), answering=True)
        shelves.write(shelves.name(1), documents)
        opensearch.indices.refresh(index=shelves.name(1))
        return [hit.book_id for hit in find_books(Question(words=words), index=desk, simple=NoFallback()).items]

    return found


def test_equals_come_in_the_order_of_their_ids(order):
    same = {"title": "Whales"}
    assert order(doc("b", **same), doc("a", **same), doc("c", **same)) == ["a", "b", "c"]


def test_what_is_bought_more_comes_first_among_equals(order):
    same = {"title": "Whales"}
    assert order(doc("a", **same), doc("b", bought=50, **same)) == ["b", "a"]


def test_what_is_liked_more_comes_first_among_equals(order):
    same = {"title": "Whales"}
    assert order(doc("a", **same), doc("b", liked=Liked(count=20, total=98), **same)) == ["b", "a"]


def test_what_a_book_is_about_counts_more_than_what_it_mentions(order):
    mentioned = doc("a", description="Whales, and more.")
    assert order(mentioned, doc("b", subjects=("whales", "storms"))) == ["b", "a"]


def test_a_bestseller_that_only_mentions_the_word_stays_behind_the_title(order):
    bestseller = doc("a", title="Sea Stories", description="Whales, and more.", bought=5_000)
    assert order(bestseller, doc("b", title="White Whales of the North")) == ["b", "a"]


def test_words_that_stand_together_in_what_a_book_is_about_count_more(order):
    apart = doc("a", subjects=("locked doors", "small rooms"))
    assert order(apart, doc("b", subjects=("locked-room mysteries", "doors")), words="locked room") == ["b", "a"]


@pytest.mark.parametrize(
    ("asked", "about"),
    [("sleuths", "detective stories"), ("apocalypse", "end of the world"), ("cowards", "cowardice")],
)
def test_a_theme_is_found_by_other_words_for_it(order, asked, about):
    assert order(doc("a"), doc("b", subjects=(about,)), words=asked) == ["b"]
