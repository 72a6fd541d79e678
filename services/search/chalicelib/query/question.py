"""A customer's question to the search, and its rules."""

import re
from typing import Literal

from msgspec import Struct, structs

from bookstore.errors import Invalid
from bookstore.events.books import Format
from bookstore.field_types import category_name, single_line
from chalicelib.books.words import compose, drop_invisible

Sort = Literal["relevance", "bestselling", "rating", "price_low", "price_high", "newest"]
MAX_HITS, MAX_WORDS = 10_000, 12
PRICE_BANDS = ((0, 499), (500, 999), (1_000, 1_499), (1_500, 1_999), (2_000, None))
RATING_STEPS = (4, 3, 2)
BOOK_WORDS = "books|novels|classics|literature|titles|reads"
PREPOSITIONS = "(?:by|about|on|with|for|from|like|involving|featuring|written by|set (?:in|on|at|during))"
FILLER = re.compile(
    rf"^(?:(?:looking for|i want|i like|show me|an?|the|any|some|good|great|best|classic|famous|popular|other) )*"
    rf"(?:book|novel|{BOOK_WORDS}|works?|stories|something|anything) {PREPOSITIONS} |"
    rf"^(?:good|great|best|classic|famous|popular) (?=.* (?:{BOOK_WORDS})$)|"
    rf"(?<=\w) (?:{BOOK_WORDS}) {PREPOSITIONS}(?= )|(?<=\w) set(?= (?:in|on|at|during) )|(?<=\w) (?:{BOOK_WORDS})$",
    re.I,
)
FIRST_WORDS = re.compile(rf"((?:\W*+\w++){{{MAX_WORDS}}}).*")


class Question(Struct, frozen=True, kw_only=True):
    """Words and filters. Several values of one filter mean any of them; prices in minor units, both ends included."""

    words: str = ""
    categories: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    formats: tuple[Format, ...] = ()
    languages: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    price_min: int | None = None
    price_max: int | None = None
    rating_min: int | None = None
    in_stock: bool = False
    sort: Sort = "relevance"
    page: int = 1
    limit: int = 24

    @property
    def core_words(self) -> str:
        """Return the words to search for, at most twelve, without fillers: "books about whales" searches for whales.

        Every word and its synonyms are searched in many ways, and a thirteenth adds nothing."""
        return FIRST_WORDS.sub(r"\1", " ".join(FILLER.sub("", self.words).split()))

    @property
    def offset(self) -> int:
        """Return the number of hits before the page."""
        return (self.page - 1) * self.limit


def normalize_question(question: Question) -> Question:
    """Return the question as books' texts are written: its accents composed, without marks that nobody sees."""
    return structs.replace(
        question,
        words=normalize_words(question.words),
        categories=tuple(map(category_name, question.categories)),
        subjects=tuple(map(single_line, question.subjects)),
    )


def normalize_words(words: str) -> str:
    """Return a customer's words with accents composed, without marks that nobody sees and without spaces around."""
    return compose(drop_invisible(words)).strip()


def validate_question(question: Question) -> Question:
    """Return the same question; raise Invalid for a page too deep or a price range upside down."""
    if question.page * question.limit > MAX_HITS:
        raise Invalid(
            f"Only the first {MAX_HITS:,} hits can be leafed through; narrow the search instead.",
            field="page",
            rule=f"page × limit at most {MAX_HITS}",
        )
    low, high = question.price_min, question.price_max
    if low is not None and high is not None and low > high:
        raise Invalid("The lowest price is above the highest.", field="price_min", rule="at most price_max")
    return question
