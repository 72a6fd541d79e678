"""Filters about editions hold for one and the same edition: in the index, in memory, and in what the facets count."""

import itertools

import pytest
from msgspec import structs

from chalicelib.index.admin import IndexAdmin
from chalicelib.query.document_filters import passes_filters, sort_documents
from chalicelib.query.edition_filters import best_edition
from chalicelib.query.question import PRICE_BANDS, Question
from chalicelib.query.search import find_books
from tests.search.builders import book, doc, edition
from tests.search.clients import NoFallback, untimed_client

PAPERBACK, HARDCOVER, EBOOK, FRENCH = ("9797000000017", "9797000000024", "9797000000031", "9797000000048")
DEAR_HARDCOVER = doc(  # the cheap paperback cannot be had
    "dear-hardcover",
    edition(PAPERBACK, price=399),
    edition(HARDCOVER, price=2_000, format="hardcover"),
    stock={HARDCOVER: "in_stock"},
)
CHEAP_FILE = doc("cheap-file", edition(PAPERBACK, price=1_200), edition(EBOOK, price=299, format="ebook"))
TWO_PAPERBACKS = doc(
    "two-paperbacks",
    edition(PAPERBACK, price=450),
    edition(FRENCH, price=1_250, language="fr"),
    stock={PAPERBACK: "low", FRENCH: "in_stock"},
)
SOLD_OUT = doc("sold-out", edition(PAPERBACK, price=450), edition(HARDCOVER, price=1_700, format="hardcover"))
BOOKS = (DEAR_HARDCOVER, CHEAP_FILE, TWO_PAPERBACKS, SOLD_OUT)
PRICES = [{}, *({"price_min": low, "price_max": high} for low, high in PRICE_BANDS)]
QUESTIONS = [
    Question(formats=formats, languages=languages, in_stock=in_stock, **prices)
    for formats, languages, in_stock, prices in itertools.product(
        [(), ("paperback",), ("hardcover", "ebook")], [(), ("fr",)], [False, True], PRICES
    )
]


@pytest.fixture(scope="module")
def search(module_stage, opensearch):
    """Ask an index of these books."""
    admin = IndexAdmin(f"books-{module_stage}", opensearch)
    admin.create(admin.index_name(1), with_alias=True)
    admin.write(admin.index_name(1), BOOKS)
    opensearch.indices.refresh(index=admin.index_name(1))
    client = untimed_client(f"books-{module_stage}", opensearch)
    return lambda question: find_books(question, client=client, fallback=NoFallback())


def in_memory(question):
    return [each.book_id for each in sort_documents((b for b in BOOKS if passes_filters(b, question)), question)]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (Question(in_stock=True, price_max=499), {"cheap-file", "two-paperbacks"}),
        (Question(in_stock=True, formats=("paperback",)), {"two-paperbacks"}),
        (Question(in_stock=True, languages=("fr",), price_max=499), set()),
        (Question(formats=("paperback",), price_max=499), {"two-paperbacks", "sold-out"}),
        (Question(formats=("ebook",), price_min=1_000), set()),
        (Question(price_max=499), {"cheap-file", "two-paperbacks", "sold-out"}),
        (Question(price_min=2_000), {"dear-hardcover"}),
    ],
)
def test_all_filters_hold_for_one_edition(question, expected):
    assert set(in_memory(question)) == expected


@pytest.mark.parametrize("sort", ["price_low", "price_high"])
def test_the_index_and_the_table_agree(search, sort):
    for question in (structs.replace(each, sort=sort) for each in QUESTIONS):
        assert [hit.book_id for hit in search(question).items] == in_memory(question), question


def test_each_count_is_the_number_of_books_that_its_choice_shows(search):
    for question in QUESTIONS:
        facets = search(question).facets
        for value in facets.format:
            assert value.count == search(structs.replace(question, formats=(value.value,))).total, question
        for value in facets.language:
            assert value.count == search(structs.replace(question, languages=(value.value,))).total, question
        for band in facets.price:
            chosen = structs.replace(question, price_min=band.price_min, price_max=band.price_max)
            assert band.count == search(chosen).total, question
        in_stock = sum(value.count for value in facets.availability if value.value != "out")
        assert in_stock == search(structs.replace(question, in_stock=True)).total, question


def test_a_hit_offers_the_edition_that_the_filters_found(search):
    for question in QUESTIONS:
        for hit in search(question).items:
            (document,) = (each for each in BOOKS if each.book_id == hit.book_id)
            assert hit.offer.isbn == best_edition(document.editions, question).isbn, question


def test_the_from_price_is_of_what_can_be_had():
    assert [each.from_price for each in BOOKS] == [2_000, 299, 450, 450]


def test_the_from_price_of_a_sold_out_book_is_its_lowest():
    assert doc("emma", edition(PAPERBACK, price=900), edition(HARDCOVER, price=800)).from_price == 800


def test_the_nearest_books_offer_their_best_edition(search):
    response = search(Question(words="paperbacks", price_min=900_000))
    assert [hit.offer.isbn for hit in response.nearest if hit.book_id == "two-paperbacks"] == [PAPERBACK]


def test_an_edition_is_out_of_stock_until_an_event_says_otherwise():
    assert [each.availability for each in doc("emma", edition(PAPERBACK), stock={}).editions] == ["out"]
    assert book("emma").stock == {}
