"""Search's HTTP routes."""

from typing import Annotated, get_args

from msgspec import Meta, Struct

from bookstore.errors import Invalid, Unavailable
from bookstore.events.books import Format
from bookstore.web import Api, JsonResponse, Limit, RateLimit, add_common_routes
from chalicelib.books.repository import book_repository
from chalicelib.books.term_repository import term_repository
from chalicelib.own_table import traces
from chalicelib.query.client import search_client
from chalicelib.query.fallback import FallbackSearch
from chalicelib.query.question import Question, Sort
from chalicelib.query.responses import SearchResponse, SuggestResponse
from chalicelib.query.search import find_books, find_suggestions
from chalicelib.settings import settings

api = Api(__name__)
add_common_routes(api, "search", traces, traces_open=lambda: settings().traces_open)

CACHE_HEADERS = {"Cache-Control": "public, max-age=5"}
FORMATS: tuple[Format, ...] = get_args(Format)
Words = Annotated[str, Meta(max_length=200, description="title, author, series, theme or ISBN; empty: every book")]
CsvFilter = Annotated[str, Meta(max_length=1_000, description="one value, or several joined by commas: any of them")]
Price = Annotated[int, Meta(ge=0, le=10_000_000, description="minor units")]


class SearchQuery(Struct, frozen=True):
    """What to look for, and how to narrow and sort it. `author` takes author ids, `subject` whole subjects."""

    q: Words = ""
    category: CsvFilter = ""
    author: CsvFilter = ""
    format: CsvFilter = ""
    language: CsvFilter = ""
    subject: CsvFilter = ""
    price_min: Price | None = None
    price_max: Price | None = None
    rating_min: Annotated[int, Meta(ge=1, le=5)] | None = None
    in_stock: bool = False
    sort: Sort = "relevance"
    page: Annotated[int, Meta(ge=1, le=10_000)] = 1
    limit: Limit = 24


class SuggestQuery(Struct, frozen=True):
    """The letters typed so far."""

    q: Annotated[str, Meta(min_length=1, max_length=100)]


@api.get("/search", raises=(Invalid, Unavailable), limits=(RateLimit("search"),))
def search(query: SearchQuery) -> JsonResponse[SearchResponse]:
    """Find books, a page at a time, with facets. At most the first 10,000 hits."""
    response = find_books(_to_question(query), client=search_client(), fallback=_fallback_search())
    return JsonResponse(response, CACHE_HEADERS)


@api.get("/suggest", raises=(Invalid, Unavailable), limits=(RateLimit("suggest"),))
def suggest(query: SuggestQuery) -> JsonResponse[SuggestResponse]:
    """Suggest books, authors, series and categories for the letters typed so far."""
    response = find_suggestions(query.q.strip(), client=search_client(), fallback=_fallback_search())
    return JsonResponse(response, CACHE_HEADERS)


def _fallback_search() -> FallbackSearch:
    return FallbackSearch(term_repository(), book_repository())


def _to_question(query: SearchQuery) -> Question:
    return Question(
        words=query.q.strip(),
        categories=_split_csv(query.category),
        authors=_split_csv(query.author),
        formats=_parse_formats(query.format),
        languages=_split_csv(query.language),
        subjects=_split_csv(query.subject),
        price_min=query.price_min,
        price_max=query.price_max,
        rating_min=query.rating_min,
        in_stock=query.in_stock,
        sort=query.sort,
        page=query.page,
        limit=query.limit,
    )


def _split_csv(text: str) -> tuple[str, ...]:
    return tuple(value.strip() for value in text.split(",") if value.strip())


def _parse_formats(text: str) -> tuple[Format, ...]:
    values = _split_csv(text)
    formats = tuple(format_ for format_ in FORMATS if format_ in values)
    if len(formats) < len(set(values)):
        rule = f"one of {', '.join(FORMATS)}"
        raise Invalid(f"A format is {rule}.", field="format", rule=rule)
    return formats
