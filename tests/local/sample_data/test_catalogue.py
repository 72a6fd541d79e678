"""The catalogue has enough real books, each with its own description."""

import json
from collections import Counter, defaultdict
from typing import get_args

import pytest

from local.sample_data.books import Category
from local.sample_data.catalogue import FOLDER
from local.sample_data.validation import is_valid_isbn

PRICES = {"paperback": (699, 1299), "hardcover": (1499, 2999), "ebook": (199, 499), "audiobook": (799, 1999)}


@pytest.fixture(scope="module")
def shared(books):
    """Count the books of each subject."""
    return Counter(subject for book in books for subject in book.subjects)


def test_there_are_at_least_300_books(books):
    assert len(books) >= 300


def test_every_category_has_at_least_25_books(books):
    counts = Counter(book.category for book in books)
    assert set(counts) == set(get_args(Category))
    assert {category: count for category, count in counts.items() if count < 25} == {}


def test_every_isbn_is_valid_and_names_one_edition(books):
    isbns = [edition.isbn for book in books for edition in book.editions]
    assert [isbn for isbn in isbns if not is_valid_isbn(isbn)] == []
    assert len(isbns) == len(set(isbns))


def test_everything_was_published_in_1929_or_before(books):
    assert [book.book_id for book in books if book.published > 1929] == []


def test_prices_are_those_of_the_format(books):
    editions = [edition for book in books for edition in book.editions]
    assert [e.isbn for e in editions if not PRICES[e.format][0] <= e.price <= PRICES[e.format][1]] == []


def test_every_book_has_a_printed_english_edition(books):
    printed = {b.book_id for b in books for e in b.editions if e.is_printed and e.language == "en"}
    assert {book.book_id for book in books} == printed


def test_some_editions_are_sold_out_and_most_are_not(books):
    copies = [count for book in books for count in book.stock.values()]
    assert 0.01 < copies.count(0) / len(copies) < 0.1
    assert sum(1 for count in copies if 5 <= count <= 40) / len(copies) > 0.6


def test_every_description_is_short(books):
    assert {b.book_id: len(b.description) for b in books if not 150 <= len(b.description) <= 420} == {}


def test_few_descriptions_begin_with_the_same_words(books):
    openings = Counter(" ".join(book.description.split()[:4]).lower() for book in books)
    assert {opening: times for opening, times in openings.items() if times > 3} == {}


def test_descriptions_do_not_all_begin_with_the_same_word(books):
    first, times = Counter(book.description.split()[0] for book in books).most_common(1)[0]
    assert times / len(books) < 0.2, first


def test_every_book_has_four_subjects_or_more(books):
    assert [book.book_id for book in books if len(book.subjects) < 4] == []


def test_most_subjects_are_shared_and_none_is_too_frequent(shared):
    assert sum(1 for count in shared.values() if count > 1) / len(shared) > 0.8
    assert {subject: count for subject, count in shared.items() if count > 70} == {}


def test_every_book_shares_three_subjects_with_others(books, shared):
    isolated = {book.book_id for book in books if sum(1 for subject in book.subjects if shared[subject] > 1) < 3}
    assert isolated == set()


def test_no_subject_exists_in_singular_and_plural(shared):
    assert {subject for subject in shared if {f"{subject}s", f"{subject}es"} & shared.keys()} == set()


def test_subjects_have_typographic_apostrophes(shared):
    assert {subject for subject in shared if "'" in subject} == set()


def test_no_subject_repeats_the_category(books):
    assert {book.book_id for book in books if book.category.casefold() in map(str.casefold, book.subjects)} == set()


def test_at_least_100_books_have_their_first_line(books):
    assert sum(1 for book in books if book.first_line) >= 100


def test_several_series_have_three_volumes_or_more(books):
    volumes = Counter(book.series.series_id for book in books if book.series)
    assert sum(1 for count in volumes.values() if count >= 3) >= 8


def test_later_volumes_were_published_later(books):
    years = defaultdict(list)
    for book in books:
        if book.series and book.series.series_id != "theban-plays":  # in the order of the story
            years[book.series.series_id].append((book.series.position, book.published))
    out_of_order = {name: volumes for name, volumes in years.items() if _years(volumes) != sorted(_years(volumes))}
    assert out_of_order == {}


def test_the_files_are_not_ascii_escaped(books):
    for file in FOLDER.glob("*.json"):
        text = file.read_text(encoding="utf-8")
        assert "\\u" not in text, file.name
        assert text.endswith("]\n"), file.name
        assert json.loads(text), file.name


def _years(volumes):
    return [year for _, year in sorted(volumes)]
