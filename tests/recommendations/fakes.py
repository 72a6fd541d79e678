"""Stand-ins for what the actions take: each keeps what it was given."""

from typing import get_args

from msgspec.structs import replace

from bookstore.read_models.lease import RebuildInProgress
from bookstore.read_models.targets import ReadModel
from chalicelib.also_bought.edges import Owned, edge_id
from chalicelib.also_bought.similarity import FIRST
from chalicelib.bestsellers.entries import Ranked, Standing, Top
from chalicelib.books.card import KnownBook, card
from chalicelib.ledger.entry import Tally
from chalicelib.read_models import ReadModelName
from tests.recommendations.builders import NOON, TODAY, told


def listed(*book_ids: str) -> Top:
    return Top(tuple(Ranked(book_id, n, None, 9) for n, book_id in enumerate(book_ids, start=1)), NOON)


def known(book_id: str, orders: int = 9, withdrawn: bool = False, category: str = "Fiction") -> KnownBook:
    return KnownBook(card(told(book_id, category=category)), withdrawn, orders)


def rest(every, place):
    """What stands behind the one named, as in a table whose order is its own."""
    return every[every.index(place[0]) + 1 :] if place else every


class FakeViews:
    """Both views, in memory."""

    def __init__(self, exists: bool = True) -> None:
        self.views = {name: ReadModel(name=name, exists=exists) for name in get_args(ReadModelName)}

    def get(self, name):
        return self.views[name]

    get_cached = get

    def create(self, name):
        news = not self.views[name].exists
        self.views[name] = ReadModel(name=name)
        return news

    def acquire_lease(self, name, holder, now):
        if self.views[name].is_leased(now):
            raise RebuildInProgress("busy")
        self.views[name] = replace(self.views[name], lease_holder=holder, lease_renewed_at=now)
        return self.views[name]

    def save(self, view):
        if self.views[view.name].lease_holder != view.lease_holder:
            raise RebuildInProgress("another has the turn")
        self.views[view.name] = view

    def save_marker(self, view, marker):
        self.views[view.name] = replace(self.views[view.name], marker=marker)


class FakeSnapshots:
    """The last lists."""

    def __init__(self, **tops: Top) -> None:
        self.tops = tops
        self.kept: list[tuple[str, str]] = []

    def get(self, scope, by, window):
        return self.tops.get(scope.removeprefix("category/"))

    def keep(self, scope, by, tops):
        self.kept.append((scope, by))
        return True


class FakeBooks:
    """Books with their cards; an edition's ISBN is the book's id in capitals."""

    def __init__(self, *books: KnownBook) -> None:
        self.books = {book.card.book_id: book for book in books}

    def known(self, book_ids):
        return {book_id: self.books[book_id] for book_id in book_ids if book_id in self.books}

    seen = known

    def of_editions(self, isbns):
        return [isbn.lower() for isbn in isbns if isbn.lower() in self.books]

    def ids(self):
        return iter(self.books)


class FakeNeighbours:
    """Lists as they were worked out."""

    def __init__(self, near=None) -> None:
        self.lists, self.queue = dict(near or {}), set()

    def waiting(self, limit):
        return sorted(self.queue)[:limit]

    def wait(self, book_ids):
        self.queue |= set(book_ids)

    def take(self, book_ids):
        self.queue -= set(book_ids)

    def near(self, book_ids):
        return {book_id: self.lists[book_id] for book_id in book_ids if book_id in self.lists}

    def foremost(self, book_ids):
        return {book_id: around[:FIRST] for book_id, around in self.near(book_ids).items()}

    def keep(self, lists, as_of):
        self.lists |= lists


class FakeStandings:
    """Totals per book; `meanwhile` happens between reading a book and asking whether it has changed."""

    def __init__(self, **copies: int) -> None:
        self.copies = copies
        self.changed = dict.fromkeys(copies, 1)
        self.meanwhile: list[tuple[str, int]] = []

    def standing(self, book_id, today):
        tally = Tally(self.copies.get(book_id, 0), 1)
        return Standing(book_id, "Fiction", True, tally, {TODAY: tally}, self.changed.get(book_id, 0))

    def standings(self, today):
        return (self.standing(book_id, today) for book_id in self.copies)

    def standings_from(self, place, today):
        return (((book_id,), self.standing(book_id, today)) for book_id in rest(list(self.copies), place))

    def version(self, book_id):
        return self.versions([book_id])[book_id]

    def versions(self, book_ids):
        for changed, copies in self.meanwhile:
            self.copies[changed] = copies
            self.changed[changed] += 1
        self.meanwhile.clear()
        return {book_id: self.changed.get(book_id, 0) for book_id in book_ids}


class FakeReaders:
    """What customers own; `meanwhile` happens after the first look."""

    def __init__(self, *owned: Owned) -> None:
        self.owned = list(owned)
        self.meanwhile: list[list[Owned]] = []

    def shelf(self, customer):
        return [one.book_id for one in self.owned if one.customer == customer]

    shelve = shelf

    def all(self):
        return iter(list(self.owned))

    def all_from(self, place):
        owned = {edge_id("", one): one for one in self.owned}
        return (((edge,), owned[edge]) for edge in rest(list(owned), place))

    def again(self, some):
        if self.meanwhile:
            self.owned = self.meanwhile.pop(0)
        named = {edge_id("", one) for one in some}
        return {one for one in self.owned if edge_id("", one) in named}
