"""ISBNs as people type them: ten or thirteen digits, with or without dashes."""

import re

THIRTEEN = re.compile(r"97[89][0-9]{10}")
TEN = re.compile(r"[0-9]{9}[0-9X]")
ELEVEN = 11


def isbn_in(words: str) -> str | None:
    """The ISBN-13 that somebody typed, if the words are one number and its check digit is right."""
    digits = re.sub(r"^ISBN(-1[03])?:?|[\s‐‑–-]", "", words.strip().upper())
    if THIRTEEN.fullmatch(digits) and digits[12] == check_digit(digits[:12]):
        return digits
    return thirteen(digits) if TEN.fullmatch(digits) and _adds_up(digits) else None


def thirteen(ten: str) -> str:
    """The ISBN-13 of an ISBN-10. Source: ISO 2108, prefix 978 and a new check digit."""
    first = f"978{ten[:9]}"
    return first + check_digit(first)


def check_digit(first_twelve: str) -> str:
    """The thirteenth digit. Source: ISO 2108, weights 1 and 3 in turn, sum divisible by ten."""
    return str(-sum(int(digit) * (1, 3)[place % 2] for place, digit in enumerate(first_twelve)) % 10)


def _adds_up(ten: str) -> bool:
    """Source: ISO 2108, weights ten to one, X is ten, sum divisible by eleven."""
    values = [10 if digit == "X" else int(digit) for digit in ten]
    return sum(value * (10 - place) for place, value in enumerate(values)) % ELEVEN == 0
