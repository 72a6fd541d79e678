"""Who may ask for lists and suggestions over HTTP."""

from functools import partial
from typing import Annotated

from msgspec import Meta, Struct

from bookstore import clock
from bookstore.engines import TimeLimit, read_deadline
from bookstore.errors import Invalid, Unavailable
from bookstore.identity import Customer
from bookstore.web import Api, JsonResponse, add_common_routes
from chalicelib.also_bought import graph, read
from chalicelib.also_bought.repository import neighbours
from chalicelib.also_bought.scoring import Suggestions
from chalicelib.bestsellers import leaderboard
from chalicelib.bestsellers import read as lists
from chalicelib.bestsellers.ranking import By, Window
from chalicelib.bestsellers.read import Bestsellers
from chalicelib.bestsellers.snapshots import snapshots
from chalicelib.books.card import BookId, BookUnknown
from chalicelib.books.repository import books
from chalicelib.ledger.customers import readers
from chalicelib.own_table import traces
from chalicelib.read_models import read_models
from chalicelib.settings import settings

api = Api(__name__)
add_common_routes(api, "recommendations", traces, traces_open=lambda: settings().traces_open)

SHORTLY = {"Cache-Control": "public, max-age=5"}
PRIVATE = {"Cache-Control": "private, no-store"}
MOST_ISBNS = 50


class BestsellersQuery(Struct, frozen=True):
    """Which list: of the whole shop, or of one category."""

    by: By = "purchased"
    window: Window = "week"
    category: Annotated[str, Meta(max_length=80)] | None = None


class AlsoBoughtQuery(Struct, frozen=True):
    """The editions in a cart."""

    isbns: Annotated[str, Meta(min_length=1, max_length=1_000, description="ISBNs, joined by commas; at most 50")]


@api.get("/bestsellers", raises=(Invalid, Unavailable))
def get_bestsellers(query: BestsellersQuery) -> JsonResponse[Bestsellers]:
    """The Top 20, by copies bought or by stars, with each book's movement since yesterday."""
    found = lists.bestsellers(
        query.by,
        query.window,
        query.category,
        clock.now(),
        views=read_models(),
        lists=leaderboard.Readers(read_deadline()),
        snapshots=snapshots(),
        books=books(),
    )
    return JsonResponse(found, SHORTLY)


@api.get("/books/{book_id}/also-bought", raises=(BookUnknown,))
def get_also_bought(book_id: BookId) -> JsonResponse[Suggestions]:
    """What readers of this book bought as well; filled up from the bestsellers of its category."""
    found = read.also_bought(book_id, sources=_sources())
    return JsonResponse(found, SHORTLY)


@api.get("/also-bought", raises=(Invalid,))
def get_also_bought_with(query: AlsoBoughtQuery) -> JsonResponse[Suggestions]:
    """What goes with the editions in a cart; an edition we do not know is left out."""
    found = read.also_bought_with(_isbns(query.isbns), sources=_sources())
    return JsonResponse(found, SHORTLY)


@api.get("/recommendations")
def get_recommendations(customer: Customer) -> JsonResponse[Suggestions]:
    """What the reader may like because of the latest books bought, and none of the books bought."""
    found = read.recommended(customer.id, readers=readers(), sources=_sources())
    return JsonResponse(found, PRIVATE)


def _sources() -> read.Sources:
    """What one request asks; all engines together have until its deadline."""
    deadline = read_deadline()
    return read.Sources(
        neighbours=neighbours(),
        views=read_models(),
        graph=graph.Readers(deadline),
        books=books(),
        popular=partial(_popular, deadline=deadline),
    )


def _popular(category: str | None, deadline: TimeLimit) -> list[str]:
    redis = leaderboard.Readers(deadline)
    return lists.popular(category, clock.now(), views=read_models(), lists=redis, snapshots=snapshots())


def _isbns(joined: str) -> list[str]:
    isbns = [isbn.strip() for isbn in joined.split(",") if isbn.strip()]
    if len(isbns) > MOST_ISBNS:
        raise Invalid(f"Ask for at most {MOST_ISBNS} editions at once.", field="isbns", rule=f"at most {MOST_ISBNS}")
    return isbns
