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
TYPOGRAPHY = str.maketrans({"’": "'", "‘": "'", "&": " and "})
UNDECOMPOSED = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ħ": "h", "ı": "i", "ŋ": "n"}
)  # letters that NFKD does not decompose


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
