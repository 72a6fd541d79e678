"""Filters, sort orders, pages and facets, on a real OpenSearch."""

import pytest

from chalicelib.index.admin import IndexAdmin
from chalicelib.query.question import Question
from chalicelib.query.search import find_books
from tests.search.builders import doc
from tests.search.clients import NoFallback, untimed_client
from tests.search.sample_books import BOOKS

BOUGHT = ["emma", "the-hound-of-the-baskervilles", "moby-dick"]
UNBOUGHT = ["madame-bovary", "persuasion", "poems-by-emily-dickinson", "the-sign-of-four", "the-time-machine"]


def ids(client, words="", **filters):
    return [
        hit.book_id for hit in find_books(Question(words=words, **filters), client=client, fallback=NoFallback()).items
    ]


@pytest.mark.parametrize(
    ("filters", "expected"),
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
def test_filters_narrow(client, filters, expected):
    assert set(ids(client, **filters)) == expected


@pytest.mark.parametrize(
    ("sort", "first"),
    [
        ("bestselling", "emma"),
        ("rating", "emma"),
        ("price_low", "moby-dick"),
        ("price_high", "madame-bovary"),
        ("newest", "the-hound-of-the-baskervilles"),
    ],
)
def test_sorts(client, sort, first):
    assert ids(client, sort=sort)[0] == first


def test_without_words_books_are_sorted_by_standing(client):
    assert ids(client) == [*BOUGHT, *UNBOUGHT, "wuthering-heights"]


def test_cached_counts_change_with_the_books(stage, opensearch):
    admin, client = IndexAdmin(f"books-{stage}", opensearch), untimed_client(f"books-{stage}", opensearch)
    admin.create(admin.index_name(1), with_alias=True)

    def count_fiction(*books):
        admin.write(admin.index_name(1), books)
        opensearch.indices.refresh(index=admin.index_name(1))
        pages = [find_books(Question(), client=client, fallback=NoFallback()) for _ in range(2)]
        return [(page.total, page.facets.category[0].count) for page in pages]

    assert count_fiction(doc("emma")) == [(1, 1)] * 2
    assert count_fiction(doc("persuasion")) == [(2, 2)] * 2


def test_a_price_sort_compares_the_chosen_format(client):
    assert ids(client, sort="price_high", formats=("hardcover",)) == ["moby-dick"]
    assert ids(client, sort="price_low", formats=("paperback",))[0] == "the-time-machine"


def test_pages_do_not_overlap_and_miss_nothing(client):
    pages = [ids(client, page=page, limit=2) for page in range(1, 7)]
    assert sorted(book for page in pages for book in page) == sorted(d.book_id for d in BOOKS if d.visible)
    assert [len(page) for page in pages] == [2, 2, 2, 2, 1, 0]


def test_a_facet_ignores_its_own_filter_and_applies_the_others(client):
    facets = find_books(
        Question(categories=("Mystery",), languages=("en",)), client=client, fallback=NoFallback()
    ).facets
    assert {v.value: v.count for v in facets.category} == {
        "Fiction": 3,
        "Mystery": 2,
        "Gothic": 1,
        "Poetry": 1,
        "Science Fiction": 1,
    }
    assert {v.value: v.count for v in facets.language} == {"en": 2}
    assert [(v.value, v.label, v.count) for v in facets.author] == [("arthur-conan-doyle", "Arthur Conan Doyle", 2)]


def test_prices_and_ratings_are_counted_in_ranges(client):
    facets = find_books(Question(), client=client, fallback=NoFallback()).facets
    assert [(b.price_min, b.price_max, b.count) for b in facets.price] == [
        (0, 499, 2),
        (500, 999, 6),
        (1000, 1499, 1),
        (1500, 1999, 0),
        (2000, None, 0),
    ]
    assert [(step.rating_min, step.count) for step in facets.rating] == [(4, 1), (3, 2), (2, 2)]
