"""The files of the sample data's e-books and audiobooks, made from what the catalogue says of the book.

An e-book is a small EPUB 3 with a title page, the description and the first line; an audiobook is a zip with one second
of silence. The same book gives the same bytes.
"""

import io
from collections.abc import Mapping
from functools import cache
from html import escape
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from local.sample_data.books import Book, Edition

MODIFIED = "2026-01-01T00:00:00Z"
FEATURES = ("tableOfContents", "readingOrder", "structuralNavigation", "displayTransformability")
SUMMARY = "Text only, in reading order, with headings and a table of contents."
SILENT_FRAME = b"\xff\xfb\x10\xc4" + bytes(100)  # MPEG-1 layer III, 32 kbit/s, 44.1 kHz, mono: 26 ms
FRAMES_PER_SECOND = 38
CONTAINER = b"""<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>"""


def make_file(book: Book, edition: Edition) -> bytes:
    """Return the file of a digital edition."""
    return make_audio(book) if edition.format == "audiobook" else pack_epub(epub_parts(book, edition))


def epub_parts(book: Book, edition: Edition) -> dict[str, bytes]:
    """Return the parts of the EPUB by name, `mimetype` first."""
    title = f"<h1>{escape(book.title)}</h1>" + (f"<p>{escape(book.subtitle)}</p>" if book.subtitle else "")
    authors = ", ".join(author.name for author in book.authors)
    opening = f"<h2>How it begins</h2><p>{escape(book.first_line)}</p>" if book.first_line else ""
    chapter = f"<h2>About this book</h2><p>{escape(book.description)}</p>{opening}"
    return {
        "mimetype": b"application/epub+zip",
        "META-INF/container.xml": CONTAINER,
        "OEBPS/book.opf": _package(book, edition),
        "OEBPS/nav.xhtml": _page(book, "Contents", _NAVIGATION, prefix=' xmlns:epub="http://www.idpf.org/2007/ops"'),
        "OEBPS/title.xhtml": _page(
            book, book.title, f"{title}<p>{escape(authors)}</p><p>{escape(edition.publisher)}</p>"
        ),
        "OEBPS/text.xhtml": _page(book, "About this book", chapter),
    }


def pack_epub(parts: Mapping[str, bytes]) -> bytes:
    """Return the parts as an EPUB: `mimetype` comes first and is not packed."""
    return _pack({name: (content, name != "mimetype") for name, content in parts.items()})


def make_audio(book: Book) -> bytes:
    """Return an audiobook of one silent part."""
    return _pack({f"01 {book.book_id}.mp3": (_one_second(), True)})


def _pack(parts: Mapping[str, tuple[bytes, bool]]) -> bytes:
    file = io.BytesIO()
    with ZipFile(file, "w") as archive:
        for name, (content, is_packed) in parts.items():
            method = ZIP_DEFLATED if is_packed else ZIP_STORED
            archive.writestr(ZipInfo(name), content, compress_type=method)
    return file.getvalue()


@cache
def _one_second() -> bytes:
    return SILENT_FRAME * FRAMES_PER_SECOND


def _package(book: Book, edition: Edition) -> bytes:
    creators = "".join(f"<dc:creator>{escape(author.name)}</dc:creator>" for author in book.authors)
    features = "".join(f'<meta property="schema:accessibilityFeature">{name}</meta>' for name in FEATURES)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="isbn" xml:lang="{edition.language}">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="isbn">urn:isbn:{edition.isbn}</dc:identifier>
<dc:title>{escape(book.title)}</dc:title>{creators}
<dc:language>{edition.language}</dc:language><dc:publisher>{escape(edition.publisher)}</dc:publisher>
<meta property="dcterms:modified">{MODIFIED}</meta>
<meta property="schema:accessMode">textual</meta><meta property="schema:accessModeSufficient">textual</meta>
{features}<meta property="schema:accessibilityHazard">none</meta>
<meta property="schema:accessibilitySummary">{SUMMARY}</meta>
</metadata>
<manifest>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="title" href="title.xhtml" media-type="application/xhtml+xml"/>
<item id="text" href="text.xhtml" media-type="application/xhtml+xml"/>
</manifest>
<spine><itemref idref="title"/><itemref idref="text"/></spine>
</package>""".encode()


_NAVIGATION = """<nav epub:type="toc"><h1>Contents</h1><ol><li><a href="title.xhtml">Title</a></li>
<li><a href="text.xhtml">About this book</a></li></ol></nav>"""


def _page(book: Book, title: str, body: str, *, prefix: str = "") -> bytes:
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml"{prefix} lang="{book.language}" xml:lang="{book.language}">
<head><title>{escape(title)}</title></head><body>{body}</body></html>""".encode()
