"""All purchases at once, to be read in place of the graph they come from.

A pass over every book needs the basket of every customer once for each book in it: of a million purchases by a hundred
thousand customers a hundred million books. Read one by one that is hours of a graph's time; held here, in 60 MB a
million purchases, it is a minute's counting.
"""

from collections.abc import Iterable

MAX_BASKET_SIZE = 500


class Baskets:
    """What every customer bought, found by book; filled book by book with the book's customers."""

    def __init__(self, customers_by_book: Iterable[tuple[str, Iterable[str]]]) -> None:
        by_customer: dict[str, list[str]] = {}
        self._by_book: dict[str, list[list[str]]] = {}
        for book_id, customers in customers_by_book:
            baskets = self._by_book[book_id] = [by_customer.setdefault(customer, []) for customer in customers]
            for basket in baskets:
                basket.append(book_id)

    def load_baskets(self, target: str, book_id: str, limit: int) -> list[list[str]]:
        """Return what each of at most `limit` customers of the book bought, at most MAX_BASKET_SIZE of it."""
        return [basket[:MAX_BASKET_SIZE] for basket in self._by_book.get(book_id, ())[:limit]]
