"""What customers find, on a real OpenSearch."""

import pytest

from bookstore.events.books import SeriesPlace
from chalicelib.index.analysis import load_synonyms
from chalicelib.query.question import MAX_WORDS, Question
from chalicelib.query.search import find_books
from tests.search.clients import NoFallback
from tests.search.sample_books import BOOKS

VISIBLE = len(BOOKS) - 1
OTHERS = ["madame-bovary", "persuasion", "poems-by-emily-dickinson"]  # without copies bought: sorted by id


def ids(client, words="", **filters):
    return [
        hit.book_id for hit in find_books(Question(words=words, **filters), client=client, fallback=NoFallback()).items
    ]


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
def test_words_find_the_intended_book_first(client, words, first):
    assert ids(client, words)[0] == first


def test_a_title_comes_before_a_mention(client):
    assert ids(client, "emma") == ["emma", "madame-bovary"]


def test_a_theme_finds_every_book_about_it(client):
    assert set(ids(client, "obsessions")) == {"moby-dick", "wuthering-heights"}
    assert set(ids(client, "marriage and class")) == {"persuasion", "wuthering-heights"}


@pytest.mark.parametrize(
    ("words", "first", "correction"),
    [
        ("persausion", "persuasion", "persuasion"),
        ("shorlock", "the-hound-of-the-baskervilles", "sherlock"),
        ("mobby dick", "moby-dick", "moby dick"),
        ("emely dickinson", "poems-by-emily-dickinson", "emily dickinson"),
    ],
)
def test_a_typo_is_corrected(client, words, first, correction):
    response = find_books(Question(words=words), client=client, fallback=NoFallback())
    assert response.items[0].book_id == first
    assert response.corrected is True
    assert response.did_you_mean == correction


def test_correct_words_are_not_corrected(client):
    response = find_books(Question(words="emma"), client=client, fallback=NoFallback())
    assert response.corrected is False
    assert response.did_you_mean is None


UNKNOWN = ["zzzzzz", "!!!", "'", '"', "{{x}}", "日本", "😀", "x" * 200, "a" * 100 + " b", "zyx zxy " * 25]


@pytest.mark.parametrize("words", UNKNOWN)
def test_words_that_no_book_has_find_nothing(client, words):
    response = find_books(Question(words=words), client=client, fallback=NoFallback())
    assert response.items == []
    assert response.total == 0
    assert response.pages == 0
    assert response.corrected is False


def test_words_with_the_most_synonyms_are_answered(client):
    synonyms = {
        words.split(",")[0]: len((others or words).split())
        for words, _, others in (rule.partition("=>") for rule in load_synonyms())
    }
    richest = sorted(synonyms, key=synonyms.get, reverse=True)[:MAX_WORDS]
    assert find_books(Question(words=" ".join(richest)), client=client, fallback=NoFallback()).items
    assert ids(client, "alpine barrister operas: a gay critic, a captain and a whale")[0] == "moby-dick"


@pytest.mark.parametrize("typed", ["9797000000116", "979-7-000-00011-6"])
def test_an_isbn_finds_the_book_that_has_the_edition(client, typed):
    response = find_books(Question(words=typed), client=client, fallback=NoFallback())
    assert response.exact == "moby-dick"
    assert response.total == 1


@pytest.mark.parametrize("typed", ["hg wells", "H.G. Wells", "h. g. wells", "h g wells"])
def test_initials_are_found_however_they_are_written(client, typed):
    assert ids(client, typed) == ["the-time-machine"]


def nearest(client, words="", **filters):
    response = find_books(Question(words=words, **filters), client=client, fallback=NoFallback())
    return response.total, [hit.book_id for hit in response.nearest]


def test_an_empty_page_has_the_books_bought_most_as_nearest(client):
    assert nearest(client, "zzzzzz") == (0, ["emma", "the-hound-of-the-baskervilles", "moby-dick", *OTHERS])


def test_filters_without_a_hit_have_filtered_books_as_nearest(client):
    total, books = nearest(client, "whale", price_min=100_000)
    assert total == 0
    assert books[0] == "moby-dick"


def test_a_page_with_hits_has_no_nearest_books(client):
    assert nearest(client, "emma") == (2, [])


def test_an_unknown_isbn_finds_nothing(client):
    response = find_books(Question(words="9780141439587"), client=client, fallback=NoFallback())
    assert response.exact is None
    assert response.total == 0


def test_a_withdrawn_book_is_never_found(client):
    assert "withdrawn-emma" not in ids(client, "emma withdrawn")
    assert find_books(Question(words="9797000000192"), client=client, fallback=NoFallback()).exact is None
    assert find_books(Question(), client=client, fallback=NoFallback()).total == VISIBLE


def test_a_card_shows_the_book(client):
    (card,) = find_books(Question(words="hound"), client=client, fallback=NoFallback()).items
    assert card.title == "The Hound Of The Baskervilles"
    assert card.authors[0].name == "Arthur Conan Doyle"
    assert card.series == SeriesPlace("sherlock-holmes", "Sherlock Holmes", 3)
    assert card.from_price == 999
    assert card.currency == "GBP"
    assert [(offer.format, offer.availability) for offer in card.formats] == [("paperback", "out")]


def test_matching_words_are_highlighted_and_all_else_is_escaped(client):
    highlights = find_books(Question(words="whale"), client=client, fallback=NoFallback()).items[0].highlights
    assert highlights.subtitle == "or, The <mark>Whale</mark>"
    assert highlights.description == "A captain hunts one <mark>whale</mark> &amp; &lt;only&gt; one."
    assert highlights.title is None
