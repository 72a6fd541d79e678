"""Read the end of a log, and find the line in it that says most about a failure."""

import re
from collections.abc import Iterable
from pathlib import Path

ERROR_WORDS = re.compile(r"error|exception|fatal|refused|denied|cannot|could not|in use", re.IGNORECASE)
LARGEST_LOG = 10_000_000


def tail(path: Path, lines: int) -> list[str]:
    """Return the last lines; none when there is no log yet."""
    try:
        with path.open("rb") as log:
            log.seek(max(0, path.stat().st_size - 400 * lines))
            return log.read().decode(errors="replace").splitlines()[-lines:]
    except FileNotFoundError:
        return []


def most_informative_line(lines: Iterable[str]) -> str:
    """Return the last line about an error, else the last that is not the middle of a stack trace."""
    lines_of_text = [line.strip() for line in lines if line.strip() and not line.startswith(("\t", "    "))]
    errors = [line for line in lines_of_text if ERROR_WORDS.search(line)]
    return (errors or lines_of_text or ["it said nothing"])[-1][:300]


def rotate(path: Path) -> None:
    """Move a large log to its one older file: a log that grows for ever fills a disk."""
    if path.exists() and path.stat().st_size > LARGEST_LOG:
        path.replace(path.with_suffix(".1.log"))
