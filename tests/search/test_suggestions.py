"""Suggestions for a prefix, on a real OpenSearch."""

import pytest

from bookstore.events.books import SeriesPlace
from chalicelib.index.admin import IndexAdmin
from tests.search.builders import doc
from tests.search.clients import untimed_client


@pytest.mark.parametrize(
    ("prefix", "books"),
    [
        ("em", ["emma", "poems-by-emily-dickinson"]),
        ("EM", ["emma", "poems-by-emily-dickinson"]),
        ("moby d", ["moby-dick"]),
        ("four the si", ["the-sign-of-four"]),
        ("zz", []),
        ("!", []),
        ("", []),
    ],
)
def test_titles_are_suggested_those_first_that_begin_with_the_prefix(client, prefix, books):
    assert [book.book_id for book in client.suggest(prefix).books] == books


def test_authors_series_and_categories_are_suggested_with_their_counts(client):
    authors = [(a.author_id, a.name, a.books) for a in client.suggest("emi").authors]
    assert sorted(authors) == [("emily-bronte", "Emily Brontë", 1), ("emily-dickinson", "Emily Dickinson", 1)]
    assert [(s.series_id, s.books) for s in client.suggest("sherl").series] == [("sherlock-holmes", 2)]
    assert [(c.name, c.books) for c in client.suggest("myst").categories] == [("Mystery", 2)]


def test_a_suggested_book_has_its_series(client):
    (book,) = client.suggest("sign of").books
    assert book.category == "Mystery"
    assert book.series == SeriesPlace("sherlock-holmes", "Sherlock Holmes", 2)


def test_an_equal_title_comes_first_then_those_that_begin_so_then_by_standing(stage, opensearch):
    admin, alias = IndexAdmin(f"books-{stage}", opensearch), f"books-{stage}"
    admin.create(admin.index_name(1), with_alias=True)
    bought = {"Emma": 0, "Emma Returns": 1, "Emma At Last": 2, "The Real Emma": 9, "Emmma": 99}
    admin.write(admin.index_name(1), [doc(title, title=title, bought=copies) for title, copies in bought.items()])
    opensearch.indices.refresh(index=alias)
    suggested = [book.title for book in untimed_client(alias, opensearch).suggest("emma").books]
    assert suggested == ["Emma", "Emma At Last", "Emma Returns", "The Real Emma"]


def test_one_wrong_letter_in_a_long_word_is_forgiven(client):
    assert [book.book_id for book in client.suggest("wutherring").books] == ["wuthering-heights"]


def test_a_withdrawn_book_is_not_suggested(client):
    assert [book.book_id for book in client.suggest("emma").books] == ["emma"]
