"""Suggest books: from the similar books that were computed; from the graph for books that have none yet; and from the
bestsellers where those suggest too few."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from bookstore import logs
from bookstore.errors import Unavailable
from chalicelib.also_bought import scoring, similarity
from chalicelib.also_bought.scoring import CommonCustomers, Suggestion, Suggestions
from chalicelib.also_bought.similarity import Similarities
from chalicelib.books.card import BookUnknown, CatalogBook
from chalicelib.ports import Books, CachedReadModels, CommonCustomerSource, Customers, SimilarBooks

Candidate = tuple[str, str]  # a book to suggest, and the seed that led to it
Cards = dict[str, CatalogBook]
LoadPopular = Callable[[str | None], Iterable[str]]  # of a category, or of all books


@dataclass(frozen=True, kw_only=True)
class Sources:
    """Where suggestions come from."""

    similarities: SimilarBooks
    read_models: CachedReadModels
    graph: CommonCustomerSource
    books: Books
    load_popular: LoadPopular


def suggest_for_book(book_id: str, *, sources: Sources) -> Suggestions:
    """Suggest what customers of this book bought as well; raise BookUnknown when there is no such book."""
    similarities = sources.similarities.load([book_id])
    if not similarities and book_id not in sources.books.load_cached([book_id]):
        raise BookUnknown("We could not find this book.", book_id=book_id)
    return _suggest([book_id], similarities, sources)


def suggest_for_cart(isbns: Iterable[str], *, sources: Sources) -> Suggestions:
    """Suggest what goes with the editions in a cart; leave out unknown editions."""
    seeds = sources.books.find_by_isbns(isbns)
    return _suggest(seeds, _load_similarities(seeds, sources), sources)


def suggest_for_customer(customer: str, *, customers: Customers, sources: Sources) -> Suggestions:
    """Suggest books because of the latest books the customer bought; never one that the customer owns."""
    owned = customers.load_owned_ids(customer)
    return _suggest(owned, _load_similarities(owned, sources), sources)


def _load_similarities(owned: Sequence[str], sources: Sources) -> Similarities:
    seeds, lists = owned[: similarity.MAX_SEEDS], sources.similarities
    return lists.load(seeds) if len(seeds) <= similarity.MAX_FULL_LISTS else lists.load_heads(seeds)


def _suggest(owned: Sequence[str], similarities: Similarities, sources: Sources) -> Suggestions:
    excluded = frozenset(owned)
    candidates, cards = _find_candidates(owned, similarities, excluded, sources)
    items = [
        Suggestion(cards[book_id].card, cards[seed].card if seed in cards else None)
        for book_id, seed in candidates[: scoring.MAX_SUGGESTIONS]
    ]
    if len(items) >= scoring.MIN_SUGGESTIONS:
        return Suggestions(items, "graph")
    excluded = excluded | {book_id for book_id, _ in candidates}
    popular = _suggest_popular(owned[: scoring.MAX_SEEDS], excluded, cards, sources)
    return Suggestions([*items, *popular][: scoring.MAX_SUGGESTIONS], "graph" if items else "bestsellers")


def _find_candidates(
    owned: Sequence[str], similarities: Similarities, excluded: frozenset[str], sources: Sources
) -> tuple[list[Candidate], Cards]:
    """Return books to suggest, each with the seed that led to it, and the cards of them all."""
    if not similarities:
        return _query_graph(owned[: scoring.MAX_SEEDS], excluded, sources)
    candidates = similarity.combine(similarities, excluded)
    cards = sources.books.load_cached(dict.fromkeys([*(one for pair in candidates for one in pair), owned[0]]))
    on_sale = [pair for pair in candidates if pair[0] in cards and not cards[pair[0]].withdrawn]
    return on_sale, cards


def _query_graph(seeds: Sequence[str], excluded: frozenset[str], sources: Sources) -> tuple[list[Candidate], Cards]:
    common = _load_common_customers(seeds, sources) if seeds else {}
    candidates = scoring.candidates(common, excluded)
    cards = sources.books.load([*seeds, *candidates])
    return scoring.rank_candidates(common, candidates, cards), cards


def _load_common_customers(seeds: Sequence[str], sources: Sources) -> CommonCustomers:
    try:
        target = sources.read_models.get_cached("graph").serving
        return sources.graph.load_common_customers(target, seeds, scoring.sample_size(len(seeds)))
    except Unavailable as error:
        logs.warning("bestsellers replace the purchase graph", reason=str(error.__cause__ or error))
        return {}


def _suggest_popular(
    seeds: Sequence[str], excluded: frozenset[str], cards: Cards, sources: Sources
) -> list[Suggestion]:
    category = next((cards[seed].card.category for seed in seeds if seed in cards), None)
    book_ids = [book_id for book_id in sources.load_popular(category) if book_id not in excluded]
    books = sources.books.load_cached(book_ids)
    return [Suggestion(books[one].card, None) for one in book_ids if one in books and not books[one].withdrawn]
