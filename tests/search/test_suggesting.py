"""What letters may become, asked of a real OpenSearch."""

import pytest

from bookstore.events.books import SeriesPlace
from chalicelib.index.admin import Shelves
from tests.search.builders import doc
from tests.search.desks import patient_desk


@pytest.mark.parametrize(
    ("letters", "books"),
    [("em", ["emma", "poems-by-emily-dickinson"]), ("EM", ["emma", "poems-by-emily-dickinson"]),
     ("moby d", ["moby-dick"]), ("four the si", ["the-sign-of-four"]), ("zz", []), ("!", []), ("", [])],
)  # fmt: skip
def test_letters_become_titles_those_first_that_start_so(desk, letters, books):
    assert [book.book_id for book in desk.suggest(letters).books] == books


def test_letters_become_authors_series_and_categories_with_their_counts(desk):
    authors = [(a.author_id, a.name, a.books) for a in desk.suggest("emi").authors]
    assert sorted(authors) == [("emily-bronte", "Emily Brontë", 1), ("emily-dickinson", "Emily Dickinson", 1)]
    assert [(s.series_id, s.books) for s in desk.suggest("sherl").series] == [("sherlock-holmes", 2)]
    assert [(c.name, c.books) for c in desk.suggest("myst").categories] == [("Mystery", 2)]


def test_a_suggested_book_tells_its_series(desk):
    (book,) = desk.suggest("sign of").books
    assert (book.category, book.series) == ("Mystery", SeriesPlace("sherlock-holmes", "Sherlock Holmes", 2))


def test_a_title_that_is_all_letters_comes_first_then_those_that_begin_so_then_what_stands_higher(stage, opensearch):
    shelves, alias = Shelves(f"books-{stage}", opensearch), f"books-{stage}"
    shelves.create(shelves.name(1), answering=True)
    bought = {"Emma": 0, "Emma Again": 1, "Emma At Last": 2, "The Real Emma": 9, "Emmma": 99}
    shelves.write(shelves.name(1), [doc(title, title=title, bought=copies) for title, copies in bought.items()])
    opensearch.indices.refresh(index=alias)
    found = [book.title for book in patient_desk(alias, opensearch).suggest("emma").books]
    assert found == ["Emma", "Emma At Last", "Emma Again", "The Real Emma"]


def test_one_wrong_letter_in_a_long_word_is_forgiven(desk):
    assert [book.book_id for book in desk.suggest("wutherring").books] == ["wuthering-heights"]


def test_a_withdrawn_book_is_not_suggested(desk):
    assert [book.book_id for book in desk.suggest("emma").books] == ["emma"]
