"""An error in a catalogue file refuses it, with the error and its position."""

import json
from pathlib import Path
from typing import Any

import pytest

from local.sample_data.catalogue import CatalogueError, file_name, load_catalogue
from tests.local.sample_data.builders import PAPERBACK, a_book, another_book


def refusal(folder: Path, *books: dict[str, Any], file: str = "fiction.json") -> list[str]:
    (folder / file).write_text(json.dumps(books), encoding="utf-8")
    with pytest.raises(CatalogueError) as refused:
        load_catalogue(folder)
    return str(refused.value).split("\n")


def test_a_valid_file_is_loaded_as_books(tmp_path):
    (tmp_path / "fiction.json").write_text(json.dumps([a_book(), another_book()]), encoding="utf-8")
    first, second = load_catalogue(tmp_path)
    assert first.book_id == "pride-and-prejudice"
    assert second.book_id == "silas-marner"
    assert first.editions[0].price == 999
    assert first.stock == {"9797000000017": 24}
    assert first.subjects == ("class and marriage", "courtship", "sisters", "country houses")


def test_a_wrong_check_digit_is_named(tmp_path):
    wrong = "9797000000018"
    book = a_book(editions=[PAPERBACK | {"isbn": wrong}], stock={wrong: 1})
    assert refusal(tmp_path, book) == [
        "pride-and-prejudice: 9797000000018 is not an ISBN-13 of group 979-7 with a valid check digit"
    ]


def test_a_real_publishers_isbn_is_refused(tmp_path):
    real = "9780141439518"
    book = a_book(editions=[PAPERBACK | {"isbn": real}], stock={real: 1})
    assert refusal(tmp_path, book) == [
        "pride-and-prejudice: 9780141439518 is not an ISBN-13 of group 979-7 with a valid check digit"
    ]


def test_one_isbn_on_two_books_is_refused(tmp_path):
    twin = another_book(editions=[PAPERBACK], stock={PAPERBACK["isbn"]: 1})
    assert refusal(tmp_path, a_book(), twin) == ["isbn '9797000000017' appears 2 times"]


def test_a_price_of_zero_is_refused_at_its_position(tmp_path):
    book = a_book(editions=[PAPERBACK | {"price": 0}])
    assert refusal(tmp_path, book) == ["fiction.json: Expected `int` >= 1 - at `$[0].editions[0].price`"]


def test_a_slug_with_capitals_is_refused_at_its_position(tmp_path):
    (problem,) = refusal(tmp_path, a_book(book_id="Pride"))
    assert problem.startswith("fiction.json: Expected `str` matching regex")
    assert problem.endswith("at `$[0].book_id`")


def test_an_unknown_field_is_refused_by_name(tmp_path):
    (problem,) = refusal(tmp_path, a_book(colour="blue"))
    assert problem == "fiction.json: Object contains unknown field `colour` - at `$[0]`"


def test_a_category_that_the_shop_does_not_have_is_refused(tmp_path):
    (problem,) = refusal(tmp_path, a_book(category="Cookery"))
    assert problem == "fiction.json: Invalid enum value 'Cookery' - at `$[0].category`"


def test_a_book_in_the_wrong_file_is_refused_with_the_right_ones_name(tmp_path):
    assert refusal(tmp_path, a_book(category="Drama")) == ["fiction.json: pride-and-prejudice belongs in drama.json"]


def test_books_out_of_order_are_refused(tmp_path):
    assert refusal(tmp_path, another_book(), a_book()) == ["fiction.json: books must be sorted by book_id"]


def test_two_books_at_one_position_in_a_series_are_refused(tmp_path):
    series = {"series_id": "novels", "name": "Novels", "position": 1}
    assert refusal(tmp_path, a_book(series=series), another_book(series=series)) == [
        "position in a series ('novels', 1) appears 2 times"
    ]


def test_an_author_with_two_names_is_refused(tmp_path):
    authors = [{"author_id": "jane-austen", "name": "J. Austen"}]
    assert refusal(tmp_path, a_book(), another_book(authors=authors)) == [
        "the name of author 'jane-austen' appears 2 times"
    ]


def test_too_few_subjects_are_refused_at_their_position(tmp_path):
    assert refusal(tmp_path, a_book(subjects=["sisters", "courtship"])) == [
        "fiction.json: Expected `array` of length >= 4 - at `$[0].subjects`"
    ]


@pytest.mark.parametrize("wrong", ["", "x", "x" * 41, " sisters", "sisters ", "sisters, brothers"])
def test_a_subject_that_the_catalog_would_refuse_is_refused_at_its_position(tmp_path, wrong):
    (problem,) = refusal(tmp_path, a_book(subjects=["courtship", "country houses", "money", wrong]))
    assert problem.endswith(" - at `$[0].subjects[3]`")


def test_one_subject_twice_on_a_book_is_refused_whatever_its_capitals(tmp_path):
    twice = ["Sisters", "courtship", "sisters", "money"]
    assert "pride-and-prejudice: subject 'sisters' appears 2 times" in refusal(tmp_path, a_book(subjects=twice))


def test_one_subject_is_spelt_in_one_way_on_all_books(tmp_path):
    other = another_book(subjects=["Sisters", "weavers", "misers", "foundlings"])
    assert refusal(tmp_path, a_book(), other) == ["the spelling of subject 'sisters' appears 2 times"]


def test_stock_for_an_edition_that_is_not_printed_is_refused(tmp_path):
    ebook = PAPERBACK | {"format": "ebook", "weight_grams": 0}
    assert refusal(tmp_path, a_book(editions=[ebook])) == [
        "pride-and-prejudice: stock must name exactly its printed editions"
    ]


def test_an_audiobook_without_minutes_is_refused(tmp_path):
    silent = PAPERBACK | {"format": "audiobook", "weight_grams": 0, "pages": 0}
    assert refusal(tmp_path, a_book(editions=[silent], stock={})) == [
        "pride-and-prejudice: 9797000000017 must have either pages or minutes",
        "pride-and-prejudice: 9797000000017 must have minutes if, and only if, it is an audiobook",
    ]


def test_a_file_is_named_after_its_category():
    assert file_name("Science & Nature") == "science-and-nature.json"
