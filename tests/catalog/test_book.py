"""Books as values: their rules, their versions and their events."""

from datetime import timedelta

import pytest
from msgspec import structs

from bookstore.errors import Invalid
from bookstore.events import BookAdded, BookChanged, BookWithdrawn
from bookstore.events.books import Edition, SeriesPlace
from chalicelib.books.book import (
    BookExists,
    BookNotFound,
    create_book,
    has_valid_check_digit,
    next_version,
    to_event,
    validate_book,
)
from tests.catalog.builders import ISBN, NOON, SECOND_ISBN, book, book_request, edition

LATER = NOON + timedelta(days=1)


def refuse(**fields):
    with pytest.raises(Invalid) as error:
        validate_book(book_request(**fields))
    return error.value


@pytest.mark.parametrize("isbn", [ISBN, SECOND_ISBN, "9780141439587", "9780306406157", "9791034300006"])
def test_an_isbn_whose_weighted_sum_ends_in_zero_is_right(isbn):
    assert has_valid_check_digit(isbn)


@pytest.mark.parametrize("digit", "012345689")
def test_every_other_check_digit_is_wrong(digit):
    assert not has_valid_check_digit(f"978030640615{digit}")


def test_a_wrong_check_digit_is_refused_at_its_edition():
    details = refuse(editions=(edition(), edition("9797000000018"))).details
    assert details == {"field": "editions[1].isbn", "rule": "check digit"}


def test_a_wrong_check_digit_is_refused_by_its_number():
    assert refuse(editions=(edition("9797000000018"),)).message == (
        "9797000000018 is no ISBN: its check digit is wrong."
    )


@pytest.mark.parametrize(
    "released", ["2024-02-30", "2023-02-29", "2024-13-01", "2024-00-10", "2024-04-31", "0000-01-01"]
)
def test_a_day_that_no_calendar_has_is_refused_at_its_edition(released):
    details = refuse(editions=(edition(), edition(SECOND_ISBN, released=released))).details
    assert details == {"field": "editions[1].released", "rule": "a day of the calendar"}


def test_a_day_that_no_calendar_has_is_refused_by_name():
    assert refuse(editions=(edition(released="2023-02-29"),)).message == "2023-02-29 is no day of the calendar."


@pytest.mark.parametrize("released", ["1400-01-01", "2024-02-29", "2024-12-31", "2100-12-31"])
def test_every_day_of_the_calendar_is_a_day_of_release(released):
    validate_book(book_request(editions=(edition(released=released),)))


def test_one_isbn_twice_is_refused_at_the_second():
    details = refuse(editions=(edition(), edition(SECOND_ISBN), edition())).details
    assert details == {"field": "editions[2].isbn", "rule": "unique"}


@pytest.mark.parametrize("second", ["whaling", "Whaling", "WHALING"])
def test_one_subject_twice_is_refused_at_the_second_whatever_its_capitals(second):
    assert refuse(subjects=("sea voyages", "whaling", second)).details == {"field": "subjects[2]", "rule": "unique"}


def test_one_subject_twice_is_refused_as_it_was_written():
    assert refuse(subjects=("whaling", "Whaling")).message == "Whaling is named twice."


def test_a_book_that_breaks_no_rule_is_valid():
    validate_book(book_request(editions=(edition(), edition(SECOND_ISBN)), subjects=("whaling", "whales")))


@pytest.mark.parametrize(
    ("field", "expected"),
    [("version", 1), ("added_at", NOON), ("changed_at", NOON), ("withdrawn", False), ("cover", None)],
)
def test_a_new_book_begins_its_life_now(field, expected):
    assert getattr(create_book(book_request(), NOON), field) == expected


def test_a_new_book_has_the_editions_that_staff_wrote():
    assert book().editions == (Edition(**structs.asdict(edition()), file=None),)


@pytest.mark.parametrize(
    ("field", "value"),
    [("title", "Emma, revised"), ("subjects", ("spinsters",)), ("series", SeriesPlace("austen", "Austen", 4))],
)
def test_a_new_book_is_what_staff_wrote(field, value):
    assert getattr(book(**{field: value}), field) == value


def test_a_book_that_breaks_a_rule_does_not_become_one():
    with pytest.raises(Invalid):
        book(editions=(edition("9797000000018"),))


def test_a_change_is_the_next_version_at_its_time():
    after = next_version(book(), LATER, title="Emma, revised")
    assert after == structs.replace(book(), title="Emma, revised", version=2, changed_at=LATER)


@pytest.mark.parametrize("event", [BookAdded, BookChanged, BookWithdrawn])
def test_an_event_has_every_field_of_the_book(event):
    emma = book(subjects=("matchmaking",))
    assert structs.asdict(to_event(event, emma)) == structs.asdict(emma)


@pytest.mark.parametrize(("kind", "code"), [(BookNotFound, "book_unknown"), (BookExists, "book_exists")])
def test_a_refusal_has_its_code(kind, code):
    assert kind.code == code


@pytest.mark.parametrize("kind", ["paperback", "hardcover"])
def test_a_printed_edition_without_a_weight_is_refused(kind):
    details = refuse(editions=(edition(), edition(SECOND_ISBN, format=kind, weight_grams=0))).details
    assert details == {"field": "editions[1].weight_grams", "rule": "at least 1 gram in print"}


@pytest.mark.parametrize("kind", ["ebook", "audiobook"])
def test_a_file_has_no_weight(kind):
    validate_book(book_request(editions=(edition(format=kind, weight_grams=0),)))
