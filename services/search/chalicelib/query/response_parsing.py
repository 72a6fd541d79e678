"""Parse OpenSearch's responses into the service's own."""

from typing import Any

from msgspec import convert

from bookstore.events.books import Author, SeriesPlace
from chalicelib.books.book import Offer
from chalicelib.index.document import split_label
from chalicelib.index.indexed_edition import IndexedEdition
from chalicelib.query.edition_counts import parse_price_counts, parse_value_counts
from chalicelib.query.edition_filters import find_offer
from chalicelib.query.question import PRICE_BANDS, RATING_STEPS, Question
from chalicelib.query.responses import (
    Facets,
    FacetValue,
    Highlights,
    Hit,
    IndexResult,
    PriceBand,
    RatingStep,
    RatingSummary,
    SearchResponse,
    SuggestedAuthor,
    SuggestedBook,
    SuggestedCategory,
    SuggestedSeries,
    SuggestResponse,
)

EngineResponse = dict[str, Any]
SUFFICIENT_MATCHES = 10


def parse_page(page: EngineResponse, counts: EngineResponse, question: Question) -> IndexResult:
    """Return the result of the two requests of a search: its page, and the counts beside it."""
    total, matching = (response["hits"]["total"]["value"] for response in (page, counts))
    response = SearchResponse(
        items=[parse_hit(hit, question) for hit in page["hits"]["hits"]],
        total=total,
        page=question.page,
        pages=-(-total // question.limit),
        facets=parse_facets(counts["aggregations"]),
    )
    with_name = counts["aggregations"]["named"]["doc_count"]
    is_sufficient = matching >= SUFFICIENT_MATCHES or with_name > 0
    return IndexResult(response, any_match=matching > 0, is_sufficient=is_sufficient)


def parse_hit(hit: EngineResponse, question: Question) -> Hit:
    """Return a hit with its highlights, and the edition that the question's filters found."""
    source = hit["_source"]
    offers = convert(source["offers"], list[Offer])
    editions = convert(source.get("editions", []), list[IndexedEdition])
    highlights = {name: fragments[0] for name, fragments in hit.get("highlight", {}).items()}
    fields = _with_authors_and_series(source) | {
        "offer": find_offer(editions, offers, question),
        "formats": offers,
        "rating": RatingSummary(source["rating"], source["ratings"]),
        "highlights": convert(highlights, Highlights),
    }
    return convert(fields, Hit)


def _with_authors_and_series(source: EngineResponse) -> EngineResponse:
    series = (source["series_id"], source["series"], source["series_position"])
    return source | {
        "authors": [Author(id_, name) for id_, name in zip(source["author_ids"], source["authors"], strict=True)],
        "series": SeriesPlace(*series) if source["series_id"] else None,
    }


def parse_facets(aggregations: EngineResponse) -> Facets:
    """Return the counts beside the filters."""
    prices = parse_price_counts(aggregations["price"])
    ratings = [bucket["doc_count"] for bucket in _buckets(aggregations["rating"])]
    return Facets(
        category=_facet_values(aggregations, "category"),
        author=[FacetValue(*split_label(label.value), label.count) for label in _facet_values(aggregations, "author")],
        format=_facet_values(aggregations, "format"),
        language=_facet_values(aggregations, "language"),
        availability=_facet_values(aggregations, "availability"),
        price=[PriceBand(low, high, count) for (low, high), count in zip(PRICE_BANDS, prices, strict=True)],
        rating=[RatingStep(step, count) for step, count in zip(RATING_STEPS, reversed(ratings), strict=True)],
    )


def parse_suggestions(responses: list[EngineResponse]) -> SuggestResponse:
    """Return the groups of several responses: books, then authors, series and categories."""
    titles, *groups = responses
    books = [_with_authors_and_series(hit["_source"]) for hit in titles["hits"]["hits"]]
    authors, series, categories = (_buckets(group["aggregations"]) for group in groups)
    return SuggestResponse(
        books=convert(books, list[SuggestedBook]),
        authors=[SuggestedAuthor(*split_label(bucket["key"]), bucket["doc_count"]) for bucket in authors],
        series=[SuggestedSeries(*split_label(bucket["key"]), bucket["doc_count"]) for bucket in series],
        categories=[SuggestedCategory(bucket["key"], bucket["doc_count"]) for bucket in categories],
    )


def _facet_values(aggregations: EngineResponse, name: str) -> list[FacetValue]:
    return [FacetValue(value, value, count) for value, count in parse_value_counts(aggregations[name])]


def _buckets(aggregation: EngineResponse) -> list[EngineResponse]:
    """Return the buckets: ranges in rising order, values by count."""
    return list(aggregation.get("counts", aggregation)["buckets"])
