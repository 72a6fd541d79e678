"""Rebuild the index beside the serving one: fill it from the table while changes continue, then switch the alias."""

from collections.abc import Iterable, Iterator
from itertools import islice

from msgspec import Struct

from bookstore import clock
from chalicelib import ports
from chalicelib.books.book import Book
from chalicelib.index.document import Document, to_document
from chalicelib.index.project import ensure_targets
from chalicelib.index.targets import IndexTargets

BATCH_SIZE = 200


class RebuildResult(Struct, frozen=True, kw_only=True):
    """A finished rebuild: the index that serves now, how many books it holds, and why others were refused."""

    target: str
    books: int
    refused: dict[str, str]


def rebuild_index(*, books: ports.Books, indices: ports.Indices, targets: ports.Targets) -> RebuildResult:
    """Fill a new index and switch the alias to it.

    Every change is written to both indices from the moment the new one is a target, so none is lost. The index that
    served before is kept until the next rebuild: a projector that read the targets a moment ago may still write to it.
    Raise ConcurrentUpdate, and switch nothing, when a later rebuild was started meanwhile.
    """
    current = start_rebuild(indices=indices, targets=targets)
    previous, target = current.targets[0], current.targets[-1]
    try:
        count, refused = fill_index(target, books.scan(), indices=indices)
    except Exception:
        targets.save(IndexTargets(current.number, (previous,)))  # releases the lease, so that the next need not wait
        raise
    targets.save(current)
    indices.switch_alias(target)
    targets.save(IndexTargets(current.number, (target,)))
    indices.delete_other_indices([previous, target])
    return RebuildResult(target=target, books=count, refused=refused)


def start_rebuild(*, indices: ports.Indices, targets: ports.Targets) -> IndexTargets:
    """Create an empty index and make it a target beside the serving one."""
    number = ensure_targets(indices=indices, targets=targets).number + 1
    target = indices.index_name(number)
    indices.create(target, with_alias=False)
    current = IndexTargets(number, (indices.read_alias() or target, target), clock.now())
    targets.save_next(current)
    return current


def fill_index(target: str, books: Iterable[Book], *, indices: ports.Indices) -> tuple[int, dict[str, str]]:
    """Write all the books; return how many were accepted, and the reason for each that was refused."""
    count = 0
    refused: dict[str, str] = {}
    for batch in _batches(to_document(book) for book in books):
        problems = indices.write(target, batch)
        count += len(batch) - len(problems)
        refused |= problems
    return count, refused


def _batches(documents: Iterator[Document]) -> Iterator[list[Document]]:
    while batch := list(islice(documents, BATCH_SIZE)):
        yield batch
