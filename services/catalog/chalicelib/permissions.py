"""What staff may do in the catalog, and which roles may; the owner may do everything."""

from bookstore.staff import Permission

WRITE_BOOKS = Permission("books.write", "catalogue")
READ_REVIEWS = Permission("reviews.read", "support", "catalogue")
MODERATE_REVIEWS = Permission("reviews.moderate", "support")
