"""How readers narrow, sort and leaf through what they find, and what is counted beside it, on a real OpenSearch."""

import pytest

from chalicelib.index.admin import Shelves
from chalicelib.query.question import Question
from chalicelib.query.search import find_books
from tests.search.books_on_the_shelf import SHELF
from tests.search.builders import doc
from tests.search.desks import NoFallback, patient_desk

BOUGHT = ["emma", "the-hound-of-the-baskervilles", "moby-dick"]
UNBOUGHT = ["madame-bovary", "persuasion", "poems-by-emily-dickinson", "the-sign-of-four", "the-time-machine"]


def ids(desk, words="", **what):
    return [hit.book_id for hit in find_books(Question(words=words, **what), index=desk, simple=NoFallback()).items]


@pytest.mark.parametrize(
    ("narrowed", "found"),
    [
        ({"categories": ("Mystery",)}, {"the-hound-of-the-baskervilles", "the-sign-of-four"}),
        ({"categories": ("Gothic", "Poetry")}, {"wuthering-heights", "poems-by-emily-dickinson"}),
        ({"authors": ("jane-austen",)}, {"emma", "persuasion"}),
        ({"authors": ("jane-austen", "h-g-wells"), "categories": ("Fiction",)}, {"emma", "persuasion"}),
        ({"formats": ("hardcover",)}, {"moby-dick"}),
        ({"languages": ("fr",)}, {"madame-bovary"}),
        ({"subjects": ("obsession",)}, {"moby-dick", "wuthering-heights"}),
        ({"subjects": ("SEA VOYAGES", "second chances")}, {"moby-dick", "persuasion"}),
        ({"subjects": ("class",)}, set()),
        ({"rating_min": 4}, {"emma"}),
        ({"rating_min": 3}, {"emma", "wuthering-heights"}),
        ({"price_max": 499}, {"moby-dick", "the-time-machine"}),
        ({"price_min": 899, "price_max": 899}, {"emma"}),
        ({"formats": ("hardcover",), "price_max": 499}, set()),
        ({"in_stock": True}, {"emma", "persuasion", "moby-dick"}),
        ({"in_stock": True, "formats": ("hardcover",)}, set()),
        ({"in_stock": True, "formats": ("ebook",)}, {"moby-dick"}),
    ],
)
def test_filters_narrow(desk, narrowed, found):
    assert set(ids(desk, **narrowed)) == found


@pytest.mark.parametrize(
    ("sort", "first"),
    [("bestselling", "emma"), ("rating", "emma"), ("price_low", "moby-dick"), ("price_high", "madame-bovary"),
     ("newest", "the-hound-of-the-baskervilles")],
)  # fmt: skip
def test_sorts(desk, sort, first):
    assert ids(desk, sort=sort)[0] == first


def test_without_words_books_come_by_what_readers_buy_and_like(desk):
    assert ids(desk) == [*BOUGHT, *UNBOUGHT, "wuthering-heights"]


def test_counts_that_the_engine_remembers_change_with_the_books(stage, opensearch):
    shelves, desk = Shelves(f"books-{stage}", opensearch), patient_desk(f"books-{stage}", opensearch)
    shelves.create(shelves.name(1), answering=True)

    def fiction(*books):
        shelves.write(shelves.name(1), books)
        opensearch.indices.refresh(index=shelves.name(1))
        found = [find_books(Question(), index=desk, simple=NoFallback()) for _ in range(2)]
        return [(page.total, page.facets.category[0].count) for page in found]

    assert fiction(doc("emma")) == [(1, 1)] * 2
    assert fiction(doc("persuasion")) == [(2, 2)] * 2


def test_a_price_sort_means_the_format_asked_for(desk):
    assert ids(desk, sort="price_high", formats=("hardcover",)) == ["moby-dick"]
    assert ids(desk, sort="price_low", formats=("paperback",))[0] == "the-time-machine"


def test_pages_do_not_overlap_and_miss_nothing(desk):
    pages = [ids(desk, page=page, limit=2) for page in range(1, 7)]
    assert sorted(book for page in pages for book in page) == sorted(d.book_id for d in SHELF if d.visible)
    assert [len(page) for page in pages] == [2, 2, 2, 2, 1, 0]


def test_a_facet_ignores_its_own_filter_and_obeys_the_others(desk):
    facets = find_books(Question(categories=("Mystery",), languages=("en",)), index=desk, simple=NoFallback()).facets
    assert {v.value: v.count for v in facets.category} == {
        "Fiction": 3, "Mystery": 2, "Gothic": 1, "Poetry": 1, "Science Fiction": 1,
    }  # fmt: skip
    assert {v.value: v.count for v in facets.language} == {"en": 2}
    assert [(v.value, v.label, v.count) for v in facets.author] == [("arthur-conan-doyle", "Arthur Conan Doyle", 2)]


def test_prices_and_ratings_are_counted_in_steps(desk):
    facets = find_books(Question(), index=desk, simple=NoFallback()).facets
    assert [(b.price_min, b.price_max, b.count) for b in facets.price] == [
        (0, 499, 2), (500, 999, 6), (1000, 1499, 1), (1500, 1999, 0), (2000, None, 0),
    ]  # fmt: skip
    assert [(step.rating_min, step.count) for step in facets.rating] == [(4, 1), (3, 2), (2, 2)]
