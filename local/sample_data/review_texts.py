"""Puts reviews together from sentences that fit the stars, the book's kind and the edition, never twice on one book."""

from collections import Counter
from collections.abc import Sequence
from random import Random

from local.sample_data.books import Book, Edition
from local.sample_data.phrases import by_category, by_edition, by_length, verdicts

SHORT, LONG = 200, 560  # pages below and above which readers remark on it
UNDECIDED = 3  # stars
SENTENCES = {1: 26, 2: 48, 3: 26}


class ReviewWriter:
    """Writes one past's reviews; remembers what was said, so that the least used sentences come first."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._said: Counter[str] = Counter()
        self._said_of: set[tuple[str, str]] = set()

    def text(self, book: Book, edition: Edition, stars: int) -> str:
        """One to three sentences, the verdict among them; no sentence is said twice of the same book."""
        count = self._rng.choices(list(SENTENCES), list(SENTENCES.values()))[0]
        kinds = [verdicts.BY_STARS[stars], *self._rng.sample(_other_sentences(book, edition, stars), 2)][:count]
        said = [self._sentence(book, kind) for kind in kinds]
        return " ".join(sentence for sentence in said if sentence)

    def _sentence(self, book: Book, sentences: Sequence[str]) -> str:
        new = [sentence for sentence in sentences if (book.book_id, sentence) not in self._said_of]
        if not new:
            return ""
        least = min(self._said[sentence] for sentence in new)
        chosen = self._rng.choice([sentence for sentence in new if self._said[sentence] == least])
        self._said[chosen] += 1
        self._said_of.add((book.book_id, chosen))
        return chosen


def _other_sentences(book: Book, edition: Edition, stars: int) -> list[Sequence[str]]:
    """What else could be said of this book in this edition by someone who gives these stars."""
    if stars < UNDECIDED:
        return [by_edition.WHATEVER[edition.format], verdicts.CONSOLATIONS]
    if stars == UNDECIDED:
        return [by_edition.WHATEVER[edition.format], verdicts.RESERVATIONS]
    asides = [by_category.SENTENCES[book.category], by_edition.GLAD[edition.format], verdicts.ADVICE]
    return [*asides, by_length.SHORT] if _pages(book) < SHORT else [*asides, *_long(book)]


def _long(book: Book) -> list[Sequence[str]]:
    return [by_length.LONG] if _pages(book) > LONG else []


def _pages(book: Book) -> int:
    return max(edition.pages for edition in book.editions)
