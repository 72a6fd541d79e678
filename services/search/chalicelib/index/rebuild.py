"""Rebuild the index beside the serving one: fill it from the table while changes continue, then switch the alias."""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from bookstore import clock
from bookstore.chunks import to_chunks
from bookstore.dynamodb.table import ScanPosition
from bookstore.read_models.rebuild import run_rebuild
from chalicelib import ports
from chalicelib.books.book import StoredBook
from chalicelib.index.document import to_documents
from chalicelib.index.project import ensure_targets
from chalicelib.index.targets import IndexTargets

CHUNK_SIZE = 200


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
    run, refused = _RebuildRun(indices, targets), dict[str, str]()

    def write(target: str, chunk: Sequence[StoredBook]) -> None:
        refused.update(write_books(target, chunk, indices=indices))

    progress = run_rebuild(run, scan=books.scan_from, write=write, chunk_size=CHUNK_SIZE)
    return RebuildResult(target=run.target, books=progress.written - len(refused), refused=refused)


def write_books(target: str, books: Iterable[StoredBook], *, indices: ports.Indices) -> dict[str, str]:
    """Write the books chunk by chunk; return the reason for each that is hidden since it cannot be read, or since the
    index refuses it."""
    refused: dict[str, str] = {}
    for chunk in to_chunks(books, CHUNK_SIZE):
        documents, reasons = to_documents(chunk)
        refused |= reasons | indices.write(target, documents)
    return refused


class _RebuildRun:
    """A run that fills an index from the first book to the last; the next run after a failure starts again."""

    def __init__(self, indices: ports.Indices, targets: ports.Targets) -> None:
        self._indices, self._targets = indices, targets
        self._is_filling = False
        self.written = 0

    def open(self) -> tuple[str, ScanPosition]:
        """Create an empty index and make it a target beside the serving one."""
        current = start_rebuild(indices=self._indices, targets=self._targets)
        self._current, self._previous, self.target = current, current.targets[0], current.targets[-1]
        self._is_filling = True
        return self.target, ()

    def save_checkpoint(self, count: int, position: ScanPosition) -> None:
        """Count what was written."""
        self.written += count

    def switch(self) -> None:
        """Switch the alias, unless a later rebuild was started, and delete the indices before the previous one."""
        self._is_filling = False
        self._targets.save(self._current)
        self._indices.switch_alias(self.target)
        self._targets.save(IndexTargets(self._current.number, (self.target,)))
        self._indices.delete_other_indices([self._previous, self.target])

    def close(self) -> None:
        """Release the lease of a run that failed, so that the next need not wait until it expires."""
        if self._is_filling:
            self._targets.save(IndexTargets(self._current.number, (self._previous,)))


def start_rebuild(*, indices: ports.Indices, targets: ports.Targets) -> IndexTargets:
    """Create an empty index and save it as a target beside the serving one."""
    number = ensure_targets(indices=indices, targets=targets).number + 1
    target = indices.index_name(number)
    indices.create(target, with_alias=False)
    current = IndexTargets(number, (indices.read_alias() or target, target), clock.now())
    targets.save_next(current)
    return current
