"""Readers also bought: from the graph, and from the bestsellers where the graph has too little to say."""

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from bookstore import logs
from bookstore.errors import Unavailable
from chalicelib.model import companions as rules
from chalicelib.model.books import BookUnknown, KnownBook
from chalicelib.model.companions import Because, Suggestion, Suggestions, Together
from chalicelib.model.graph import Owned
from chalicelib.model.views import View, ViewName

Popular = Callable[[str | None], Iterable[str]]


class Views(Protocol):
    """Which target readers see."""

    def seen(self, name: ViewName) -> View: ...


class Graph(Protocol):
    """The purchase graph."""

    def together(self, target: str, seeds: Sequence[str], buyers: int) -> Together: ...


class Books(Protocol):
    """The books' cards, and whose edition an ISBN is."""

    def known(self, book_ids: Iterable[str]) -> dict[str, KnownBook]: ...
    def of_editions(self, isbns: Iterable[str]) -> list[str]: ...


class Readers(Protocol):
    """What a customer bought."""

    def books_of(self, customer: str) -> list[Owned]: ...


def also_bought(book_id: str, *, views: Views, graph: Graph, books: Books, popular: Popular) -> Suggestions:
    """What readers of this book bought as well; BookUnknown when there is no such book."""
    if book_id not in books.known([book_id]):
        raise BookUnknown("We have no such book.", book_id=book_id)
    return _suggested([book_id], [book_id], views=views, graph=graph, books=books, popular=popular)


def also_bought_with(
    isbns: Iterable[str], *, views: Views, graph: Graph, books: Books, popular: Popular
) -> Suggestions:
    """What goes with the editions in a cart; editions we do not know are left out."""
    cart = books.of_editions(isbns)
    return _suggested(cart[: rules.MOST_SEEDS], cart, views=views, graph=graph, books=books, popular=popular)


def recommended(
    customer: str, *, readers: Readers, views: Views, graph: Graph, books: Books, popular: Popular
) -> Suggestions:
    """What a reader may like because of the latest books bought; never one the reader has already."""
    owned = list(dict.fromkeys(one.book_id for one in readers.books_of(customer)))
    return _suggested(owned[: rules.MOST_SEEDS], owned, views=views, graph=graph, books=books, popular=popular)


def _suggested(
    seeds: Sequence[str], owned: Iterable[str], *, views: Views, graph: Graph, books: Books, popular: Popular
) -> Suggestions:
    without = frozenset(owned)
    together = _asked(seeds, views, graph)
    chosen = rules.candidates(together, without)
    known = books.known([*seeds, *chosen])
    found = rules.weighed(together, chosen, known)[: rules.SHOWN]
    items = [Suggestion(known[one].card, Because(seed, _title(seed, known))) for one, seed in found]
    if len(items) >= rules.ENOUGH:
        return Suggestions(items, "graph")
    more = _more(seeds, without | {one for one, _ in found}, known, books, popular)
    return Suggestions([*items, *more][: rules.SHOWN], "graph" if items else "bestsellers")


def _asked(seeds: Sequence[str], views: Views, graph: Graph) -> Together:
    if not seeds:
        return {}
    try:
        return graph.together(views.seen("graph").serving, seeds, rules.buyers_each(len(seeds)))
    except Unavailable as away:
        logs.warning("bestsellers stand in for the graph", reason=str(away.__cause__ or away))
        return {}


def _more(
    seeds: Sequence[str], without: frozenset[str], known: dict[str, KnownBook], books: Books, popular: Popular
) -> list[Suggestion]:
    category = next((known[seed].card.category for seed in seeds if seed in known), None)
    chosen = [book_id for book_id in popular(category) if book_id not in without]
    cards = books.known(chosen) if chosen else {}
    return [Suggestion(cards[one].card, None) for one in chosen if one in cards and not cards[one].withdrawn]


def _title(seed: str, known: dict[str, KnownBook]) -> str:
    return known[seed].card.title if seed in known else seed
