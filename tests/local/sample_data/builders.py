"""Books as a catalogue file holds them, with the fields that a test changes."""

from typing import Any

PAPERBACK = {
    "isbn": "9797000000017",
    "format": "paperback",
    "price": 999,
    "pages": 352,
    "language": "en",
    "publisher": "Catchword Editions",
    "released": "2024-03-14",
    "weight_grams": 310,
}
DESCRIPTION = (
    "Elizabeth Bennet overhears herself dismissed as merely tolerable at a country ball, and decides to find it "
    "funny. Two proposals later, two clever people have learned how badly they can read each other."
)


def a_book(**changes: Any) -> dict[str, Any]:
    """Build a valid book, apart from the changes."""
    book = {
        "book_id": "pride-and-prejudice",
        "title": "Pride and Prejudice",
        "subtitle": None,
        "authors": [{"author_id": "jane-austen", "name": "Jane Austen"}],
        "published": 1813,
        "category": "Fiction",
        "language": "en",
        "series": None,
        "first_line": None,
        "description": DESCRIPTION,
        "subjects": ["class and marriage", "courtship", "sisters", "country houses"],
        "editions": [PAPERBACK],
        "stock": {PAPERBACK["isbn"]: 24},
    }
    return book | changes


def another_book(**changes: Any) -> dict[str, Any]:
    """Build a second book that has nothing in common with the first."""
    isbn = "9797000000024"
    book = {
        "book_id": "silas-marner",
        "title": "Silas Marner",
        "authors": [{"author_id": "george-eliot", "name": "George Eliot"}],
        "published": 1861,
        "description": "The weaver of Raveloe loses his gold and finds a child. " + DESCRIPTION,
        "editions": [PAPERBACK | {"isbn": isbn}],
        "stock": {isbn: 3},
    }
    return a_book(**book) | changes
