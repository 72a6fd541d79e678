"""What a reader asks of the search, and the rules such a question keeps."""

import re
from typing import Literal

from msgspec import Struct

from bookstore.errors import Invalid
from bookstore.events.books import Format

Sort = Literal["relevance", "bestselling", "rating", "price_low", "price_high", "newest"]
DEEPEST, MOST_WORDS = 10_000, 12
PRICE_BANDS = ((0, 499), (500, 999), (1_000, 1_499), (1_500, 1_999), (2_000, None))
RATING_STEPS = (4, 3, 2)
BOOKS = "books|novels|classics|literature|titles|reads"
ABOUT = "(?:by|about|on|with|for|from|like|involving|featuring|written by|set (?:in|on|at|during))"
POLITE = re.compile(
    rf"^(?:(?:looking for|i want|i like|show me|an?|the|any|some|good|great|best|classic|famous|popular|other) )*"
    rf"(?:book|novel|{BOOKS}|works?|stories|something|anything) {ABOUT} |"
    rf"^(?:good|great|best|classic|famous|popular) (?=.* (?:{BOOKS})$)|"
    rf"(?<=\w) (?:{BOOKS}) {ABOUT}(?= )|(?<=\w) set(?= (?:in|on|at|during) )|(?<=\w) (?:{BOOKS})$",
    re.I,
)
FIRST_OF_MANY = re.compile(rf"((?:\W*+\w++){{{MOST_WORDS}}}).*")


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
    def essential(self) -> str:
        """The words without those that only say that books are wanted: "books about whales" is about whales. And not
        too many: every word and its synonyms are looked for in many ways, and a thirteenth tells nothing new."""
        return FIRST_OF_MANY.sub(r"\1", " ".join(POLITE.sub("", self.words).split()))

    @property
    def start(self) -> int:
        """How many hits come before the page."""
        return (self.page - 1) * self.limit

    @property
    def price_field(self) -> str:
        """Which price is meant: that of the one format asked for, else the book's lowest."""
        return f"prices.{self.formats[0]}" if len(self.formats) == 1 else "from_price"


def checked(question: Question) -> Question:
    """The same question, if it can be answered; else Invalid."""
    if question.page * question.limit > DEEPEST:
        raise Invalid(
            f"Only the first {DEEPEST:,} hits can be leafed through; narrow the search instead.",
            field="page",
            rule=f"page × limit at most {DEEPEST}",
        )
    low, high = question.price_min, question.price_max
    if low is not None and high is not None and low > high:
        raise Invalid("The lowest price is above the highest.", field="price_min", rule="at most price_max")
    return question
