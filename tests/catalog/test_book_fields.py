"""The fields of books and editions that staff may write: each up to its bounds and not beyond."""

import pytest
from msgspec import ValidationError, convert, to_builtins

from chalicelib.books.book import BookRequest, EditionRequest, NewBookRequest
from tests.catalog.builders import ISBN, book_request, edition

BOOK = to_builtins(book_request())


def accepts(kind, fields):
    try:
        convert(fields, kind)
    except ValidationError:
        return False
    return True


def accepts_book(**changes):
    return accepts(NewBookRequest, BOOK | changes)


def accepts_edition(**changes):
    return accepts(EditionRequest, to_builtins(edition()) | changes)


@pytest.mark.parametrize("book_id", ["emma", "emma-2", "20-000-leagues", "x" * 80])
def test_a_book_is_named_by_small_letters_digits_and_single_hyphens(book_id):
    assert accepts_book(book_id=book_id)


@pytest.mark.parametrize("book_id", ["", "Emma", "-emma", "emma-", "em--ma", "em ma", "émma", "em_ma", "x" * 81])
def test_a_book_is_named_by_nothing_else(book_id):
    assert not accepts_book(book_id=book_id)


@pytest.mark.parametrize(
    ("field", "shortest", "longest"),
    [
        ("title", 1, 300),
        ("subtitle", 1, 300),
        ("category", 1, 60),
        ("description", 0, 5000),
        ("first_line", 0, 1000),
    ],
)
@pytest.mark.parametrize(("beyond", "valid"), [(0, True), (1, False)])
def test_a_text_of_a_book_has_its_bounds(field, shortest, longest, beyond, valid):
    lengths = (longest + beyond, *([shortest - beyond] if shortest else []))
    assert [accepts_book(**{field: "x" * length}) for length in lengths] == [valid] * len(lengths)


@pytest.mark.parametrize(("year", "valid"), [(-4001, False), (-4000, True), (2100, True), (2101, False)])
def test_a_book_was_published_between_writing_and_the_next_century(year, valid):
    assert accepts_book(published=year) == valid


@pytest.mark.parametrize(("number", "valid"), [(0, False), (1, True), (10, True), (11, False)])
def test_a_book_has_one_to_ten_authors(number, valid):
    assert accepts_book(authors=BOOK["authors"] * number) == valid


@pytest.mark.parametrize(("number", "valid"), [(0, False), (1, True), (20, True), (21, False)])
def test_a_book_has_one_to_twenty_editions(number, valid):
    assert accepts_book(editions=BOOK["editions"] * number) == valid


@pytest.mark.parametrize(("number", "valid"), [(0, True), (12, True), (13, False)])
def test_a_book_is_about_up_to_twelve_subjects(number, valid):
    assert accepts_book(subjects=[f"subject {index}" for index in range(number)]) == valid


@pytest.mark.parametrize("subject", ["sea", "wh", "w" * 40, "class and marriage", "1815", "l'amour", "sci-fi"])
def test_a_subject_is_words_with_single_spaces(subject):
    assert accepts_book(subjects=[subject])


@pytest.mark.parametrize(
    "subject", ["", "w", "w" * 41, " whaling", "whaling ", "   ", "sea  voyages", "sea\tvoyages", "ships, whales", 7]
)
def test_a_subject_is_nothing_else(subject):
    assert not accepts_book(subjects=[subject])


@pytest.mark.parametrize("language", ["en", "fra"])
def test_a_language_is_a_code_of_two_or_three_letters(language):
    assert accepts_book(language=language)


@pytest.mark.parametrize("language", ["", "e", "EN", "english", "e1", "en-GB"])
@pytest.mark.parametrize("accepted", [accepts_book, accepts_edition])
def test_a_language_is_nothing_else(language, accepted):
    assert not accepted(language=language)


@pytest.mark.parametrize("field", ["cover", "version", "withdrawn", "added_at", "currency"])
def test_staff_do_not_write_the_fields_that_the_catalog_sets(field):
    assert not accepts_book(**{field: 1})


def test_a_change_does_not_rename_a_book():
    assert not accepts(BookRequest, BOOK)


@pytest.mark.parametrize(
    ("field", "lowest", "highest"),
    [("price", 1, 1_000_000), ("pages", 0, 20_000), ("minutes", 0, 60_000), ("weight_grams", 0, 30_000)],
)
@pytest.mark.parametrize(("beyond", "valid"), [(0, True), (1, False)])
def test_a_number_of_an_edition_has_its_bounds(field, lowest, highest, beyond, valid):
    assert accepts_edition(**{field: lowest - beyond}) == valid
    assert accepts_edition(**{field: highest + beyond}) == valid


@pytest.mark.parametrize("field", ["pages", "minutes", "weight_grams"])
def test_a_number_of_an_edition_that_staff_leave_out_is_none(field):
    bare = {name: value for name, value in to_builtins(edition()).items() if name != field}
    assert getattr(convert(bare, EditionRequest), field) == 0


@pytest.mark.parametrize("price", [9.99, "999", None])
def test_a_price_is_whole_pence(price):
    assert not accepts_edition(price=price)


@pytest.mark.parametrize(
    "isbn", ["", "123", "978014143958", "97801414395877", "9770141439587", "978-0141439587", "080442957X"]
)
def test_an_isbn_is_thirteen_digits_after_978_or_979(isbn):
    assert not accepts_edition(isbn=isbn)


@pytest.mark.parametrize("released", ["", "2024", "2024-03", "14-03-2024", "2024-3-14", "2024-03-14T00:00:00Z"])
def test_a_day_of_release_is_year_month_and_day(released):
    assert not accepts_edition(released=released)


@pytest.mark.parametrize("kind", ["paperback", "hardcover", "ebook", "audiobook"])
def test_an_edition_has_a_format_that_the_shop_sells(kind):
    assert accepts_edition(format=kind)


@pytest.mark.parametrize(("field", "value"), [("format", "scroll"), ("publisher", ""), ("surprise", 1)])
def test_an_edition_has_no_other_format_or_field(field, value):
    assert not accepts_edition(**{field: value})


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("released", "2024-13-45"),
        ("released", "\u0662\u0660\u0662\u0664-\u0660\u0663-\u0661\u0664"),
        ("released", "2024-03-14\n"),
        ("isbn", f"{ISBN}\n"),
        ("isbn", ISBN.replace("0", "\u0660")),
        ("language", "en\n"),
        ("price", 10**40),
        ("pages", 3_000_000_000),
        ("publisher", "\u200b"),
    ],
    ids=ascii,
)
def test_an_edition_that_a_consumer_could_not_read_is_refused(field, wrong):
    assert not accepts_edition(**{field: wrong})


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("book_id", "x\n"),
        ("language", "en\n"),
        ("published", 10**40),
        ("title", " \u200b "),
        ("category", "   "),
        ("subtitle", "\u00a0"),
        ("description", " \n\n "),
        ("authors", [{"author_id": "jane,austen", "name": "Jane Austen"}]),
        ("authors", [{"author_id": "jane-austen", "name": " "}]),
        ("authors", [{"author_id": "jane-austen", "name": "J" * 301}]),
        *(("series", {"series_id": "s", "name": "S", "position": place}) for place in (-5, 0, 3 * 10**9, 10**40)),
        ("series", {"series_id": "s#t", "name": "S", "position": 1}),
    ],
    ids=ascii,
)
def test_a_book_that_a_consumer_could_not_read_is_refused(field, wrong):
    assert not accepts_book(**{field: wrong})


@pytest.mark.parametrize("category", [" Poetry ", "Poe\u200btry", "Poetry\n", "\ufeffPoetry"], ids=ascii)
def test_a_category_has_one_spelling(category):
    assert convert(BOOK | {"category": category}, NewBookRequest).category == "Poetry"


def test_an_author_has_one_spelling():
    (author,) = convert(
        BOOK | {"authors": [{"author_id": "b", "name": " Charlotte  Bronte\u0308"}]}, NewBookRequest
    ).authors
    assert author.name == "Charlotte Bront\u00eb"


def test_a_description_keeps_its_paragraphs():
    assert convert(BOOK | {"description": " One.\r\n\r\nTwo.\x00 "}, NewBookRequest).description == "One.\n\nTwo."
