"""Run the steps of imports that staff have started, one import after the other, each from its last checkpoint on."""

from dataclasses import dataclass

from ulid import ULID

from bookstore import clock, correlation, logs
from bookstore.audit import Actor, acting
from bookstore.dynamodb.optimistic import ConcurrentUpdate
from bookstore.jobs import IsLate, report_unfinished
from chalicelib.imports.apply import apply_rows
from chalicelib.imports.check import check_file
from chalicelib.imports.job import INCOMING, MAX_ATTEMPTS, FileFormat, ImportJob, State, upload_key
from chalicelib.imports.ports import Files, Imports
from chalicelib.imports.undo import undo_import
from chalicelib.ports import Books

OPERATIONS: dict[State, str] = {"checking": "check_import", "applying": "apply_import", "undoing": "undo_import"}
WATCHED = "watched folder"  # who an import comes from that no member of staff has uploaded


@dataclass
class _Lease:
    """The import as this run saved it last: a run whose lease was taken over is refused at its next checkpoint."""

    job: ImportJob
    imports: Imports

    def save(self, job: ImportJob) -> ImportJob:
        """Save a checkpoint, and renew the lease while a step is at work."""
        now = clock.now()
        leased = job.change(now, lease_renewed_at=now) if job.is_active else job
        self.imports.save(leased, before=self.job)
        self.job = leased
        return leased

    def release(self) -> None:
        """Let the next run continue at once."""
        if self.job.is_active:
            self.imports.save(self.job.change(clock.now(), holder=None, lease_renewed_at=None), before=self.job)


def run_imports(*, files: Files, imports: Imports, books: Books, is_late: IsLate) -> int:
    """Run what is to be run until all is done or the time is short; return how many imports were worked on."""
    register_incoming(files=files, imports=imports)
    ids = imports.list_active()
    worked = [
        import_id
        for import_id in ids
        if not is_late()
        and _run_step(imports.get(import_id), files=files, imports=imports, books=books, is_late=is_late)
    ]
    if is_late():
        report_unfinished("run_imports", len(worked), 0)
    return len(worked)


def _run_step(job: ImportJob, *, files: Files, imports: Imports, books: Books, is_late: IsLate) -> bool:
    """Run the present step of an import; return whether this run had its lease."""
    leased = imports.acquire(job, str(ULID()), clock.now()) if job.is_active else None
    if leased is None:
        return False
    lease = _Lease(leased, imports)
    if leased.attempts > MAX_ATTEMPTS:
        lease.save(leased.stop(clock.now(), f"Stopped after {MAX_ATTEMPTS} attempts that came no further."))
        logs.warning("import stopped", import_id=job.import_id, step=job.state)
        return True
    actor = Actor(job.requested_by or WATCHED, job.roles, OPERATIONS[job.state])
    with acting(actor), correlation.of(f"import-{job.import_id}"):
        try:
            _step(lease, files=files, imports=imports, books=books, is_late=is_late)
        except ConcurrentUpdate:
            logs.warning("import lease lost", import_id=job.import_id)
            return True
        except Exception:
            lease.release()
            raise
        lease.release()
    logs.info("import step ended", import_id=job.import_id, state=lease.job.state, done=lease.job.done)
    return True


def _step(lease: _Lease, *, files: Files, imports: Imports, books: Books, is_late: IsLate) -> None:
    match lease.job.state:
        case "checking":
            check_file(lease.job, files=files, imports=imports, save=lease.save, is_late=is_late)
        case "applying":
            apply_rows(lease.job, files=files, imports=imports, books=books, save=lease.save, is_late=is_late)
        case "undoing":
            undo_import(lease.job, imports=imports, books=books, save=lease.save, is_late=is_late)


def register_incoming(*, files: Files, imports: Imports) -> None:
    """Make an import of each file under the watched prefix, and check it; nothing is applied unless staff say so.

    The file is moved first: one that was moved and not registered is still among the uploads, under the id in the log.
    """
    for key in files.list_incoming():
        import_id, now = str(ULID()), clock.now()
        logs.info("import file arrived", import_id=import_id, key=key)
        files.claim(key, import_id)
        name = key.removeprefix(INCOMING)
        job = ImportJob(
            import_id=import_id,
            name=name[:300],
            format=to_format(name),
            key=upload_key(import_id),
            created_at=now,
            changed_at=now,
            state="checking",
            requested_by=WATCHED,
        )
        imports.save(job, before=None)


def to_format(name: str) -> FileFormat:
    """Return the format that a file's name says; ONIX unless it says CSV."""
    return "csv" if name.lower().removesuffix(".gz").endswith(".csv") else "onix"
