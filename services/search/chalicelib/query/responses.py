"""The responses to customers: hits, facets beside them, and suggestions while typing."""

from dataclasses import dataclass

from msgspec import Struct

from bookstore.events.books import Author, SeriesPlace
from bookstore.events.orders import Availability
from chalicelib.books.book import Offer


class RatingSummary(Struct, frozen=True):
    """The average of a book's stars, 0 while there are none, and the number of its ratings."""

    average: float
    count: int


class Highlights(Struct, frozen=True):
    """Fields in which the words were found, as HTML: escaped but for the `<mark>`s around them. Null elsewhere."""

    title: str | None = None
    subtitle: str | None = None
    authors: str | None = None
    series: str | None = None
    description: str | None = None
    first_line: str | None = None


class Hit(Struct, frozen=True, kw_only=True):
    """A book as its card shows it. `from_price` is the lowest price at which it can be had, in minor units;
    `availability` is the best of its formats. `offer` is the edition that the filters found: the cheapest that can be
    had, or the cheapest when none can."""

    book_id: str
    title: str
    subtitle: str | None
    authors: list[Author]
    category: str
    series: SeriesPlace | None
    published: int
    cover: str | None
    currency: str
    from_price: int
    offer: Offer
    formats: list[Offer]
    availability: Availability
    rating: RatingSummary
    highlights: Highlights


class FacetValue(Struct, frozen=True):
    """A value to filter by, its name, and how many books there would be."""

    value: str
    label: str
    count: int


class PriceBand(Struct, frozen=True):
    """A span of prices, both ends included, in minor units; the last one has no end."""

    price_min: int
    price_max: int | None
    count: int


class RatingStep(Struct, frozen=True):
    """How many books have at least so many stars."""

    rating_min: int
    count: int


class Facets(Struct, frozen=True, kw_only=True):
    """Counts beside the filters. Each ignores its own filter, so that customers see what another choice would give."""

    category: list[FacetValue]
    author: list[FacetValue]
    format: list[FacetValue]
    language: list[FacetValue]
    availability: list[FacetValue]
    price: list[PriceBand]
    rating: list[RatingStep]


class SearchResponse(Struct, frozen=True, kw_only=True):
    """A page of hits. `exact` is the book whose ISBN was typed, `exact_isbn` that edition's; `corrected` says that no
    book has the exact words, so that similar ones were searched for; `did_you_mean` is the corrected spelling.
    `nearest` is filled when there is no hit at all: the books that come closest without filters, then those that are
    bought most.

    `degraded` says that the index did not answer in time, and that this is a simple list from the table: at most a
    hundred books with a title, author or series that has words beginning so, without counts, corrections or highlights.
    `notice` says so in a sentence for customers."""

    items: list[Hit]
    total: int
    page: int
    pages: int
    facets: Facets
    exact: str | None = None
    exact_isbn: str | None = None
    did_you_mean: str | None = None
    corrected: bool = False
    nearest: list[Hit] = []
    degraded: bool = False
    notice: str | None = None


@dataclass(frozen=True)
class IndexResult:
    """A page from the index; whether any book matches the words without filters, and whether that suffices: with
    several matches, or with one by its name, no second search is made."""

    response: SearchResponse
    any_match: bool
    is_sufficient: bool


class SuggestedBook(Struct, frozen=True):
    """A book whose title may be what is being typed."""

    book_id: str
    title: str
    authors: list[Author]
    category: str
    series: SeriesPlace | None
    cover: str | None


class SuggestedAuthor(Struct, frozen=True):
    """An author, and how many of the author's books the shop has."""

    author_id: str
    name: str
    books: int


class SuggestedSeries(Struct, frozen=True):
    """A series, and how many of its books the shop has."""

    series_id: str
    name: str
    books: int


class SuggestedCategory(Struct, frozen=True):
    """A category, and how many books it has."""

    name: str
    books: int


class SuggestResponse(Struct, frozen=True, kw_only=True):
    """What the letters typed so far may become, in groups. `degraded` says that the index did not answer in time, and
    that there are only books, found by words of their names."""

    books: list[SuggestedBook]
    authors: list[SuggestedAuthor]
    series: list[SuggestedSeries]
    categories: list[SuggestedCategory]
    degraded: bool = False
