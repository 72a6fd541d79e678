"""ISBNs as people type them: ten or thirteen digits, with or without dashes."""

import re

THIRTEEN = re.compile(r"97[89][0-9]{10}")
TEN = re.compile(r"[0-9]{9}[0-9X]")
ELEVEN = 11


def parse_isbn(words: str) -> str | None:
    """Return the ISBN-13 if the words are one ISBN with a valid check digit, else None."""
    digits = re.sub(r"^ISBN(-1[03])?:?|[\s‐‑–-]", "", words.strip().upper())
    if THIRTEEN.fullmatch(digits) and digits[12] == check_digit(digits[:12]):
        return digits
    return to_isbn13(digits) if TEN.fullmatch(digits) and _has_valid_checksum(digits) else None


def to_isbn13(isbn10: str) -> str:
    """Return the ISBN-13 of an ISBN-10. Source: ISO 2108, prefix 978 and a new check digit."""
    first_twelve = f"978{isbn10[:9]}"
    return first_twelve + check_digit(first_twelve)


def check_digit(first_twelve: str) -> str:
    """Return the thirteenth digit. Source: ISO 2108, weights 1 and 3 in turn, sum divisible by ten."""
    return str(-sum(int(digit) * (1, 3)[index % 2] for index, digit in enumerate(first_twelve)) % 10)


def _has_valid_checksum(isbn10: str) -> bool:
    """Check an ISBN-10. Source: ISO 2108, weights ten to one, X is ten, sum divisible by eleven."""
    values = [10 if digit == "X" else int(digit) for digit in isbn10]
    return sum(value * (10 - index) for index, value in enumerate(values)) % ELEVEN == 0
