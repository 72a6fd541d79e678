"""What staff do with an import: upload a file, check, apply and undo it."""

from ulid import ULID

from bookstore import clock
from bookstore.staff import Staff
from chalicelib.imports.job import FileFormat, ImportJob, ImportUpload, State, upload_key
from chalicelib.imports.ports import Files, Imports, Runner


def create_import(
    name: str, kind: FileFormat, *, overwrite: bool, staff: Staff, files: Files, imports: Imports
) -> ImportUpload:
    """Create an import and a form by which its file is uploaded."""
    import_id, now = str(ULID()), clock.now()
    job = ImportJob(
        import_id=import_id,
        name=name,
        format=kind,
        key=upload_key(import_id),
        created_at=now,
        changed_at=now,
        overwrite=overwrite,
        requested_by=staff.id,
        roles=staff.sorted_roles,
    )
    upload = files.create_upload(import_id)
    imports.save(job, before=None, audited=True)
    return upload


def start_step(import_id: str, step: State, *, staff: Staff, imports: Imports, runner: Runner) -> ImportJob:
    """Start a step, which runs without the request; ImportNotReady in a state in which it cannot begin."""
    job = imports.get(import_id)
    started = job.start(step, clock.now(), requested_by=staff.id, roles=staff.sorted_roles)
    imports.save(started, before=job, audited=True)
    runner.start()
    return started
