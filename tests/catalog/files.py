"""Files of editions, sound and tampered with, and a bucket that holds them."""

import io
from datetime import timedelta
from typing import Any

from bookstore.errors import Invalid
from chalicelib.files.upload import FileUpload, UploadedFile
from local.sample_data.books import Author, Book, Edition
from local.sample_data.files import epub_parts, make_audio, pack_epub
from tests.catalog.builders import ISBN

UPLOAD_ID = "01JDF5Z8J8T6N2V0Q3W4X5Y6Z7"
SECOND_UPLOAD_ID = "01JDF5Z8J8T6N2V0Q3W4X5Y6Z8"
PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"
M4B = b"\x00\x00\x00\x20ftypM4B \x00\x00\x02\x00" + bytes(64)


def sample_book(**fields: Any) -> Book:
    defaults: dict[str, Any] = {
        "book_id": "emma",
        "title": "Emma",
        "subtitle": None,
        "authors": (Author("jane-austen", "Jane Austen"),),
        "published": 1815,
        "category": "Fiction",
        "language": "en",
        "series": None,
        "first_line": "Emma Woodhouse, handsome, clever, and rich",
        "description": "A matchmaker is matched, and so is everybody whom she left alone.",
        "subjects": (),
        "editions": (),
        "stock": {},
    }
    return Book(**defaults | fields)


def digital_edition(isbn: str = ISBN, kind: str = "ebook") -> Edition:
    return Edition(
        isbn=isbn,
        format=kind,
        price=499,
        pages=320,
        language="en",
        publisher="Catchword Editions",
        released="2024-03-14",
        weight_grams=0,
    )


def parts(isbn: str = ISBN) -> dict[str, bytes]:
    return epub_parts(sample_book(), digital_edition(isbn))


def epub(isbn: str = ISBN, **changed: bytes) -> bytes:
    """Return an EPUB; `changed` replaces parts by their names without folder and ending."""
    names = {name.rpartition("/")[2].partition(".")[0]: name for name in parts(isbn)}
    return pack_epub(parts(isbn) | {names[name]: content for name, content in changed.items()})


def audiobook() -> bytes:
    return make_audio(sample_book())


class FakeBucket:
    """A bucket of uploads and files in memory."""

    lifetime = timedelta(minutes=5)

    def __init__(self, **uploads: bytes) -> None:
        self.uploads = dict(uploads)
        self.files: dict[str, bytes] = {}

    def create_upload(self, isbn: str, *, max_bytes: int) -> FileUpload:
        return FileUpload("https://files.example", {"key": f"uploads/{isbn}/{UPLOAD_ID}"}, UPLOAD_ID)

    def find_upload(self, isbn: str, upload_id: str) -> UploadedFile:
        if upload_id not in self.uploads:
            raise Invalid("This upload has not arrived.", field="upload_id", rule="uploaded before")
        return UploadedFile(upload_id, "v1", len(self.uploads[upload_id]))

    def open(self, upload: UploadedFile) -> Any:
        return io.BytesIO(self.uploads[upload.key])

    def publish(self, upload: UploadedFile, key: str, kind: str) -> None:
        self.files[key] = self.uploads[upload.key]

    def put(self, content: bytes, key: str, kind: str) -> None:
        self.files[key] = content

    def delete_upload(self, isbn: str, upload_id: str) -> None:
        self.uploads.pop(upload_id, None)

    def sign_download(self, key: str, file_name: str) -> str:
        return f"https://files.example/{key}?name={file_name}"
