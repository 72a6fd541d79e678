"""All purchases at once, to be asked in place of the graph they were read from.

A pass over every book needs the basket of every reader once for each book in it: of a million purchases by a hundred
thousand readers a hundred million books. Asked for one by one that is hours of a graph's time; held here, in 60 MB a
million purchases, it is a minute's counting.
"""

from collections.abc import Iterable

BOOKS_PER_BUYER = 500


class Baskets:
    """Filled book by book, with its readers."""

    def __init__(self, readers_by_book: Iterable[tuple[str, Iterable[str]]]) -> None:
        by_reader: dict[str, list[str]] = {}
        self._by_book: dict[str, list[list[str]]] = {}
        for book_id, readers in readers_by_book:
            found = self._by_book[book_id] = [by_reader.setdefault(reader, []) for reader in readers]
            for basket in found:
                basket.append(book_id)

    def baskets(self, target: str, book_id: str, buyers: int) -> list[list[str]]:
        """What each of at most `buyers` readers of the book bought, at most BOOKS_PER_BUYER of it."""
        return [basket[:BOOKS_PER_BUYER] for basket in self._by_book.get(book_id, ())[:buyers]]
