"""Compare the targets with the table they are filled from, and repair what differs."""

from msgspec import Struct, structs

from bookstore.read_models.drift import compare
from chalicelib import ports
from chalicelib.index.project import ensure_targets
from chalicelib.index.rebuild import write_books


class Drift(Struct, frozen=True, kw_only=True):
    """How an index differs from the table, by book id. A change that is not projected yet is `missing` or `behind`.
    Only a rebuild repairs what is `ahead`, because an index never accepts an older version. What is `hidden` and not
    withdrawn was refused by the index or cannot be read: only a new version of the book repairs it."""

    target: str
    books: int
    missing: list[str]
    behind: list[str]
    ahead: list[str]
    unknown: list[str]
    hidden: list[str]
    repaired: bool = False

    @property
    def agrees(self) -> bool:
        """Whether table and index agree."""
        return self.count == 0

    @property
    def count(self) -> int:
        """Return how many books differ."""
        return sum(len(books) for books in (self.missing, self.behind, self.ahead, self.unknown, self.hidden))


def compare_indices(*, repair: bool, books: ports.Books, indices: ports.Indices, targets: ports.Targets) -> list[Drift]:
    """Return the drift of each target; with `repair`, rewrite what differs from the table.

    The indices are read before the table, so that a change in between makes no index look ahead.
    """
    names = ensure_targets(indices=indices, targets=targets).targets
    indexed = {target: (indices.versions(target), indices.hidden_books(target)) for target in names}
    expected, withdrawn = dict[str, int](), set[str]()
    for book in books.scan():
        expected[book.book_id] = book.version
        withdrawn.update([book.book_id] if book.withdrawn else [])
    drifts = [
        compare_versions(target, expected, versions, hidden - withdrawn)
        for target, (versions, hidden) in indexed.items()
    ]
    return [repair_index(drift, books=books, indices=indices) if repair else drift for drift in drifts]


def compare_versions(target: str, expected: dict[str, int], indexed: dict[str, int], hidden: set[str]) -> Drift:
    """Compare versions by book id: those of the table and those of the index, which hides some of its own accord."""
    differences = compare(expected, indexed)
    return Drift(
        target=target,
        books=len(expected),
        missing=sorted(differences.missing),
        behind=sorted(differences.behind),
        ahead=sorted(differences.ahead),
        unknown=sorted(differences.unknown),
        hidden=sorted(hidden & expected.keys() - set(differences)),
    )


def repair_index(drift: Drift, *, books: ports.Books, indices: ports.Indices) -> Drift:
    """Write what is missing or behind, and delete what the table never had; return the same drift as repaired."""
    indices.create(drift.target, with_alias=indices.read_alias() is None)
    write_books(drift.target, books.get_many([*drift.missing, *drift.behind]), indices=indices)
    indices.delete_documents(drift.target, drift.unknown)
    return structs.replace(drift, repaired=True)
