"""Who may ask search what over HTTP."""

from typing import Annotated, get_args

from msgspec import Meta, Struct

from bookstore.errors import Invalid, Unavailable
from bookstore.events.books import Format
from bookstore.web import Api, JsonResponse, Limit, add_common_routes
from chalicelib.books.repository import books
from chalicelib.books.term_repository import kept_terms
from chalicelib.own_table import traces
from chalicelib.query.client import desk
from chalicelib.query.fallback import SimpleSearch
from chalicelib.query.question import Question, Sort
from chalicelib.query.responses import Found, Suggestions
from chalicelib.query.search import find_books, find_suggestions
from chalicelib.settings import settings

api = Api(__name__)
add_common_routes(api, "search", traces, traces_open=lambda: settings().traces_open)

SHORTLY = {"Cache-Control": "public, max-age=5"}
FORMATS: tuple[Format, ...] = get_args(Format)
Words = Annotated[str, Meta(max_length=200, description="title, author, series, theme or ISBN; empty: every book")]
Some = Annotated[str, Meta(max_length=1_000, description="one value, or several joined by commas: any of them")]
Price = Annotated[int, Meta(ge=0, le=10_000_000, description="minor units")]


class SearchQuery(Struct, frozen=True):
    """What to look for, and how to narrow and sort it. `author` takes author ids, `subject` whole subjects."""

    q: Words = ""
    category: Some = ""
    author: Some = ""
    format: Some = ""
    language: Some = ""
    subject: Some = ""
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


@api.get("/search", raises=(Invalid, Unavailable))
def search(query: SearchQuery) -> JsonResponse[Found]:
    """Books that fit, a page at a time, with counts beside the filters. At most the first 10,000 hits."""
    return JsonResponse(find_books(_question(query), index=desk(), simple=_simple()), SHORTLY)


@api.get("/suggest", raises=(Invalid, Unavailable))
def suggest(query: SuggestQuery) -> JsonResponse[Suggestions]:
    """Books, authors, series and categories that the letters may become."""
    return JsonResponse(find_suggestions(query.q.strip(), index=desk(), simple=_simple()), SHORTLY)


def _simple() -> SimpleSearch:
    return SimpleSearch(kept_terms(), books())


def _question(query: SearchQuery) -> Question:
    return Question(
        words=query.q.strip(),
        categories=_several(query.category),
        authors=_several(query.author),
        formats=_formats(query.format),
        languages=_several(query.language),
        subjects=_several(query.subject),
        price_min=query.price_min,
        price_max=query.price_max,
        rating_min=query.rating_min,
        in_stock=query.in_stock,
        sort=query.sort,
        page=query.page,
        limit=query.limit,
    )


def _several(joined: str) -> tuple[str, ...]:
    return tuple(value.strip() for value in joined.split(",") if value.strip())


def _formats(joined: str) -> tuple[Format, ...]:
    asked = _several(joined)
    known = tuple(format_ for format_ in FORMATS if format_ in asked)
    if len(known) < len(set(asked)):
        rule = f"one of {', '.join(FORMATS)}"
        raise Invalid(f"A format is {rule}.", field="format", rule=rule)
    return known
