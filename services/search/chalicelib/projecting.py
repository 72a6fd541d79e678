"""One batch of the stream on its way to the index."""

from datetime import datetime
from typing import Protocol

from bookstore import clock, correlation
from bookstore.streams import Record
from bookstore.trace import Step
from chalicelib.model.book import Book
from chalicelib.store.books import is_book, read
