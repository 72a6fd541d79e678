"""What letters may become, asked of a real OpenSearch."""

import pytest


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


def test_a_withdrawn_book_is_not_suggested(desk):
    assert [book.book_id for book in desk.suggest("emma").books] == ["emma"]
