"""Names that only the shop and its staff may sign with, however they are spelt.

A name is read as a person sees it: without case, accents and what has no width, letters of other scripts as the Latin
letters they look like, digits and signs once as letters and once as gaps, and words joined that were taken apart
("s t a f f", "Catch-word"). Source of the look-alikes: Unicode's confusables (UTS #39), from confusable-homoglyphs.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator
from functools import cache
from itertools import accumulate

from bookstore.errors import Invalid
from bookstore.field_types import FILLERS

SIGNS = str.maketrans("01345789@$!|", "oleastbgasll")
PAIRS = (("i", "l"), ("rn", "m"), ("vv", "w"))  # capital I and small l look alike, so both are one letter
NAMED_LATIN = re.compile(r".*(?:LATIN|REGIONAL INDICATOR) .*LETTER (?:SMALL CAPITAL )?([A-Z])(?: WITH .*)?")
UNSEEN = {"Mn", "Me", "Mc", "Cf", "Cc", "Cs"}


def check_name(field: str, name: str, reserved: Collection[str]) -> None:
    """Raise Invalid when the name, or some of its words, can be taken for one of the reserved names."""
    shapes = {_join("".join(_words(each))) for each in reserved}
    latin = "".join(map(_to_latin, unicodedata.normalize("NFKD", name))).casefold()
    if any(run in shapes for text in (latin, latin.translate(SIGNS)) for run in _runs(_words(text))):
        raise Invalid(
            f"{field}: this name belongs to the shop; please choose another.",
            field=field,
            rule="not a name of the shop or its staff",
        )


def _runs(words: list[str]) -> Iterator[str]:
    """Yield every run of consecutive words, joined."""
    for start in range(len(words)):
        yield from map(_join, accumulate(words[start:]))


def _words(text: str) -> list[str]:
    return "".join(char if char.isalpha() else " " for char in text.casefold()).split()


def _join(word: str) -> str:
    for looks, alike in PAIRS:
        word = word.replace(looks, alike)
    return word


@cache
def _to_latin(char: str) -> str:
    """Return the Latin letter that a character looks like, if it does; nothing for what cannot be seen."""
    if unicodedata.category(char) in UNSEEN or char in FILLERS:
        return ""
    if char.isascii():
        return char
    named = NAMED_LATIN.fullmatch(unicodedata.name(char, ""))  # small capitals, squared letters, letters with strokes
    return named[1] if named else _look_alike(char)


def _look_alike(char: str) -> str:
    from confusable_homoglyphs.confusables import confusables_data

    for form in (char, char.upper(), char.lower()):
        for look_alike in confusables_data.get(form, ()):
            base = unicodedata.normalize("NFKD", look_alike["c"])[0]
            if base.isascii() and base.isalpha():
                return base
    return char
