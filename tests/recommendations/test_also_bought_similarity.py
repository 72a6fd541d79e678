"""What makes one book stand near another, and a small floor under how well that guesses."""

from random import Random

import pytest

from chalicelib.also_bought.scoring import MIN_SUPPORT
from chalicelib.also_bought.similarity import (
    KEPT,
    LEAST,
    MOST_CANDIDATES,
    Neighbour,
    nearest,
    neighbours,
    shared,
    worths,
)
from tests.recommendations.fakes import known


def near(book_id, baskets, **orders):
    said = shared(book_id, baskets)
    return [one.book_id for one in neighbours(worths(book_id, said, cards(said, **orders)), {})]


def cards(book_ids, **orders):
    found = {book_id: known(book_id, orders=orders.get(book_id, 9)) for book_id in book_ids}
    own_author = {book_id: _by(card, book_id) for book_id, card in found.items()}
    return own_author | {"emma": known("emma", orders=orders.get("emma", 9))}


def _by(book, author):
    from msgspec import structs

    from bookstore.events.books import Author

    return structs.replace(book, card=structs.replace(book.card, authors=(Author(author, author),)))


@pytest.mark.parametrize("readers", [MIN_SUPPORT - 1, MIN_SUPPORT])
def test_what_fewer_than_three_readers_share_is_never_told(readers):
    assert near("emma", [["emma", "dracula"]] * readers) == (["dracula"] if readers == MIN_SUPPORT else [])


def test_a_reader_of_few_books_says_more_than_one_of_many():
    many = [f"other-{n}" for n in range(50)]
    baskets = [["emma", "walden"]] * 3 + [["emma", "dracula", *many]] * 3
    assert near("emma", baskets)[0] == "walden"


def test_a_book_that_everybody_buys_has_to_earn_its_place():
    baskets = [["emma", "walden", "bestseller"]] * 4
    assert near("emma", baskets, bestseller=1_000, walden=5) == ["walden", "bestseller"]


def test_a_book_of_the_same_author_stands_nearer():
    said = shared("emma", [["emma", "persuasion", "dracula"]] * 4)
    found = worths("emma", said, {**cards(["dracula"]), "persuasion": known("persuasion")})
    assert found["persuasion"] > found["dracula"]


def test_a_book_the_catalog_has_not_told_of_is_left_out():
    assert worths("emma", {"unheard-of": 3.0}, cards([])) == {}


def test_a_book_that_stands_near_only_because_of_another_falls_behind():
    worth = {"persuasion": 0.9, "sanditon": 0.5, "walden": 0.45}
    through = {"persuasion": [Neighbour("sanditon", 0.8)]}
    assert [one.book_id for one in neighbours(worth, {})] == ["persuasion", "sanditon", "walden"]
    assert [one.book_id for one in neighbours(worth, through)] == ["persuasion", "walden", "sanditon"]


def test_no_book_loses_all_of_its_worth_to_what_the_others_say():
    through = {"persuasion": [Neighbour("sanditon", 99.0)]}
    found = neighbours({"persuasion": 0.8, "sanditon": 0.4}, through)
    assert found == [Neighbour("persuasion", 0.8), Neighbour("sanditon", LEAST * 0.4)]


def test_a_list_is_no_longer_than_it_is_read():
    basket = ["emma", *(f"book-{n:03}" for n in range(100))]
    assert len(near("emma", [basket] * 3)) == KEPT


def test_several_books_add_up_what_they_say_and_the_strongest_is_the_reason():
    lists = {
        "emma": [Neighbour("walden", 0.5), Neighbour("faust", 0.7)],
        "dracula": [Neighbour("walden", 0.4), Neighbour("emma", 0.9)],
    }
    assert nearest(lists, frozenset({"emma", "dracula"})) == [("walden", "emma"), ("faust", "emma")]


def test_only_so_many_are_looked_up():
    lists = {"emma": [Neighbour(f"book-{n}", n) for n in range(50)]}
    assert len(nearest(lists, frozenset())) == MOST_CANDIDATES


TASTES, TASTE, READERS, FLOOR = 20, 15, 400, 0.8


def test_among_readers_with_a_taste_a_held_out_book_is_mostly_guessed():
    """Twenty tastes of fifteen books, readers with six of one taste and two of anything: ten guesses among 300."""
    luck, shelf = Random(5), [f"book-{n}" for n in range(TASTES * TASTE)]
    history = {n: _some(luck, shelf) for n in range(READERS)}
    held_out = {reader: had.pop(0) for reader, had in history.items()}
    orders = {book: sum(book in had for had in history.values()) for book in shelf}
    lists = {book: _list(book, history, cards(shelf, **orders)) for book in shelf}
    hits = sum(
        held_out[reader] in [one for one, _ in nearest({b: lists[b] for b in had}, frozenset(had))][:10]
        for reader, had in history.items()
    )
    assert hits / READERS >= FLOOR


def _some(luck, shelf):
    taste = luck.randrange(TASTES) * TASTE
    chosen = luck.sample(shelf[taste : taste + TASTE], 7)
    return [*chosen, *(book for book in luck.sample(shelf, 2) if book not in chosen)]


def _list(book, history, known_books):
    said = shared(book, [had for had in history.values() if book in had])
    return neighbours(worths(book, said, known_books), {})
