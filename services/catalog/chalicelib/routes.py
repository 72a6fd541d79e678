"""The catalog's HTTP routes: importing a domain's routes adds them to the blueprint."""

import chalicelib.books.routes
import chalicelib.books.staff_routes
import chalicelib.downloads.routes
import chalicelib.files.routes
import chalicelib.files.staff_routes
import chalicelib.imports.routes
import chalicelib.reviews.routes  # noqa: F401
from chalicelib.blueprint import api

__all__ = ["api"]
