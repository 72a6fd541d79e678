"""Check an uploaded file by its content, whatever its name says."""

from typing import BinaryIO

from bookstore.events.books import FileKind, Format
from chalicelib.files.audio import check_audio_zip, is_m4b, is_zip
from chalicelib.files.epub import check_epub, is_epub
from chalicelib.files.facts import KINDS, MAX_BYTES, FileFacts, FileRefused
from chalicelib.files.pdf import check_pdf, is_pdf

HEAD_BYTES = 64
EXPECTED = {"ebook": "an EPUB or a PDF", "audiobook": "an M4B, or a zip of MP3 or M4B parts"}


def check_file(stream: BinaryIO, size: int, *, isbn: str, edition_format: Format) -> FileFacts:
    """Return what the file of an edition is; FileRefused names the first rule it breaks."""
    if not size:
        raise FileRefused("The file is empty.", rule="not empty")
    if size > MAX_BYTES[edition_format]:
        megabytes = MAX_BYTES[edition_format] // 1_000_000
        raise FileRefused(f"The file is larger than {megabytes:,} MB.", rule=f"at most {megabytes:,} MB")
    kind = find_kind(stream.read(HEAD_BYTES))
    if kind not in KINDS[edition_format]:
        expected = EXPECTED[edition_format]
        raise FileRefused(f"The file of this edition has to be {expected}.", rule=expected)
    stream.seek(0)
    if kind == "epub":
        return check_epub(stream, size, isbn=isbn)
    if kind == "pdf":
        return check_pdf(stream)
    return check_audio_zip(stream, size) if kind == "zip" else FileFacts(kind="m4b")


def find_kind(head: bytes) -> FileKind | None:
    """Return the real type by the first bytes; None for anything the shop does not sell."""
    if is_epub(head):
        return "epub"
    if is_pdf(head):
        return "pdf"
    if is_m4b(head):
        return "m4b"
    return "zip" if is_zip(head) else None
