"""ISBNs as people type and paste them: in any script's digits, with any marks in between, among other words."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from chalicelib.books.words import fold

THIRTEEN, TEN = re.compile(r"97[89][0-9]{10}"), re.compile(r"[0-9]{9}[0-9x]")
LENGTH, HYPHENATED_PARTS, ELEVEN = 13, 4, 11
ADD_ONS = (2, 5)  # digits of a second, smaller barcode behind the first: the price, mostly
BEGINNING = re.compile(r"(97[89][0-9]{1,9})|([0-9]{7,9})")  # of an ISBN-13; of an ISBN-10

MORE_MARKS = "_ーـㅡ一ᅟᅠ"  # what keyboards of Japan, Arabia, Korea and China type as a dash; Korean blanks
MARK = rf"(?:\W|[{MORE_MARKS}])"
NUMBER = re.compile(rf"[0-9](?:{MARK}*[0-9])*(?:{MARK}*x(?![^\W{MORE_MARKS}]))?")
NUMBER_PART = re.compile(r"[0-9]+x?|x")
NUMBERED_LABEL = re.compile(rf"(isbn|ean){MARK}*1[03](?={MARK}*[0-9])")  # "ISBN-13: 978…"
LABELS = re.compile(r"\b(?:urn|[ep]?isbn|ean|gtin)")
ALL_MARKS = re.compile(rf"{MARK}+")
LIKE_X = str.maketrans("хχ×", "xxx")  # the Cyrillic letter, the Greek letter and the sign


def parse_isbn(words: str) -> str | None:
    """Return the first number with a valid check digit among the words as an ISBN-13, or None."""
    text = _fold_digits(words)
    texts = (NUMBERED_LABEL.sub(r"\1 ", text), text)  # an ISBN-10 may begin with 10 or 13 itself
    numbers = (NUMBER_PART.findall(number) for text in texts for number in NUMBER.findall(text))
    return next((isbn for parts in numbers for isbn in _find_isbns(parts)), None)


def parse_isbn_beginning(words: str) -> str | None:
    """Return the first digits of an ISBN-13 that is being typed, all of them once it is complete; None for other words.

    From the seventh digit on they may be those of an ISBN-10."""
    complete = parse_isbn(words)
    if complete:
        return complete
    text = LABELS.sub("", NUMBERED_LABEL.sub(r"\1 ", _fold_digits(words)))
    match = BEGINNING.fullmatch(ALL_MARKS.sub("", text))
    return (match[1] or f"978{match[2]}") if match else None


def to_isbn13(isbn10: str) -> str:
    """Return the ISBN-13 of an ISBN-10. Source: ISO 2108, prefix 978 and a new check digit."""
    first_twelve = f"978{isbn10[:9]}"
    return first_twelve + check_digit(first_twelve)


def check_digit(first_twelve: str) -> str:
    """Return the thirteenth digit. Source: ISO 2108, weights 1 and 3 in turn, sum divisible by ten."""
    return str(-sum(int(digit) * (1, 3)[index % 2] for index, digit in enumerate(first_twelve)) % 10)


def _fold_digits(words: str) -> str:
    """Return the words folded, with the digits of every script as 0 to 9."""
    digits = ((unicodedata.decimal(character, None), character) for character in fold(words))
    return "".join(character if digit is None else str(digit) for digit, character in digits).translate(LIKE_X)


def _find_isbns(parts: Sequence[str]) -> Iterator[str]:
    """Yield the ISBNs of a number in parts: thirteen digits of whole parts, or with an add-on glued to them; ten only
    as the whole number, as one part, or as the four parts that hyphens make: any ten digits would too often fit."""
    number = "".join(parts)
    has_add_on = len(number) - LENGTH in ADD_ONS
    thirteens = [*_join_parts(parts), *([number[:LENGTH]] if has_add_on else [])]
    yield from (digits for digits in thirteens if _is_isbn13(digits))
    hyphenated = ("".join(parts[at : at + HYPHENATED_PARTS]) for at in range(len(parts)) if _ends_in_one(parts, at))
    yield from (to_isbn13(digits) for digits in (number, *parts, *hyphenated) if _is_isbn10(digits))


def _join_parts(parts: Sequence[str]) -> Iterator[str]:
    """Yield what whole parts in a row are together, where those are thirteen digits."""
    for start in range(len(parts)):
        digits = ""
        for part in parts[start:]:
            digits += part
            if len(digits) >= LENGTH:
                break
        if len(digits) == LENGTH:
            yield digits


def _ends_in_one(parts: Sequence[str], start: int) -> bool:
    """Whether the fourth part from here is a single character, as a check digit is."""
    end = start + HYPHENATED_PARTS
    return end <= len(parts) and len(parts[end - 1]) == 1


def _is_isbn13(digits: str) -> bool:
    return bool(THIRTEEN.fullmatch(digits)) and digits[12] == check_digit(digits[:12])


def _is_isbn10(digits: str) -> bool:
    """Check an ISBN-10. Source: ISO 2108, weights ten to one, X is ten, sum divisible by eleven."""
    if not TEN.fullmatch(digits):
        return False
    values = [10 if digit == "x" else int(digit) for digit in digits]
    return sum(value * (10 - index) for index, value in enumerate(values)) % ELEVEN == 0
