"""Fakes of the repositories that use cases take: each remembers what it was given."""

from typing import get_args

from msgspec.structs import replace

from bookstore.jobs import Due
from bookstore.read_models.lease import RebuildInProgress
from bookstore.read_models.targets import ReadModel
from chalicelib.also_bought.edges import edge_id
from chalicelib.also_bought.similarity import HEAD_LENGTH
from chalicelib.bestsellers.entries import RankedBook, TopList
from chalicelib.books.card import CatalogBook, to_card
from chalicelib.ledger.entry import BookTotals, Counts
from chalicelib.ledger.ownership import OwnedBook
from chalicelib.ports import ReadModelName
from tests.recommendations.builders import NOON, TODAY, book_event


def top_list(*book_ids: str) -> TopList:
    return TopList(tuple(RankedBook(book_id, n, None, 9) for n, book_id in enumerate(book_ids, start=1)), NOON)


def catalog_book(book_id: str, orders: int = 9, withdrawn: bool = False, category: str = "Fiction") -> CatalogBook:
    return CatalogBook(to_card(book_event(book_id, category=category)), withdrawn, orders)


def behind(keys, position):
    """The keys behind a position, as in a table whose order is its own."""
    return keys[keys.index(position[0]) + 1 :] if position else keys


class FakeReadModels:
    """The state of every read model, in memory."""

    def __init__(self, exists: bool = True) -> None:
        self.models = {name: ReadModel(name=name, exists=exists) for name in get_args(ReadModelName)}

    def get(self, name):
        return self.models[name]

    get_cached = get

    def create(self, name):
        is_new = not self.models[name].exists
        self.models[name] = ReadModel(name=name)
        return is_new

    def acquire_lease(self, name, holder, now):
        if self.models[name].is_leased(now):
            raise RebuildInProgress("leased")
        self.models[name] = replace(self.models[name], lease_holder=holder, lease_renewed_at=now)
        return self.models[name]

    def save(self, model):
        if self.models[model.name].lease_holder != model.lease_holder:
            raise RebuildInProgress("another run holds the lease")
        self.models[model.name] = model

    def save_marker(self, model, marker):
        self.models[model.name] = replace(self.models[model.name], marker=marker)


class FakeSnapshots:
    """The last lists, by category."""

    def __init__(self, **lists: TopList) -> None:
        self.lists = lists
        self.saved: list[tuple[str, str]] = []

    def load(self, scope, by, window):
        return self.lists.get(scope.removeprefix("category/"))

    def save(self, scope, by, lists):
        self.saved.append((scope, by))
        return True


class FakeBooks:
    """Books with their cards; an edition's ISBN is the book's id in capitals."""

    def __init__(self, *books: CatalogBook) -> None:
        self.books = {book.card.book_id: book for book in books}

    def load(self, book_ids):
        return {book_id: self.books[book_id] for book_id in book_ids if book_id in self.books}

    load_cached = load

    def find_by_isbns(self, isbns):
        return [isbn.lower() for isbn in isbns if isbn.lower() in self.books]

    def scan_ids(self):
        return iter(self.books)


class FakeSimilarBooks:
    """Lists as they were computed, and the queue."""

    def __init__(self, lists=None) -> None:
        self.lists, self.queue, self.postponed = dict(lists or {}), set(), []

    def due_pages(self):
        return [[Due(book_id, book_id) for book_id in sorted(self.queue)]]

    def enqueue(self, book_ids):
        self.queue |= set(book_ids)

    def dequeue(self, book_ids):
        self.queue -= set(book_ids)

    def postpone(self, due, until):
        self.queue.add(due.item)
        self.postponed.append(due.item)

    def load(self, book_ids):
        return {book_id: self.lists[book_id] for book_id in book_ids if book_id in self.lists}

    def load_heads(self, book_ids):
        return {book_id: similar[:HEAD_LENGTH] for book_id, similar in self.load(book_ids).items()}

    def save(self, similarities, as_of):
        self.lists |= similarities


class FakeLedger:
    """Totals per book; `meanwhile` happens between loading a book's totals and its version."""

    def __init__(self, **copies: int) -> None:
        self.copies = copies
        self.changed = dict.fromkeys(copies, 1)
        self.meanwhile: list[tuple[str, int]] = []

    def load_totals(self, book_id, days):
        counts = Counts(self.copies.get(book_id, 0), 1)
        return BookTotals(book_id, "Fiction", True, counts, {TODAY: counts}, self.changed.get(book_id, 0))

    def scan_totals(self, days):
        return (self.load_totals(book_id, days) for book_id in self.copies)

    def scan_totals_from(self, position, days):
        return (((book_id,), self.load_totals(book_id, days)) for book_id in behind(list(self.copies), position))

    def load_version(self, book_id):
        return self.load_versions([book_id])[book_id]

    def load_versions(self, book_ids):
        for changed, copies in self.meanwhile:
            self.copies[changed] = copies
            self.changed[changed] += 1
        self.meanwhile.clear()
        return {book_id: self.changed.get(book_id, 0) for book_id in book_ids}


class FakeCustomers:
    """What customers own; `meanwhile` happens before a reload."""

    def __init__(self, *owned: OwnedBook) -> None:
        self.owned = list(owned)
        self.meanwhile: list[list[OwnedBook]] = []

    def load_owned_ids(self, customer):
        return [one.book_id for one in self.owned if one.customer == customer]

    refresh_owned_ids = load_owned_ids

    def scan(self):
        return iter(list(self.owned))

    def scan_from(self, position):
        owned = {edge_id("", one): one for one in self.owned}
        return (((edge,), owned[edge]) for edge in behind(list(owned), position))

    def reload(self, owned):
        if self.meanwhile:
            self.owned = self.meanwhile.pop(0)
        ids = {edge_id("", one) for one in owned}
        return {one for one in self.owned if edge_id("", one) in ids}
