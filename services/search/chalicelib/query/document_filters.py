"""The filters and the order of a question, applied to a few books at hand; with the index, the index does it."""

from collections.abc import Callable, Iterable, Sequence

from chalicelib.books.words import fold, words_in
from chalicelib.index.document import Document
from chalicelib.query.question import Question

IS_TITLE, STARTS_TITLE, IN_TITLE, ELSEWHERE = range(4)


def passes(book: Document, question: Question) -> bool:
    """Whether the book may be shown and passes every filter, as `index/filters.py` has them."""
    return (
        book.visible
        and _any(question.categories, [book.category])
        and _any(question.authors, book.author_ids)
        and _any(question.formats, book.formats)
        and _any(question.languages, book.languages)
        and _any([fold(subject) for subject in question.subjects], [fold(subject) for subject in book.subjects])
        and _between(_price(book, question), question.price_min, question.price_max)
        and _between(book.rating, question.rating_min, None)
        and (not question.in_stock or _at_hand(book, question))
    )


def ordered(books: Iterable[Document], question: Question) -> list[Document]:
    """Sort by what the customer chose; ties by book id, as in the index."""
    by_id = sorted(books, key=lambda book: book.book_id)
    if question.sort == "newest":
        return sorted(by_id, key=lambda book: book.newest, reverse=True)
    asked = words_in(question.essential)
    keys: dict[str, Callable[[Document], tuple[float, ...]]] = {
        "relevance": lambda book: (_fit(book.title, asked), -book.standing),
        "bestselling": lambda book: (-book.bought, -book.fair_rating),
        "rating": lambda book: (-book.fair_rating, -book.ratings),
        "price_low": lambda book: (_price(book, question) or 0,),
        "price_high": lambda book: (-(_price(book, question) or 0),),
    }
    return sorted(by_id, key=keys[question.sort])


def _fit(title: str, asked: Sequence[str]) -> int:
    own = words_in(title)
    if own == asked:
        return IS_TITLE
    if " ".join(own).startswith(" ".join(asked)):
        return STARTS_TITLE
    return IN_TITLE if all(any(word.startswith(start) for word in own) for start in asked) else ELSEWHERE


def _price(book: Document, question: Question) -> int | None:
    """The price of the one format asked for, else the book's lowest."""
    return book.prices.get(question.formats[0]) if len(question.formats) == 1 else book.from_price


def _at_hand(book: Document, question: Question) -> bool:
    """With formats chosen, one of those has to be there, not just any format."""
    return _any(question.formats, book.formats_at_hand) if question.formats else book.availability != "out"


def _any(wanted: Sequence[str], own: Sequence[str]) -> bool:
    return not wanted or not set(wanted).isdisjoint(own)


def _between(value: float | None, low: int | None, high: int | None) -> bool:
    if low is None and high is None:
        return True
    return value is not None and (low is None or value >= low) and (high is None or value <= high)
