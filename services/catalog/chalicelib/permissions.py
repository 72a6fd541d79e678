"""What staff may do in the catalog, and which roles may; the owner may do everything."""

from bookstore.staff import Permission

WRITE_BOOKS = Permission("books.write", "catalogue")
IMPORT_BOOKS = Permission("books.import", "catalogue")
EXPORT_BOOKS = Permission("books.export", "catalogue")
READ_REVIEWS = Permission("reviews.read", "support", "catalogue")
MODERATE_REVIEWS = Permission("reviews.moderate", "support")
