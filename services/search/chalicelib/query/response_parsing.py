"""OpenSearch's answers in the shop's words."""

from dataclasses import dataclass
from typing import Any

from msgspec import convert

from bookstore.events.books import Author, SeriesPlace
from chalicelib.index.document import unlabelled
from chalicelib.query import responses
from chalicelib.query.question import PRICE_BANDS, RATING_STEPS, Question
from chalicelib.query.responses import Facets, FacetValue, Found, Highlights, Hit, Rated, Suggestions

Answer = dict[str, Any]
ENOUGH = 10


@dataclass(frozen=True)
class Reading:
    """A page, and how well the words were met, filters aside: by any book, and by enough or in a name."""

    found: Found
    any_match: bool
    enough: bool


def reading(page: Answer, counts: Answer, question: Question) -> Reading:
    """The page in two answers."""
    total, matching = (said["hits"]["total"]["value"] for said in (page, counts))
    found = Found(
        items=[hit(one) for one in page["hits"]["hits"]],
        total=total,
        page=question.page,
        pages=-(-total // question.limit),
        facets=facets(counts["aggregations"]),
    )
    named = counts["aggregations"]["named"]["doc_count"]
    return Reading(found, any_match=matching > 0, enough=matching >= ENOUGH or named > 0)


def hit(one: Answer) -> Hit:
    """A card."""
    source = one["_source"]
    shown = _named(source) | {
        "formats": source["offers"],
        "rating": Rated(source["rating"], source["ratings"]),
        "highlights": convert({name: found[0] for name, found in one.get("highlight", {}).items()}, Highlights),
    }
    return convert(shown, Hit)


def _named(source: Answer) -> Answer:
    """A book's fields, with its authors and its series as others know them."""
    series = (source["series_id"], source["series"], source["series_position"])
    return source | {
        "authors": [Author(id_, name) for id_, name in zip(source["author_ids"], source["authors"], strict=True)],
        "series": SeriesPlace(*series) if source["series_id"] else None,
    }


def facets(counted: Answer) -> Facets:
    """The counts beside the filters."""
    prices, ratings = [[b["doc_count"] for b in _buckets(counted[name])] for name in ("price", "rating")]
    return Facets(
        category=_values(counted, "category"),
        author=[FacetValue(*unlabelled(value.value), value.count) for value in _values(counted, "author")],
        format=_values(counted, "format"),
        language=_values(counted, "language"),
        availability=_values(counted, "availability"),
        price=[responses.PriceBand(low, high, count) for (low, high), count in zip(PRICE_BANDS, prices, strict=True)],
        rating=[responses.RatingStep(step, count) for step, count in zip(RATING_STEPS, reversed(ratings), strict=True)],
    )


def suggestions(said: list[Answer]) -> Suggestions:
    """The groups in several answers."""
    titles, *counted = said
    authors, series, categories = (_buckets(each["aggregations"]) for each in counted)
    return Suggestions(
        books=convert([_named(one["_source"]) for one in titles["hits"]["hits"]], list[responses.SuggestedBook]),
        authors=[responses.SuggestedAuthor(*unlabelled(each["key"]), each["doc_count"]) for each in authors],
        series=[responses.SuggestedSeries(*unlabelled(each["key"]), each["doc_count"]) for each in series],
        categories=[responses.SuggestedCategory(each["key"], each["doc_count"]) for each in categories],
    )


def _values(counted: Answer, name: str) -> list[FacetValue]:
    return [FacetValue(bucket["key"], bucket["key"], bucket["doc_count"]) for bucket in _buckets(counted[name])]


def _buckets(counted: Answer) -> list[Answer]:
    """Ranges come in rising order, values by count."""
    return list(counted.get("counts", counted)["buckets"])
