"""An import from its upload until it is undone: its states, how far it is, and which step may follow which."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Literal

from msgspec import Meta, Struct, structs

from bookstore.errors import Conflict, NotFound
from bookstore.field_types import Moment, Name, whole
from bookstore.staff import Role
from chalicelib.books.book import Book
from chalicelib.imports.provenance import ImportedBook

FileFormat = Literal["onix", "csv"]
State = Literal["waiting", "checking", "checked", "broken", "applying", "applied", "undoing", "undone", "stopped"]
ImportId = Annotated[str, Meta(pattern=whole("[0-9A-HJKMNP-TV-Z]{26}"), description="a ULID")]
RUNNING: dict[State, State] = {"checking": "checked", "applying": "applied", "undoing": "undone"}
ALLOWED: dict[State, tuple[State, ...]] = {
    "checking": ("waiting", "checked", "broken"),
    "applying": ("checked",),
    "undoing": ("applied", "applying"),
}
MAX_ATTEMPTS = 5
INCOMING, UPLOADS = "incoming/", "uploads/"  # prefixes of the bucket: the watched one, and of uploaded files


class ImportNotFound(NotFound):
    """No import has this id."""

    code = "import_unknown"


class ImportNotReady(Conflict):
    """The import is in another state than this step begins with."""

    code = "import_not_ready"


class ImportJob(Struct, frozen=True, kw_only=True):
    """One file and what was done with it.

    `done` of `total` rows are processed by the present step (`total` is null while the file is being checked, whose
    progress is `bytes_read` of `bytes_total`). `counts` are the rows by what applying would do, `outcomes` by what was
    done. `error` says why the file is broken, or why a step was stopped after five attempts; `stopped_step` is then
    the step that can be started once more.
    """

    import_id: str
    name: Name
    format: FileFormat
    key: str
    created_at: Moment
    changed_at: Moment
    state: State = "waiting"
    overwrite: bool = False
    requested_by: str = ""
    roles: tuple[Role, ...] = ()
    done: int = 0
    total: int | None = None
    chunks: int = 0
    position: str = ""
    bytes_read: int = 0
    bytes_total: int = 0
    counts: dict[str, int] = {}
    outcomes: dict[str, int] = {}
    error: str | None = None
    stopped_step: State | None = None
    attempts: int = 0
    holder: str | None = None
    lease_renewed_at: Moment | None = None
    version: int = 1

    @property
    def is_active(self) -> bool:
        """Whether a step of it is to be run."""
        return self.state in RUNNING

    def start(self, step: State, now: datetime, *, requested_by: str, roles: tuple[Role, ...]) -> "ImportJob":
        """Return the import at the start of a step; ImportNotReady unless it may follow the present state.

        A step that was stopped continues where it was.
        """
        if self.state == "stopped" and self.stopped_step == step:
            return self.change(now, state=step, stopped_step=None, error=None, attempts=0)
        if self.state not in ALLOWED[step]:
            raise ImportNotReady(f"This import is {self.state}.", state=self.state, rule=" or ".join(ALLOWED[step]))
        if step == "checking":
            return self.change(
                now, state=step, done=0, total=None, chunks=0, position="", counts={}, error=None, attempts=0
            )
        total = sum(self.counts.values()) if step == "applying" else None
        return self.change(
            now,
            state=step,
            done=0,
            total=total,
            position="",
            outcomes={},
            attempts=0,
            requested_by=requested_by,
            roles=roles,
        )

    def advance(self, now: datetime, outcomes: Mapping[str, int], **fields: object) -> "ImportJob":
        """Return the import with more rows processed: a step that comes forward has not failed."""
        name = "counts" if self.state == "checking" else "outcomes"
        before: dict[str, int] = getattr(self, name)
        counts = {key: before.get(key, 0) + outcomes.get(key, 0) for key in {**before, **outcomes}}
        done = self.done + sum(outcomes.values())
        return self.change(now, done=done, attempts=0, **{name: counts}, **fields)

    def finish(self, now: datetime) -> "ImportJob":
        """Return the import behind the step that it was at."""
        return self.change(now, state=RUNNING[self.state], total=self.done, holder=None, lease_renewed_at=None)

    def stop(self, now: datetime, error: str) -> "ImportJob":
        """Return the import with a step that goes no further until somebody starts it once more."""
        step, changes = self.state, {"holder": None, "lease_renewed_at": None}
        return self.change(now, state="stopped", stopped_step=step, error=error, **changes)

    def change(self, now: datetime, **fields: object) -> "ImportJob":
        """Return the next version."""
        return structs.replace(self, changed_at=now, version=self.version + 1, **fields)


class ImportUpload(Struct, frozen=True):
    """A form to POST the file to `url`: `fields` first, the file last. Then start the check of `import_id`."""

    import_id: str
    url: str
    fields: dict[str, str]


def upload_key(import_id: str) -> str:
    """Return the key of an import's file in the bucket."""
    return f"{UPLOADS}{import_id}"


class BookChange(Struct, frozen=True, kw_only=True):
    """What an import has done to a book: how often it changed it, the versions before the first change (null: there was
    none) and after the last, and what undoing has come to."""

    book_id: str
    title: str
    version_before: int | None
    version_after: int
    changes: int
    undone: str | None = None

    @property
    def is_untouched(self) -> bool:
        """Whether nobody else changed the book between the first and the last change of the import."""
        return self.version_after - (self.version_before or 0) == self.changes


class UndoEntry(Struct, frozen=True, kw_only=True):
    """What an import has done to a book, with the book as it was before, and what imports had written of it by then."""

    change: BookChange
    former: Book | None
    known: ImportedBook
