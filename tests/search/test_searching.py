"""What readers find, asked of a real OpenSearch."""

import pytest

from bookstore.events.books import SeriesPlace
from chalicelib.index.analysis import synonyms
from chalicelib.query.question import MOST_WORDS, Question
from chalicelib.query.search import find_books
from tests.search.books_on_the_shelf import SHELF
from tests.search.desks import NoFallback

VISIBLE = len(SHELF) - 1
OTHERS = ["madame-bovary", "persuasion", "poems-by-emily-dickinson"]  # nobody bought them: by id


def ids(desk, words="", **what):
    return [hit.book_id for hit in find_books(Question(words=words, **what), index=desk, simple=NoFallback()).items]


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("emma", "emma"),
        ("EMMA", "emma"),
        ("moby dick", "moby-dick"),
        ("whales", "moby-dick"),
        ("bronte", "wuthering-heights"),
        ("Brontë", "wuthering-heights"),
        ("sherlock holmes", "the-hound-of-the-baskervilles"),
        ("the time machine", "the-time-machine"),
        ("wuther", "wuthering-heights"),
        ("ishmael", "moby-dick"),
        ("whodunit", "the-hound-of-the-baskervilles"),
        ("sci-fi", "the-time-machine"),
        ("a second chance", "persuasion"),
        ("voyages by sea", "moby-dick"),
        ("ocean journey of obsessed sailors", "moby-dick"),
        ("mobydick", "moby-dick"),
        ("the hound of the basker villes", "the-hound-of-the-baskervilles"),
        ("flobert", "madame-bovary"),
    ],
)
def test_words_find_the_book_one_has_in_mind_first(desk, words, first):
    assert ids(desk, words)[0] == first


def test_a_title_comes_before_a_mention(desk):
    assert ids(desk, "emma") == ["emma", "madame-bovary"]


def test_a_theme_finds_every_book_about_it(desk):
    assert set(ids(desk, "obsessions")) == {"moby-dick", "wuthering-heights"}
    assert set(ids(desk, "marriage and class")) == {"persuasion", "wuthering-heights"}


@pytest.mark.parametrize(
    ("typed", "first", "better"),
    [("persausion", "persuasion", "persuasion"), ("shorlock", "the-hound-of-the-baskervilles", "sherlock"),
     ("mobby dick", "moby-dick", "moby dick"), ("emely dickinson", "poems-by-emily-dickinson", "emily dickinson")],
)  # fmt: skip
def test_a_typo_is_forgiven_and_corrected(desk, typed, first, better):
    found = find_books(Question(words=typed), index=desk, simple=NoFallback())
    assert (found.items[0].book_id, found.corrected, found.did_you_mean) == (first, True, better)


def test_right_words_are_not_corrected(desk):
    found = find_books(Question(words="emma"), index=desk, simple=NoFallback())
    assert (found.corrected, found.did_you_mean) == (False, None)


UNKNOWN = ["zzzzzz", "!!!", "'", '"', "{{x}}", "日本", "😀", "x" * 200, "a" * 100 + " b", "zyx zxy " * 25]


@pytest.mark.parametrize("words", UNKNOWN)
def test_words_that_no_book_has_find_nothing(desk, words):
    found = find_books(Question(words=words), index=desk, simple=NoFallback())
    assert (found.items, found.total, found.pages, found.corrected) == ([], 0, 0, False)


def test_words_with_ever_so_many_synonyms_are_answered(desk):
    typed = {
        words.split(",")[0]: len((means or words).split())
        for words, _, means in (rule.partition("=>") for rule in synonyms())
    }
    richest = sorted(typed, key=typed.get, reverse=True)[:MOST_WORDS]
    assert find_books(Question(words=" ".join(richest)), index=desk, simple=NoFallback()).items
    assert ids(desk, "alpine barrister operas: a gay critic, a captain and a whale")[0] == "moby-dick"


@pytest.mark.parametrize("typed", ["9797000000116", "979-7-000-00011-6"])
def test_an_isbn_finds_the_book_that_has_the_edition(desk, typed):
    found = find_books(Question(words=typed), index=desk, simple=NoFallback())
    assert (found.exact, found.total) == ("moby-dick", 1)


@pytest.mark.parametrize("typed", ["hg wells", "H.G. Wells", "h. g. wells", "h g wells"])
def test_initials_are_found_however_they_are_written(desk, typed):
    assert ids(desk, typed) == ["the-time-machine"]


def nearest(desk, words="", **what):
    found = find_books(Question(words=words, **what), index=desk, simple=NoFallback())
    return found.total, [hit.book_id for hit in found.nearest]


def test_an_empty_page_offers_what_is_bought_most(desk):
    assert nearest(desk, "zzzzzz") == (0, ["emma", "the-hound-of-the-baskervilles", "moby-dick", *OTHERS])


def test_filters_that_leave_nothing_offer_what_they_hide(desk):
    total, offered = nearest(desk, "whale", price_min=100_000)
    assert (total, offered[0]) == (0, "moby-dick")


def test_a_page_with_hits_offers_nothing_else(desk):
    assert nearest(desk, "emma") == (2, [])


def test_an_unknown_isbn_finds_nothing(desk):
    found = find_books(Question(words="9780141439587"), index=desk, simple=NoFallback())
    assert (found.exact, found.total) == (None, 0)


def test_a_withdrawn_book_is_never_found(desk):
    assert "withdrawn-emma" not in ids(desk, "emma withdrawn")
    assert find_books(Question(words="9797000000192"), index=desk, simple=NoFallback()).exact is None
    assert find_books(Question(), index=desk, simple=NoFallback()).total == VISIBLE


def test_a_card_shows_the_book(desk):
    (card,) = find_books(Question(words="hound"), index=desk, simple=NoFallback()).items
    assert (card.title, card.authors[0].name) == ("The Hound Of The Baskervilles", "Arthur Conan Doyle")
    assert (card.series, card.from_price, card.currency) == (SeriesPlace("sherlock-holmes", "Sherlock Holmes", 3), 999,
                                                             "GBP")  # fmt: skip
    assert [(offer.format, offer.availability) for offer in card.formats] == [("paperback", "out")]


def test_found_words_are_marked_and_all_else_is_escaped(desk):
    marked = find_books(Question(words="whale"), index=desk, simple=NoFallback()).items[0].highlights
    assert marked.subtitle == "or, The <mark>Whale</mark>"
    assert marked.description == "A captain hunts one <mark>whale</mark> &amp; &lt;only&gt; one."
    assert marked.title is None
