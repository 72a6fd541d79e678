"""Cards of a book, made from the table; with the index, `index/answers.py` makes the same ones from its answers."""

from chalicelib.books.book import Book
from chalicelib.index.document import Document
from chalicelib.query.responses import Highlights, Hit, Rated, SuggestedBook


def hit(book: Book, document: Document) -> Hit:
    """Return the book as a list shows it, nothing marked."""
    return Hit(
        book_id=book.book_id,
        title=document.title,
        subtitle=document.subtitle,
        authors=list(book.catalog.authors),
        category=document.category,
        series=book.catalog.series,
        published=document.published,
        cover=document.cover,
        currency=document.currency,
        from_price=document.from_price,
        formats=document.offers,
        availability=document.availability,
        rating=Rated(document.rating, document.ratings),
        highlights=Highlights(),
    )


def suggested(book: Book) -> SuggestedBook:
    """Return the book as a suggestion shows it."""
    shown = book.catalog
    return SuggestedBook(book.book_id, shown.title, list(shown.authors), shown.category, shown.series, shown.cover)
