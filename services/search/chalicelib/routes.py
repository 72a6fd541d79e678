"""Search's HTTP routes."""

from typing import Annotated

from msgspec import Meta, Struct

from bookstore.errors import Invalid, Unavailable
from bookstore.events.books import Format
from bookstore.field_types import Category, Checked, Language, Slug, name_rule
from bookstore.web import COMMA, COMMA_WITHOUT_SPACE, Api, JsonResponse, Limit, RateLimit, add_common_routes
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
SubjectFilter = Annotated[str, name_rule(40)]
Words = Annotated[str, Meta(max_length=200, description="title, author, series, theme or ISBN; empty: every book")]
MANY = Meta(max_length=50, description="repeat it to allow any of several values")
Price = Annotated[int, Meta(ge=0, le=10_000_000, description="minor units")]


class SearchQuery(Checked, frozen=True):
    """What to look for, and how to narrow and sort it. `author` takes author ids, `subject` whole subjects."""

    q: Words = ""
    category: Annotated[tuple[Category, ...], MANY, COMMA_WITHOUT_SPACE] = ()
    author: Annotated[tuple[Slug, ...], MANY, COMMA] = ()
    format: Annotated[tuple[Format, ...], MANY, COMMA] = ()
    language: Annotated[tuple[Language, ...], MANY, COMMA] = ()
    subject: Annotated[tuple[SubjectFilter, ...], MANY, COMMA] = ()
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
        categories=query.category,
        authors=query.author,
        formats=query.format,
        languages=query.language,
        subjects=query.subject,
        price_min=query.price_min,
        price_max=query.price_max,
        rating_min=query.rating_min,
        in_stock=query.in_stock,
        sort=query.sort,
        page=query.page,
        limit=query.limit,
    )
