"""Split text into words without a search engine: folded as the index does it, so that both find the same books."""

import re
import unicodedata

STOP_WORDS = """
    a about am an and any are as at be been but by can could did do does for from had has have he her him his i if in
    into is it its me my no not of on or our she should so some such than that the their them then there these they
    this to us very was we were what when where which who whom whose will with would you your
""".split()  # noqa: SIM905 - a list of one word a line would be longer than the rest of the file
WORD = re.compile(r"\w+(?:'\w+)*")
INITIALS = re.compile(r"(?<![^\W\d_]|')([^\W\d_])[.\s]+(?=[^\W\d_](?![^\W\d_]|'))")  # H. G., H.G. and h g are all HG
INVISIBLE = "".join(
    chr(code)
    for first, last in (
        (0x00AD, 0x00AD),  # soft hyphen
        (0x034F, 0x034F),  # combining grapheme joiner
        (0x061C, 0x061C),  # bidirectional marks, also among the next
        (0x180B, 0x180E),  # Mongolian selectors
        (0x200B, 0x200F),  # zero-width space, joiners
        (0x202A, 0x202E),
        (0x2060, 0x206F),  # word joiner, invisible operators
        (0xFE00, 0xFE0F),  # variation selectors
        (0xFEFF, 0xFEFF),  # byte order mark
    )
    for code in range(first, last + 1)
)  # what pasted text brings along, and nobody means
WITHOUT_INVISIBLE = str.maketrans(dict.fromkeys(INVISIBLE))
TYPOGRAPHY = str.maketrans({"’": "'", "‘": "'", "&": " and "}) | WITHOUT_INVISIBLE
UNDECOMPOSED = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ħ": "h", "ı": "i", "ŋ": "n"}
)  # letters that NFKD does not decompose


def compose(text: str) -> str:
    """Return the text with each accent in its letter (Unicode's NFC): the index takes "é" and "e" with an accent behind
    it for two letters."""
    return unicodedata.normalize("NFC", text)


def drop_invisible(text: str) -> str:
    """Return the text without the marks that nobody sees: soft hyphens, zero-width spaces, marks of direction."""
    return text.translate(WITHOUT_INVISIBLE)


def fold(text: str) -> str:
    """Return the text in lower case without accents, its apostrophes straight."""
    plain = unicodedata.normalize("NFKD", text.translate(TYPOGRAPHY).lower().translate(UNDECOMPOSED))
    return "".join(character for character in plain if not unicodedata.combining(character))


def split_words(text: str) -> list[str]:
    """Return the folded words in their order, each once; initials are one word, and apostrophes are dropped."""
    folded = INITIALS.sub(r"\1", fold(text))
    words = (word.replace("'", "").replace("_", "") for word in WORD.findall(folded))
    return list(dict.fromkeys(word for word in words if word))


def drop_stop_words(words: list[str]) -> list[str]:
    """Return the words without stop words; all of them when there are only stop words ("It")."""
    return [word for word in words if word not in STOP_WORDS] or words
