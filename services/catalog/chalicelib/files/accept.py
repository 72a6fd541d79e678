"""The use cases of files: prepare an upload, have it checked, and make what passes the edition's file."""

from bookstore import clock, correlation, logs
from bookstore.audit import Actor, acting
from bookstore.dynamodb.optimistic import retry_on_conflict
from bookstore.errors import Invalid
from bookstore.events import BookChanged
from bookstore.events.books import Edition
from bookstore.staff import Staff
from chalicelib.books.book import Book, BookNotFound, next_version, to_event
from chalicelib.files.check import check_file
from chalicelib.files.edition_file import new_version, next_file, with_file
from chalicelib.files.facts import MAX_BYTES, FileFacts
from chalicelib.files.upload import FileRequest, FileUpload, Upload, UploadedFile, file_key
from chalicelib.ports import Books, Bucket, Files

OPERATION = "set_edition_file"


def create_upload(isbn: str, *, books: Books, bucket: Bucket) -> FileUpload:
    """Prepare the upload of an edition's file; Invalid for a printed edition."""
    _, edition = find_edition(isbn, books=books)
    return bucket.create_upload(isbn, max_bytes=MAX_BYTES[edition.format])


def request_check(
    isbn: str, request: FileRequest, staff: Staff, *, books: Books, files: Files, bucket: Bucket
) -> Upload:
    """Have an upload checked; one that was sent before is returned as it is now. Invalid when it has not arrived."""
    book, _ = find_edition(isbn, books=books)
    bucket.find_upload(isbn, request.upload_id)
    upload = Upload(
        upload_id=request.upload_id,
        isbn=isbn,
        book_id=book.book_id,
        status="checking",
        at=clock.now(),
        who=staff.id,
        roles=staff.sorted_roles,
        note=request.note,
        correlation_id=correlation.current(),
    )
    return files.add_upload(upload)


def check_upload(upload: Upload, *, books: Books, files: Files, bucket: Bucket) -> None:
    """Check an upload, and make it the edition's file or save why it was refused; a repeat changes nothing."""
    if files.get_upload(upload).status != "checking":
        return
    with correlation.of(upload.correlation_id), acting(Actor(upload.who, upload.roles, OPERATION)):
        try:
            uploaded = bucket.find_upload(upload.isbn, upload.upload_id)
            _, edition = find_edition(upload.isbn, books=books)
            with bucket.open(uploaded) as stream:
                facts = check_file(stream, uploaded.size, isbn=upload.isbn, edition_format=edition.format)
            retry_on_conflict(lambda: _accept(upload, uploaded, facts, books=books, files=files, bucket=bucket))
        except (Invalid, BookNotFound) as refused:
            files.refuse(upload, refused.message)
            logs.warning("file refused", isbn=upload.isbn, upload_id=upload.upload_id, reason=refused.message)
        else:
            logs.info("file accepted", isbn=upload.isbn, upload_id=upload.upload_id, kind=facts.kind)
    bucket.delete_upload(upload.isbn, upload.upload_id)


def find_edition(isbn: str, *, books: Books) -> tuple[Book, Edition]:
    """Find a digital edition and its book; BookNotFound without one, Invalid for a printed one."""
    book_id = books.find_book_id(isbn)
    book = books.get(book_id) if book_id else None
    edition = next((edition for edition in book.editions if edition.isbn == isbn), None) if book else None
    if book is None or edition is None:
        raise BookNotFound("We could not find this edition.", isbn=isbn)
    if not edition.is_digital:
        raise Invalid("A printed edition has no file.", field="isbn", rule="an e-book or audiobook")
    return book, edition


def _accept(
    upload: Upload, uploaded: UploadedFile, facts: FileFacts, *, books: Books, files: Files, bucket: Bucket
) -> None:
    if files.get_upload(upload).status != "checking":
        return
    before, edition = find_edition(upload.isbn, books=books)
    stored = files.find(before.book_id, upload.isbn)
    now = clock.now()
    number = stored.current.version + 1 if stored else 1
    version = new_version(number, facts, size=uploaded.size, object_id=upload.upload_id, note=upload.note, now=now)
    file = next_file(stored, edition, before.book_id, version, facts.sample)
    bucket.publish(uploaded, file_key(before.book_id, upload.isbn, upload.upload_id, facts.kind), facts.kind)
    editions = tuple(with_file(each, file) if each.isbn == upload.isbn else each for each in before.editions)
    book = books.assign_isbns(next_version(before, now, editions=editions))
    books.update(book, before=before, event=to_event(BookChanged, book), also=files.accept_changes(upload, file))
