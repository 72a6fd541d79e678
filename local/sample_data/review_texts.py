"""Review texts, composed of sentences that fit the stars, the category and the edition, never repeated for a book."""

from collections import Counter
from collections.abc import Sequence
from random import Random

from local.sample_data.books import Book, Edition
from local.sample_data.phrases import by_category, by_edition, by_length, verdicts

SHORT_PAGES, LONG_PAGES = 200, 560  # pages below and above which customers mention the length
UNDECIDED_STARS = 3  # stars
SENTENCE_COUNT_WEIGHTS = {1: 26, 2: 48, 3: 26}


class ReviewWriter:
    """Writes the reviews of one history; the sentences used least often so far are preferred."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._uses: Counter[str] = Counter()
        self._used: set[tuple[str, str]] = set()

    def write(self, book: Book, edition: Edition, stars: int) -> str:
        """Write one to three sentences, one of them a verdict; none is used twice for the same book."""
        count = self._rng.choices(list(SENTENCE_COUNT_WEIGHTS), list(SENTENCE_COUNT_WEIGHTS.values()))[0]
        topics = [verdicts.BY_STARS[stars], *self._rng.sample(_list_topics(book, edition, stars), 2)][:count]
        sentences = [self._draw_sentence(book, topic) for topic in topics]
        return " ".join(sentence for sentence in sentences if sentence)

    def _draw_sentence(self, book: Book, sentences: Sequence[str]) -> str:
        unused = [sentence for sentence in sentences if (book.book_id, sentence) not in self._used]
        if not unused:
            return ""
        fewest = min(self._uses[sentence] for sentence in unused)
        sentence = self._rng.choice([sentence for sentence in unused if self._uses[sentence] == fewest])
        self._uses[sentence] += 1
        self._used.add((book.book_id, sentence))
        return sentence


def _list_topics(book: Book, edition: Edition, stars: int) -> list[Sequence[str]]:
    """List the sentences by topic that fit this book, this edition and these stars."""
    if stars < UNDECIDED_STARS:
        return [by_edition.NEUTRAL[edition.format], verdicts.CONSOLATIONS]
    if stars == UNDECIDED_STARS:
        return [by_edition.NEUTRAL[edition.format], verdicts.RESERVATIONS]
    topics = [by_category.SENTENCES[book.category], by_edition.POSITIVE[edition.format], verdicts.ADVICE]
    return [*topics, *_list_length_topics(max(edition.pages for edition in book.editions))]


def _list_length_topics(pages: int) -> list[Sequence[str]]:
    if pages < SHORT_PAGES:
        return [by_length.SHORT]
    return [by_length.LONG] if pages > LONG_PAGES else []
