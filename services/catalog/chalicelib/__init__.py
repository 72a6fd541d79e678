"""The catalog service: books, and below them reviews."""
