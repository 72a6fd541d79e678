"""Sort keys by the Unicode Collation Algorithm: bounded, and comparable byte by byte."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.books.collation import MAX_KEY_BYTES, collation_key, title_key

IN_ORDER = [
    "1984",
    "À la recherche du temps perdu",
    "Émile",
    "Emma",
    "Emma's War",
    "The Emperor",
    "Lodge",
    "Łódź",
    "Lolita",
    "Orange",
    "Ørsted",
    "Oz",
    "A Tale of Two Cities",
    "“Tis Pity She’s a Whore",
    "Zorba",
    "Война и мир",
    "三国演义",
]


def test_titles_of_all_scripts_are_in_the_order_of_readers():
    assert sorted(set(IN_ORDER), key=title_key) == IN_ORDER


def test_keys_compare_as_bytes_as_they_compare_as_texts():
    assert sorted(set(IN_ORDER), key=lambda title: title_key(title).encode()) == IN_ORDER


@pytest.mark.parametrize(("title", "other"), [("The Odyssey", "Odyssey"), ("“Emma”", "Emma"), ("Dracula!", "Dracula")])
def test_a_leading_article_and_punctuation_do_not_count(title, other):
    assert title_key(title) == title_key(other)


@pytest.mark.parametrize("title", ["A", "The", "!!!", "À", "…"])
def test_a_title_of_an_article_or_of_punctuation_has_a_key(title):
    assert title_key(title)


@pytest.mark.parametrize("title", ["w" * 300, "本" * 300, "𐐨" * 300, "㍿" * 300, "ﷺ" * 300, "é" * 300])
def test_the_key_of_the_longest_title_fits_with_a_books_id_into_an_index(title):
    assert len(title_key(title).encode()) <= MAX_KEY_BYTES


@given(st.text(max_size=300))
def test_every_text_has_a_key_that_utf8_can_spell(text):
    assert len(collation_key(text).encode()) <= MAX_KEY_BYTES


def test_the_beginning_of_a_title_comes_before_it():
    assert f"{title_key('Emma')}#z" < f"{title_key('Emma Brown')}#a"
