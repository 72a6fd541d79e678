"""The HTTP routes of lists and suggestions."""

from functools import partial
from typing import Annotated

from msgspec import Meta

from bookstore import clock
from bookstore.engines import TimeLimit, read_deadline
from bookstore.errors import Invalid, Unavailable
from bookstore.field_types import BookId, Category, Checked, Isbn
from bookstore.identity import Customer
from bookstore.web import COMMA, Api, JsonResponse, add_common_routes
from chalicelib.also_bought.graph import RequestGraph
from chalicelib.also_bought.read import Sources, suggest_for_book, suggest_for_cart, suggest_for_customer
from chalicelib.also_bought.repository import similarity_repository
from chalicelib.also_bought.scoring import Suggestions
from chalicelib.bestsellers.leaderboard import RequestLists
from chalicelib.bestsellers.ranking import Criterion, Window
from chalicelib.bestsellers.read import Bestsellers, read_bestsellers, read_popular_ids
from chalicelib.bestsellers.snapshots import snapshot_repository
from chalicelib.books.card import BookUnknown
from chalicelib.books.repository import book_repository
from chalicelib.ledger.customers import customer_repository
from chalicelib.own_table import traces
from chalicelib.read_model_repository import read_models
from chalicelib.settings import settings

api = Api(__name__)
add_common_routes(api, "recommendations", traces, traces_open=lambda: settings().traces_open)

PUBLIC = {"Cache-Control": "public, max-age=5"}
MAX_ISBNS = 50


class BestsellersQuery(Checked, frozen=True):
    """Which list: of the whole shop, or of one category."""

    by: Criterion = "purchased"
    window: Window = "week"
    category: Category | None = None


class AlsoBoughtQuery(Checked, frozen=True):
    """The editions in a cart."""

    isbns: Annotated[
        tuple[Isbn, ...], Meta(min_length=1, max_length=MAX_ISBNS, description="repeat it for each edition"), COMMA
    ]


@api.get("/bestsellers", raises=(Invalid, Unavailable))
def get_bestsellers(query: BestsellersQuery) -> JsonResponse[Bestsellers]:
    """Return the Top 20, by copies bought or by stars, with each book's movement since yesterday."""
    bestsellers = read_bestsellers(
        query.by,
        query.window,
        query.category,
        clock.now(),
        read_models=read_models(),
        lists=RequestLists(read_deadline()),
        snapshots=snapshot_repository(),
        books=book_repository(),
    )
    return JsonResponse(bestsellers, PUBLIC)


@api.get("/books/{book_id}/also-bought", raises=(BookUnknown,))
def get_also_bought(book_id: BookId) -> JsonResponse[Suggestions]:
    """Return what customers of this book bought as well, filled up from the bestsellers of its category."""
    return JsonResponse(suggest_for_book(book_id, sources=_sources()), PUBLIC)


@api.get("/also-bought", raises=(Invalid,))
def get_also_bought_with(query: AlsoBoughtQuery) -> JsonResponse[Suggestions]:
    """Return what goes with the editions in a cart; leave out editions we do not know."""
    return JsonResponse(suggest_for_cart(query.isbns, sources=_sources()), PUBLIC)


@api.get("/recommendations")
def get_recommendations(customer: Customer) -> Suggestions:
    """Return what the customer may like because of the latest books bought, and none of the books bought."""
    return suggest_for_customer(customer.id, customers=customer_repository(), sources=_sources())


def _sources() -> Sources:
    """Return the sources of one request; all engines together have until its deadline."""
    deadline = read_deadline()
    return Sources(
        similarities=similarity_repository(),
        read_models=read_models(),
        graph=RequestGraph(deadline),
        books=book_repository(),
        load_popular=partial(_load_popular, deadline=deadline),
    )


def _load_popular(category: str | None, deadline: TimeLimit) -> list[str]:
    lists, snapshots = RequestLists(deadline), snapshot_repository()
    return read_popular_ids(category, clock.now(), read_models=read_models(), lists=lists, snapshots=snapshots)
