"""Write books to every target."""

from collections.abc import Iterable, Sequence

from bookstore.dynamodb.optimistic import ConcurrentUpdate
from chalicelib import ports
from chalicelib.books.book import StoredBook
from chalicelib.index.document import IndexDocument, to_documents
from chalicelib.index.targets import IndexTargets, TargetMissing


def project_books(books: Iterable[StoredBook], *, indices: ports.Indices, targets: ports.Targets) -> dict[str, str]:
    """Write the books to every target; return the reason for each book id that is hidden since it cannot be read, or
    since an index will never accept it."""
    documents, refused = to_documents(books)
    if documents:
        for target in ensure_targets(indices=indices, targets=targets).targets:
            refused |= write_to_target(target, documents, indices=indices)
    return refused


def write_to_target(target: str, documents: Sequence[IndexDocument], *, indices: ports.Indices) -> dict[str, str]:
    """Write to one target. Create one that is missing, and raise TargetMissing so that the batch is retried."""
    try:
        return indices.write(target, documents)
    except TargetMissing:
        indices.create(target, with_alias=indices.read_alias() is None)
        raise


def ensure_targets(*, indices: ports.Indices, targets: ports.Targets) -> IndexTargets:
    """Return the targets; before the first book is projected, create the first index. Safe to run concurrently."""
    current = targets.get()
    if current is None:
        current = IndexTargets(1, (indices.index_name(1),))
        indices.create(current.targets[0], with_alias=True)
        try:
            targets.save_next(current)
        except ConcurrentUpdate:
            return ensure_targets(indices=indices, targets=targets)
    return current
