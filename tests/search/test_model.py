"""The rules of books, documents, questions and ISBNs; nothing here needs AWS or an engine."""

import pytest

from bookstore.errors import Invalid
from chalicelib.books.book import RatingTotals
from chalicelib.index.document import join_label, split_label
from chalicelib.index.drift import compare_versions
from chalicelib.query.isbn import parse_isbn
from chalicelib.query.question import Question, validate_question
from tests.search.builders import ISBN, SECOND, book, doc, edition

EBOOK = edition(SECOND, format="ebook", price=499)


@pytest.mark.parametrize(
    "typed",
    [
        "9780141439587",
        "978-0-14-143958-7",
        "ISBN 978 0 14 143958 7",
        "ISBN-13: 9780141439587",
        "0141439580",
        "0-14-143958-0",
        "isbn-10 0141439580",
    ],
)
def test_an_isbn_is_recognised_however_it_is_typed(typed):
    assert parse_isbn(typed) == "9780141439587"


def test_an_isbn_10_may_end_in_x():
    assert parse_isbn("080442957X") == "9780804429573"


@pytest.mark.parametrize("typed", ["9780141439588", "0141439581", "1984", "emma", "", "97801414395870", "X141439580"])
def test_other_words_and_invalid_numbers_are_not_an_isbn(typed):
    assert parse_isbn(typed) is None


def test_without_a_stock_event_an_edition_is_out_unless_it_is_a_file():
    offers = {offer.format: offer.availability for offer in book("emma", edition(), EBOOK).offers()}
    assert offers == {"paperback": "out", "ebook": "in_stock"}


def test_a_digital_edition_without_a_file_is_out():
    (offer,) = book("emma", edition(SECOND, format="ebook", file=None)).offers()
    assert offer.availability == "out"


def test_a_format_is_offered_as_its_cheapest_available_edition():
    dear, cheap = edition(ISBN, price=1299), edition(SECOND, price=899)

    def offer(availability):
        (only,) = book("emma", dear, cheap, stock={ISBN: "low", SECOND: availability}).offers()
        return only.isbn, only.price, only.availability

    assert offer("in_stock") == (SECOND, 899, "in_stock")
    assert offer("out") == (ISBN, 1299, "low")


def test_a_format_that_is_out_is_offered_as_its_cheapest_edition():
    (offer,) = book("emma", edition(ISBN, price=1299), edition(SECOND, price=899)).offers()
    assert offer.isbn == SECOND
    assert offer.price == 899
    assert offer.availability == "out"


def test_standing_rises_with_copies_bought_and_ratings():
    books = [book(), book(bought=9), book(bought=9, rating_totals=RatingTotals(count=20, total=98)), book(bought=-1)]
    assert [round(each.standing, 2) for each in books] == [1.35, 1.5, 1.61, 1.35]


def test_without_ratings_the_average_is_zero_and_the_weighted_one_the_prior():
    assert RatingTotals().average == 0.0
    assert RatingTotals().weighted_average == 3.5


def test_one_rating_weighs_less_than_many():
    one, many = RatingTotals(count=1, total=5), RatingTotals(count=200, total=940)
    assert one.average > many.average
    assert one.weighted_average < many.weighted_average


def test_a_document_has_what_a_card_shows_and_a_filter_tests():
    about = ("matchmaking", "English villages")
    document = doc(
        "emma",
        edition(),
        EBOOK,
        stock={ISBN: "out"},
        bought=7,
        rating_totals=RatingTotals(count=2, total=9),
        subjects=about,
    )
    assert document.formats == ["paperback", "ebook"]
    assert [edition.offered for edition in document.editions] == [False, True]
    assert document.from_price == 499
    assert document.offered_prices == [499]
    assert document.availability == "in_stock"
    assert document.bought == 7
    assert document.rating == 4.5
    assert document.ratings == 2
    assert document.visible is True
    assert document.author_labels == ["jane-austen Jane Austen"]
    assert document.subjects == list(about)


def test_a_withdrawn_book_is_not_visible():
    assert not doc(withdrawn=True).visible


def test_a_label_is_split_into_the_id_and_the_name():
    assert split_label(join_label("j-k-jerome", "Jerome K. Jerome")) == ("j-k-jerome", "Jerome K. Jerome")


def test_only_ten_thousand_hits_can_be_paged_through():
    assert validate_question(Question(page=100, limit=100))
    with pytest.raises(Invalid, match="10,000"):
        validate_question(Question(page=101, limit=100))


def test_a_lowest_price_above_the_highest_is_refused():
    assert validate_question(Question(price_min=500, price_max=500))
    with pytest.raises(Invalid, match="lowest price"):
        validate_question(Question(price_min=501, price_max=500))


def test_drift_has_every_kind_of_difference():
    indexed = {"b": 4, "c": 3, "d": 1, "e": 1}
    drift = compare_versions("books-1", expected={"a": 1, "b": 5, "c": 2, "d": 1}, indexed=indexed, hidden=set())
    assert drift.missing == ["a"]
    assert drift.behind == ["b"]
    assert drift.ahead == ["c"]
    assert drift.unknown == ["e"]
    assert drift.count == 4
    assert drift.agrees is False


def test_without_differences_table_and_index_agree():
    assert compare_versions("books-1", expected={"a": 1}, indexed={"a": 1}, hidden=set()).agrees
