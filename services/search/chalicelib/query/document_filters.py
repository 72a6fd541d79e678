"""Apply a question's filters and sort order to a few documents in memory, with the same rules as the index."""

from collections.abc import Callable, Iterable, Sequence

from chalicelib.books.words import fold, split_words
from chalicelib.index.document import Document
from chalicelib.query.edition_filters import best_edition
from chalicelib.query.question import Question

IS_TITLE, STARTS_TITLE, IN_TITLE, ELSEWHERE = range(4)


def passes_filters(book: Document, question: Question) -> bool:
    """Whether the book is visible and passes every filter, as `filters.py` has them."""
    subjects = [fold(subject) for subject in book.subjects]
    return (
        book.visible
        and _matches_any(question.categories, [book.category])
        and _matches_any(question.authors, book.author_ids)
        and _matches_any([fold(subject) for subject in question.subjects], subjects)
        and (question.rating_min is None or book.rating >= question.rating_min)
        and best_edition(book.editions, question) is not None
    )


def sort_documents(books: Iterable[Document], question: Question) -> list[Document]:
    """Sort by the chosen order; ties by book id, as in the index."""
    by_id = sorted(books, key=lambda book: book.book_id)
    if question.sort == "newest":
        return sorted(by_id, key=lambda book: book.newest, reverse=True)
    words = split_words(question.core_words)
    keys: dict[str, Callable[[Document], tuple[float, ...]]] = {
        "relevance": lambda book: (_title_rank(book.title, words), -book.standing),
        "bestselling": lambda book: (-book.bought, -book.fair_rating),
        "rating": lambda book: (-book.fair_rating, -book.ratings),
        "price_low": lambda book: _price_rank(book, question, 1),
        "price_high": lambda book: _price_rank(book, question, -1),
    }
    return sorted(by_id, key=keys[question.sort])


def _title_rank(title: str, words: Sequence[str]) -> int:
    title_words = split_words(title)
    if title_words == words:
        return IS_TITLE
    if " ".join(title_words).startswith(" ".join(words)):
        return STARTS_TITLE
    has_all = all(any(own.startswith(word) for own in title_words) for word in words)
    return IN_TITLE if has_all else ELSEWHERE


def _price_rank(book: Document, question: Question, sign: int) -> tuple[float, ...]:
    """Rank by the lowest price at which the book can be had as the filters ask; one that cannot comes last."""
    edition = best_edition(book.editions, question)
    return (0, sign * edition.price) if edition and edition.offered else (1, 0)


def _matches_any(chosen: Sequence[str], values: Sequence[str]) -> bool:
    return not chosen or not set(chosen).isdisjoint(values)
