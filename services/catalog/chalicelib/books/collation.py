"""Sort keys of titles and names in any script: the Unicode Collation Algorithm over its default table (UCA, DUCET).

À and a, Ł and l, Ø and o are the same letter with a mark; Greek, Cyrillic and Chinese come after the Latin alphabet.
"""

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import cast

MAX_KEY_BYTES = 900  # with a book's id below DynamoDB's 1,024 bytes
ARTICLES = frozenset({"a", "an", "the"})
APOSTROPHES = str.maketrans(dict.fromkeys("'’‘ʼ"))
LEVEL_END = "\x01"  # below every weight, so that the beginning of a title comes before the title
FIRST_SURROGATE, SURROGATES = 0xD800, 0x800  # which no text in UTF-8 may have


def title_key(title: str) -> str:
    """Return the sort key of a title: without its leading article, punctuation and capitals."""
    first, _, rest = _without_punctuation(title).partition(" ")
    return collation_key(rest if rest and first.casefold() in ARTICLES else title)


def collation_key(text: str) -> str:
    """Return a text that compares byte by byte as `text` compares by UCA, at most MAX_KEY_BYTES long in UTF-8."""
    weights = _load_collator()(_without_punctuation(text) or text)
    return "".join(_cut(map(_to_character, weights)))


def _without_punctuation(text: str) -> str:
    straight = text.translate(APOSTROPHES)
    return " ".join("".join(" " if unicodedata.category(each)[0] == "P" else each for each in straight).split())


def _to_character(weight: int) -> str:
    if weight == 0:
        return LEVEL_END
    return chr(weight if weight < FIRST_SURROGATE else weight + SURROGATES)


def _cut(characters: Iterable[str]) -> Iterator[str]:
    left = MAX_KEY_BYTES
    for character in characters:
        left -= len(character.encode())
        if left < 0:
            return
        yield character


@cache
def _load_collator() -> Callable[[str], tuple[int, ...]]:
    """Load the table, which takes a fifth of a second: only what writes books needs it. It is that of one version of
    Unicode, so that all stored keys can be compared."""
    from pyuca.collator import Collator_10_0_0

    return cast("Callable[[str], tuple[int, ...]]", Collator_10_0_0().sort_key)
