"""The rules of ids, names and times that all services share, at and beyond their bounds."""

import re
from datetime import UTC, datetime, timedelta
from typing import get_args

import jsonschema
import msgspec
import pytest
from msgspec import Meta, ValidationError, convert

from bookstore import clock, field_types
from bookstore.errors import Invalid
from bookstore.events import BookChanged, StockChanged
from bookstore.events.books import Author, SeriesPlace, Subject
from bookstore.field_types import Checked, Moment, Name, category_name, is_blank, require_past, single_line
from bookstore.messaging.envelope import Unprocessable, pack, unpack
from bookstore.web.parameters import invalid
from tests.contracts.examples import BOOK, EXAMPLES

RIGHT = {
    "Slug": "emma-2",
    "Isbn": "9797000000017",
    "OrderId": "01HQ000000000000000000000A",
    "KeyPart": "auth0|612ee874-8360",
    "Language": "en",
    "Currency": "GBP",
    "Day": "2024-02-29",
}
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


class Person(Checked, frozen=True):
    """A struct with each kind of field that `Checked` looks at."""

    name: Name
    born: Moment | None = None
    nicknames: tuple[Name, ...] = ()


def accepts(kind, value):
    try:
        convert(value, kind)
    except ValidationError:
        return False
    return True


@pytest.mark.parametrize("kind", RIGHT)
def test_an_id_is_accepted(kind):
    assert accepts(getattr(field_types, kind), RIGHT[kind])


@pytest.mark.parametrize("kind", RIGHT)
@pytest.mark.parametrize("wrong", ["{}\n", "\n{}", "{}\r\n", "{} ", "{}#x", "#{}", "{}\u200b", "{}\x00", ""])
def test_an_id_has_nothing_before_or_behind_it(kind, wrong):
    assert not accepts(getattr(field_types, kind), wrong.format(RIGHT[kind]))


@pytest.mark.parametrize("kind", ["Isbn", "Day"])
@pytest.mark.parametrize("zero", ["\u0660", "\u06f0", "\uff10"], ids=["Arabic", "Persian", "full width"])
def test_digits_are_ascii(kind, zero):
    digits = {ord("0") + digit: chr(ord(zero) + digit) for digit in range(10)}
    assert not accepts(getattr(field_types, kind), RIGHT[kind].translate(digits))


@pytest.mark.parametrize("day", ["2024-13-45", "2024-00-10", "2024-12-00", "2024-12-32", "1399-12-31", "2101-01-01"])
def test_a_day_is_one_of_a_calendar_between_1400_and_2100(day):
    assert not accepts(field_types.Day, day)


@pytest.mark.parametrize("kind", RIGHT)
def test_a_pattern_means_the_same_in_python_and_in_json_schema(kind):
    schema = msgspec.json.schema(getattr(field_types, kind))
    jsonschema.Draft202012Validator(schema).validate(RIGHT[kind])
    assert not jsonschema.Draft202012Validator(schema).is_valid(f"{RIGHT[kind]}\n")
    assert not re.search(r"\\[AZzdw]", schema["pattern"])


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        (" Poetry ", "Poetry"),
        ("Food,  Drink\t& Wine", "Food, Drink & Wine"),
        ("Poe\u200btry", "Poetry"),
        ("\u2066Poetry\u2069", "Poetry"),
        ("\ufeffPoetry\u00ad", "Poetry"),
        ("Poetry\x00\x7f", "Poetry"),
        ("Poetry\n", "Poetry"),
        ("Science\u00a0Fiction", "Science Fiction"),
        ("Bronte\u0308", "Bront\u00eb"),
        ("\u0141\u00f3d\u017a", "\u0141\u00f3d\u017a"),
    ],
    ids=ascii,
)
def test_a_name_is_stored_in_one_way(written, stored):
    assert convert({"name": written}, Person).name == stored


def test_a_name_that_is_clean_stays_so():
    assert single_line(single_line(" Bronte\u0308 ")) == single_line(" Bronte\u0308 ")


def test_every_name_of_a_list_is_stored_in_one_way():
    assert convert({"name": "E", "nicknames": [" Em ", "Em\u200bmy"]}, Person).nicknames == ("Em", "Emmy")


@pytest.mark.parametrize(
    "blank",
    ["", " ", "\t\n", "\u200b", "\u00a0", "\u3164", "\u2800", "\u0301", "\ufe0f", "\u00ad \ufeff", "\x00"],
    ids=ascii,
)
def test_a_name_that_nobody_sees_is_refused_by_field(blank):
    with pytest.raises(ValidationError) as error:
        convert({"name": blank}, Person)
    assert invalid(error.value).details["field"] == "name"


@pytest.mark.parametrize("text", ["?", "1984", "\u65e5\u672c", "\U0001f4da", "\u0e01"])
def test_a_name_of_one_sign_is_one(text):
    assert not is_blank(text)


def test_a_name_that_becomes_longer_when_composed_has_the_same_bound():
    with pytest.raises(ValidationError, match="length"):
        convert({"name": "\u0958" * 300}, Person)


@pytest.mark.parametrize("value", ["1900-01-01T00:00:00Z", "2100-12-31T23:59:59.999Z", "2026-11-24T12:00:00+14:00"])
def test_a_time_is_one_that_every_consumer_stores(value):
    person = convert({"name": "E", "born": value}, Person)
    assert clock.moment(clock.text(person.born)) == person.born


@pytest.mark.parametrize(
    "value",
    [
        "0001-01-01T00:00:00+14:00",
        "0999-06-01T00:00:00Z",
        "1899-12-31T23:59:59Z",
        "2101-01-01T00:00:00Z",
        "9999-12-31T23:59:59-14:00",
        "2026-11-24T12:00:00",
    ],
)
def test_a_time_beyond_is_refused_by_field(value):
    with pytest.raises(ValidationError) as error:
        convert({"name": "E", "born": value}, Person)
    assert invalid(error.value).details["field"] == "born"


def test_a_year_before_1000_is_written_with_four_digits():
    assert clock.text(datetime(999, 1, 2, 3, 4, 5, 6789, tzinfo=UTC)) == "0999-01-02T03:04:05.006Z"


def test_a_history_ends_now_give_or_take_a_clock():
    require_past("paid_at", NOW + timedelta(minutes=5), NOW)
    with pytest.raises(Invalid) as error:
        require_past("paid_at", NOW + timedelta(minutes=5, seconds=1), NOW)
    assert error.value.details == {"field": "paid_at", "rule": "in the past"}


@pytest.mark.parametrize("position", [-5, 0, 10_000, 3_000_000_000, 10**40])
def test_a_place_in_a_series_is_a_number_that_sorts(position):
    assert not accepts(SeriesPlace, {"series_id": "austen", "name": "Austen", "position": position})


@pytest.mark.parametrize("author_id", ["a,b", "a#b", "Jane", "jane\n", "x" * 81, ""])
def test_an_author_is_named_by_a_slug(author_id):
    assert not accepts(Author, {"author_id": author_id, "name": "Jane Austen"})


@pytest.mark.parametrize("subject", ["sea\n", "sea,voyages", " sea", "w\u200b", "\u200b\u200b"])
def test_a_subject_is_words_alone(subject):
    assert not accepts(BookChanged, {**msgspec.to_builtins(EXAMPLES["BookChanged"]), "subjects": [subject]})


def test_a_subject_has_a_published_pattern():
    assert next(meta for meta in get_args(Subject) if isinstance(meta, Meta)).pattern.endswith(r"$(?!\n)")


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("OrderPaid", '"paid_at":"9999-12-31T00:00:00Z"'),
        ("BookChanged", '"changed_at":"0001-01-01T00:00:00+14:00"'),
        ("StockChanged", '"book_id":"emma#1"'),
        ("CustomerDeleted", '"customer":"a#b"'),
    ],
)
def test_an_event_beyond_its_bounds_cannot_be_processed(name, wrong):
    field = wrong.split(":")[0]
    text = re.sub(rf'{field}:"[^"]*"', wrong, pack(EXAMPLES[name]))
    with pytest.raises(Unprocessable):
        unpack(text)


def test_a_book_is_the_same_after_the_bus():
    assert unpack(pack(BookChanged(**BOOK))).event == BookChanged(**BOOK)


def test_a_stock_level_of_an_edition_counts_copies():
    assert not accepts(StockChanged, msgspec.to_builtins(EXAMPLES["StockChanged"]) | {"left": -1})


@pytest.mark.parametrize("text", ["Food,Drink", " Food, Drink ", "Food , Drink,", ", Food,  Drink, "])
def test_a_comma_of_a_category_has_a_space_behind_it_and_text_around_it(text):
    assert re.fullmatch(r"Food ?, Drink", category_name(text))
    assert category_name(category_name(text)) == category_name(text)
