"""Which books were bought together: by enough customers, damped when everybody buys them."""

from chalicelib.also_bought import scoring
from chalicelib.books.card import CatalogBook, to_card
from tests.recommendations.builders import book_event


def catalog(*, withdrawn: tuple[str, ...] = (), **orders: int) -> dict[str, CatalogBook]:
    return {
        book_id: CatalogBook(to_card(book_event(book_id)), book_id in withdrawn, count)
        for book_id, count in orders.items()
    }


def ranked(common, books, excluded=frozenset()) -> list[tuple[str, str]]:
    return scoring.rank_candidates(common, scoring.candidates(common, excluded), books)


def test_what_fewer_than_three_customers_share_is_never_shown():
    common = {"emma": {"dracula": 3, "walden": 2}}
    assert ranked(common, catalog(emma=9, dracula=9, walden=9)) == [("dracula", "emma")]


def test_customers_of_different_books_do_not_add_up():
    common = {"emma": {"walden": 2}, "dracula": {"walden": 2}}
    assert ranked(common, catalog(emma=9, dracula=9, walden=9)) == []


def test_a_book_that_everybody_buys_has_to_earn_its_rank():
    common = {"emma": {"bestseller": 6, "walden": 5}}
    candidates = ranked(common, catalog(emma=10, bestseller=1_000, walden=6))
    assert [book_id for book_id, _ in candidates] == ["walden", "bestseller"]


def test_what_the_customer_owns_is_left_out():
    common = {"emma": {"dracula": 5}}
    assert ranked(common, catalog(emma=9, dracula=9), excluded=frozenset({"dracula"})) == []


def test_a_withdrawn_book_is_not_suggested():
    common = {"emma": {"dracula": 5}}
    assert ranked(common, catalog(emma=9, dracula=9, withdrawn=("dracula",))) == []


def test_a_suggestion_names_the_seed_that_explains_it_best():
    common = {"emma": {"walden": 3}, "dracula": {"walden": 8}}
    assert ranked(common, catalog(emma=9, dracula=9, walden=9)) == [("walden", "dracula")]


def test_equal_scores_are_ordered_by_id():
    common = {"emma": {"walden": 4, "dracula": 4}}
    candidates = ranked(common, catalog(emma=9, dracula=9, walden=9))
    assert [book_id for book_id, _ in candidates] == ["dracula", "walden"]


def test_several_books_share_the_sample_of_customers():
    assert [scoring.sample_size(n) for n in (0, 1, 4, 10, 50)] == [200, 200, 50, 20, 20]


def test_only_so_many_books_are_scored():
    common = {"emma": {f"book-{n}": 3 + n for n in range(200)}}
    candidates = scoring.candidates(common, frozenset())
    assert len(candidates) == scoring.MAX_CANDIDATES
    assert candidates[0] == "book-199"
