"""The rules of books, documents, questions and ISBNs; nothing here needs AWS or an engine."""

import pytest

from bookstore.errors import Invalid
from chalicelib.books.book import Liked
from chalicelib.index.document import label, unlabelled
from chalicelib.index.targets import drift
from chalicelib.query.isbn import isbn_in
from chalicelib.query.question import Question, checked
from tests.search.builders import ISBN, SECOND, book, doc, edition

EBOOK = edition(SECOND, format="ebook", price=499)


@pytest.mark.parametrize(
    "typed",
    ["9780141439587", "978-0-14-143958-7", "ISBN 978 0 14 143958 7", "ISBN-13: 9780141439587", "0141439580",
     "0-14-143958-0", "isbn-10 0141439580"],
)  # fmt: skip
def test_an_isbn_is_known_however_it_is_typed(typed):
    assert isbn_in(typed) == "9780141439587"


def test_an_isbn_of_ten_may_end_in_x():
    assert isbn_in("080442957X") == "9780804429573"


@pytest.mark.parametrize("typed", ["9780141439588", "0141439581", "1984", "emma", "", "97801414395870", "X141439580"])
def test_other_words_and_mistyped_numbers_are_no_isbn(typed):
    assert isbn_in(typed) is None


def test_an_unheard_stock_is_out_and_files_never_are():
    offers = {offer.format: offer.availability for offer in book("emma", edition(), EBOOK).offers()}
    assert offers == {"paperback": "out", "ebook": "in_stock"}


def test_a_format_is_offered_as_its_cheapest_edition_that_can_be_had():
    dear, cheap = edition(ISBN, price=1299), edition(SECOND, price=899)

    def offered(**stock):
        (offer,) = book("emma", dear, cheap, stock={ISBN: "low", SECOND: stock["cheap"]}).offers()
        return offer.isbn, offer.price, offer.availability

    assert offered(cheap="in_stock") == (SECOND, 899, "in_stock")
    assert offered(cheap="out") == (ISBN, 1299, "low")


def test_a_format_that_is_out_is_offered_as_its_cheapest_edition():
    (offer,) = book("emma", edition(ISBN, price=1299), edition(SECOND, price=899)).offers()
    assert (offer.isbn, offer.price, offer.availability) == (SECOND, 899, "out")


def test_a_book_stands_the_higher_the_more_it_is_bought_and_liked():
    shelf = [book(), book(bought=9), book(bought=9, liked=Liked(count=20, total=98)), book(bought=-1)]
    assert [round(each.standing, 2) for each in shelf] == [1.35, 1.5, 1.61, 1.35]


def test_nobody_rated_means_no_stars_and_a_usual_fair_rating():
    assert (Liked().average, Liked().fair) == (0.0, 3.5)


def test_one_enthusiast_makes_no_masterpiece():
    one, many = Liked(count=1, total=5), Liked(count=200, total=940)
    assert one.average > many.average
    assert one.fair < many.fair


def test_a_document_has_what_a_card_shows_and_a_filter_asks():
    about = ("matchmaking", "English villages")
    shown = doc("emma", edition(), EBOOK, stock={ISBN: "out"}, bought=7, liked=Liked(count=2, total=9), subjects=about)
    assert (shown.formats, shown.formats_at_hand) == (["paperback", "ebook"], ["ebook"])
    assert (shown.from_price, shown.prices) == (499, {"paperback": 999, "ebook": 499})
    assert (shown.availability, shown.bought, shown.rating, shown.ratings) == ("in_stock", 7, 4.5, 2)
    assert (shown.visible, shown.author_labels) == (True, ["jane-austen Jane Austen"])
    assert shown.subjects == list(about)


def test_a_withdrawn_book_is_not_visible():
    assert not doc(withdrawn=True).visible


def test_a_label_gives_back_the_id_and_the_name():
    assert unlabelled(label("j-k-jerome", "Jerome K. Jerome")) == ("j-k-jerome", "Jerome K. Jerome")


def test_only_ten_thousand_hits_can_be_leafed_through():
    assert checked(Question(page=100, limit=100))
    with pytest.raises(Invalid, match="10,000"):
        checked(Question(page=101, limit=100))


def test_a_lowest_price_above_the_highest_is_refused():
    assert checked(Question(price_min=500, price_max=500))
    with pytest.raises(Invalid, match="lowest price"):
        checked(Question(price_min=501, price_max=500))


@pytest.mark.parametrize(
    ("formats", "field"), [((), "from_price"), (("ebook",), "prices.ebook"), (("ebook", "paperback"), "from_price")]
)
def test_a_price_is_that_of_the_one_format_asked_for(formats, field):
    assert Question(formats=formats).price_field == field


def test_drift_names_every_kind_of_difference():
    found = drift("books-1", kept={"a": 1, "b": 5, "c": 2, "d": 1}, shown={"b": 4, "c": 3, "d": 1, "e": 1})
    assert (found.missing, found.behind, found.ahead, found.unknown) == (["a"], ["b"], ["c"], ["e"])
    assert (found.differing, found.nothing) == (4, False)


def test_no_drift_is_said_to_be_none():
    assert drift("books-1", kept={"a": 1}, shown={"a": 1}).nothing
