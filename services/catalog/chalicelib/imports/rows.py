"""Find rows of an import in its chunks."""

from chalicelib.imports.job import ImportJob
from chalicelib.imports.ports import Files
from chalicelib.imports.record import Action, Row

MOST_CHUNKS = 20  # that one request looks through


def find_rows(job: ImportJob, action: Action | None, first: int, *, files: Files) -> tuple[list[Row], int]:
    """Return the rows of an action (None: of all) from chunk `first` on, those of one chunk or of the next ones that
    have any, and the chunk at which the next page starts."""
    for chunk in range(first, min(first + MOST_CHUNKS, job.chunks)):
        rows = [row for row in files.read_rows(job.import_id, chunk) if action in (None, row.action)]
        if rows:
            return rows, chunk + 1
    return [], min(first + MOST_CHUNKS, job.chunks)
