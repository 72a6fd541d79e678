"""Readers also bought: the neighbours worked out from the graph; the graph itself for books that have none yet; and the
bestsellers where those have too little to say."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from bookstore import logs
from bookstore.errors import Unavailable
from bookstore.read_models.targets import ReadModel
from chalicelib.also_bought import scoring as rules
from chalicelib.also_bought import similarity as nearby
from chalicelib.also_bought.scoring import Suggestion, Suggestions, Together
from chalicelib.also_bought.similarity import Near
from chalicelib.books.card import BookUnknown, KnownBook
from chalicelib.read_models import ReadModelName

Led = tuple[str, str]
Known = dict[str, KnownBook]
Popular = Callable[[str | None], Iterable[str]]


class Views(Protocol):
    """Which target readers see."""

    def get_cached(self, name: ReadModelName) -> ReadModel: ...


class Graph(Protocol):
    """The purchase graph."""

    def together(self, target: str, seeds: Sequence[str], buyers: int) -> Together: ...


class Neighbours(Protocol):
    """What was worked out beforehand."""

    def near(self, book_ids: Iterable[str]) -> Near: ...
    def foremost(self, book_ids: Iterable[str]) -> Near: ...


class Books(Protocol):
    """The books' cards, and whose edition an ISBN is."""

    def known(self, book_ids: Iterable[str]) -> dict[str, KnownBook]: ...
    def seen(self, book_ids: Iterable[str]) -> dict[str, KnownBook]: ...
    def of_editions(self, isbns: Iterable[str]) -> list[str]: ...


class Readers(Protocol):
    """What a customer bought and kept, the newest first."""

    def shelf(self, customer: str) -> list[str]: ...


@dataclass(frozen=True, kw_only=True)
class Sources:
    """Where suggestions come from."""

    neighbours: Neighbours
    views: Views
    graph: Graph
    books: Books
    popular: Popular


def also_bought(book_id: str, *, sources: Sources) -> Suggestions:
    """What readers of this book bought as well; BookUnknown when there is no such book."""
    near = sources.neighbours.near([book_id])
    if not near and book_id not in sources.books.seen([book_id]):
        raise BookUnknown("We have no such book.", book_id=book_id)
    return _suggested([book_id], near, sources)


def also_bought_with(isbns: Iterable[str], *, sources: Sources) -> Suggestions:
    """What goes with the editions in a cart; editions we do not know are left out."""
    owned = sources.books.of_editions(isbns)
    return _suggested(owned, _near(owned, sources), sources)


def recommended(customer: str, *, readers: Readers, sources: Sources) -> Suggestions:
    """What a reader may like because of the latest books bought; never one the reader has already."""
    owned = readers.shelf(customer)
    return _suggested(owned, _near(owned, sources), sources)


def _near(owned: Sequence[str], sources: Sources) -> Near:
    seeds, lists = owned[: nearby.MOST_SEEDS], sources.neighbours
    return lists.near(seeds) if len(seeds) <= nearby.FEW else lists.foremost(seeds)


def _suggested(owned: Sequence[str], near: Near, sources: Sources) -> Suggestions:
    without = frozenset(owned)
    found, known = _found(owned, near, without, sources)
    items = [
        Suggestion(known[one].card, known[seed].card if seed in known else None) for one, seed in found[: rules.SHOWN]
    ]
    if len(items) >= rules.ENOUGH:
        return Suggestions(items, "graph")
    more = _more(owned[: rules.MOST_SEEDS], without | {one for one, _ in found}, known, sources)
    return Suggestions([*items, *more][: rules.SHOWN], "graph" if items else "bestsellers")


def _found(owned: Sequence[str], near: Near, without: frozenset[str], sources: Sources) -> tuple[list[Led], Known]:
    """Books to suggest, each with the one that led to it, and the cards of them all."""
    if not near:
        return _asked(owned[: rules.MOST_SEEDS], without, sources)
    led = nearby.nearest(near, without)
    known = sources.books.seen(dict.fromkeys([*(one for pair in led for one in pair), owned[0]]))
    return [(one, seed) for one, seed in led if one in known and not known[one].withdrawn], known


def _asked(seeds: Sequence[str], without: frozenset[str], sources: Sources) -> tuple[list[Led], Known]:
    together = _together(seeds, sources) if seeds else {}
    chosen = rules.candidates(together, without)
    known = sources.books.known([*seeds, *chosen])
    return rules.weighed(together, chosen, known), known


def _together(seeds: Sequence[str], sources: Sources) -> Together:
    try:
        target = sources.views.get_cached("graph").serving
        return sources.graph.together(target, seeds, rules.buyers_each(len(seeds)))
    except Unavailable as away:
        logs.warning("bestsellers stand in for the graph", reason=str(away.__cause__ or away))
        return {}


def _more(seeds: Sequence[str], without: frozenset[str], known: Known, sources: Sources) -> list[Suggestion]:
    category = next((known[seed].card.category for seed in seeds if seed in known), None)
    chosen = [book_id for book_id in sources.popular(category) if book_id not in without]
    cards = sources.books.seen(chosen)
    return [Suggestion(cards[one].card, None) for one in chosen if one in cards and not cards[one].withdrawn]
