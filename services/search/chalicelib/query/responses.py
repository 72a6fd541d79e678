"""What a reader gets back: cards, counts beside the filters, and suggestions while typing."""

from msgspec import Struct

from bookstore.events.books import Author, SeriesPlace
from bookstore.events.orders import Availability
from chalicelib.books.book import Offer


class Rated(Struct, frozen=True):
    """The average of a book's stars, 0 while there are none, and how many readers gave them."""

    average: float
    count: int


class Highlights(Struct, frozen=True):
    """Where the words were found, as HTML: everything escaped but the `<mark>`s around them. Null where not."""

    title: str | None = None
    subtitle: str | None = None
    authors: str | None = None
    series: str | None = None
    description: str | None = None
    first_line: str | None = None


class Hit(Struct, frozen=True, kw_only=True):
    """A book as a card shows it. `from_price` in minor units; `availability` is the best of its formats."""

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
    formats: list[Offer]
    availability: Availability
    rating: Rated
    highlights: Highlights


class FacetValue(Struct, frozen=True):
    """A value to filter by, how to call it, and how many books there would be."""

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
    """Counts beside the filters. Each ignores the filter it belongs to, so that one sees what else there is."""

    category: list[FacetValue]
    author: list[FacetValue]
    format: list[FacetValue]
    language: list[FacetValue]
    availability: list[FacetValue]
    price: list[PriceBand]
    rating: list[RatingStep]


class Found(Struct, frozen=True, kw_only=True):
    """A page of hits. `exact` is the book whose ISBN was typed; `corrected` says that no book has the very words, so
    that similar ones were searched for; `did_you_mean` is how the shop would have spelt them. `nearest` is filled when
    there is no hit at all: what comes closest when filters are forgotten, or else what readers buy most.

    `degraded` says that the index did not answer in time, and that this is a simple list for the moment: of books with
    a title, author or series that has words beginning so, at most a hundred of them, without counts, corrections or
    marks. `notice` says so in a sentence for customers."""

    items: list[Hit]
    total: int
    page: int
    pages: int
    facets: Facets
    exact: str | None = None
    did_you_mean: str | None = None
    corrected: bool = False
    nearest: list[Hit] = []
    degraded: bool = False
    notice: str | None = None


class SuggestedBook(Struct, frozen=True):
    """A book somebody may be typing the title of."""

    book_id: str
    title: str
    authors: list[Author]
    category: str
    series: SeriesPlace | None
    cover: str | None


class SuggestedAuthor(Struct, frozen=True):
    """An author and how many books the shop has."""

    author_id: str
    name: str
    books: int


class SuggestedSeries(Struct, frozen=True):
    """A series and how many of its books the shop has."""

    series_id: str
    name: str
    books: int


class SuggestedCategory(Struct, frozen=True):
    """A category and how many books stand in it."""

    name: str
    books: int


class Suggestions(Struct, frozen=True, kw_only=True):
    """What the letters typed so far may become, in groups. `degraded` says that the index did not answer in time, and
    that there are books only, found by words of their names."""

    books: list[SuggestedBook]
    authors: list[SuggestedAuthor]
    series: list[SuggestedSeries]
    categories: list[SuggestedCategory]
    degraded: bool = False
