"""Who may ask the catalog what over HTTP: everyone, buyers and staff, one file each."""

from chalicelib.api import books, reviews, staff
from chalicelib.api.routes import api

__all__ = ["api", "books", "reviews", "staff"]
