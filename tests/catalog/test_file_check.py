"""An uploaded file is what its content says, opens, and runs nothing."""

import io
import zipfile

import pytest

from chalicelib.files import archive
from chalicelib.files.check import check_file
from chalicelib.files.facts import FileRefused
from local.sample_data.catalogue import load_catalogue
from local.sample_data.files import make_file
from tests.catalog.builders import ISBN, SECOND_ISBN
from tests.catalog.files import M4B, PDF, audiobook, epub, parts

PAGE = b'<html xmlns="http://www.w3.org/1999/xhtml"><body>%s</body></html>'


def check(content, *, isbn=ISBN, edition_format="ebook"):
    return check_file(io.BytesIO(content), len(content), isbn=isbn, edition_format=edition_format)


def zipped(members):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in members:
            packed.writestr(name, content)
    return file.getvalue()


def with_part(name, content):
    file = io.BytesIO(epub())
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(name, content)
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "edition_format", "kind"),
    [(epub(), "ebook", "epub"), (PDF, "ebook", "pdf"), (M4B, "audiobook", "m4b"), (audiobook(), "audiobook", "zip")],
)
def test_the_type_is_found_by_the_content(content, edition_format, kind):
    assert check(content, edition_format=edition_format).kind == kind


def test_an_epub_says_what_it_offers_to_readers_with_a_disability():
    assert check(epub()).accessibility == ("11", "13", "29", "36", "52")


def test_the_sample_is_the_first_pages_as_plain_text():
    sample = check(epub()).sample
    assert sample[:3] == ("Emma", "Jane Austen", "Catchword Editions")
    assert "Emma Woodhouse, handsome, clever, and rich" in sample


def test_a_long_books_sample_is_a_tenth_of_it():
    text = PAGE % b"".join(b"<p>%s</p>" % (b"word " * 40) for _ in range(50))
    assert 600 < sum(map(len, check(epub(text=text)).sample)) <= 1_010


def test_every_file_of_the_sample_data_passes_and_has_a_first_page():
    books = load_catalogue()[:40]
    digital = [(book, edition) for book in books for edition in book.editions if not edition.is_printed]
    for book, edition in digital:
        facts = check(make_file(book, edition), isbn=edition.isbn, edition_format=edition.format)
        assert bool(facts.sample) is (edition.format == "ebook")


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b"", "not empty"),
        (b"MZ\x90\x00 a program", "an EPUB or a PDF"),
        (zipped([("setup.exe", b"MZ")]), "an EPUB or a PDF"),
        (audiobook(), "an EPUB or a PDF"),
        (epub()[:-40], "a complete file"),
        (epub(isbn=SECOND_ISBN), "the edition's ISBN"),
        (epub(text=PAGE % b"<script>alert(1)</script>"), "no scripts"),
        (epub(text=PAGE % b'<p onclick="alert(1)">x</p>'), "no scripts"),
        (epub(text=PAGE % b'<a href=" java&#10;script:alert(1)">x</a>'), "no scripts"),
        (epub(text=PAGE % b'<iframe src="x.xhtml"/>'), "no scripts"),
        (epub(text=b'<!DOCTYPE a [<!ENTITY b "bbbb">]>' + PAGE % b"<p>&b;</p>"), "no entities"),
        (epub(text=PAGE % b"<p>"), "well-formed XML"),
        (epub(container=b"<container/>"), "complete"),
        (epub(book=parts()["OEBPS/book.opf"].replace(b"text.xhtml", b"lost.xhtml")), "complete"),
        (epub(book=parts()["OEBPS/book.opf"].replace(b"dc:language", b"dc:x")), "dc:language"),
        (
            epub(book=parts()["OEBPS/book.opf"].replace(b'idref="text"', b'idref="x"')),
            "a spine of the manifest's items",
        ),
        (with_part("OEBPS/extra.js", b"alert(1)"), "no scripts"),
        (with_part("OEBPS/unlisted.xhtml", PAGE % b"<script/>"), "no scripts"),
        (with_part("../outside.xhtml", b"x"), "relative names"),
        (with_part("/etc/passwd", b"x"), "relative names"),
        (with_part("C:\\windows.xhtml", b"x"), "relative names"),
        (with_part("OEBPS/TEXT.xhtml", PAGE % b"x"), "unique names"),
        (with_part("bomb.css", bytes(20_000_000)), "at most 200 times its size"),
        (with_part("META-INF/encryption.xml", b'<e><EncryptionMethod Algorithm="drm"/></e>'), "not encrypted"),
        (PDF.replace(b"%%EOF", b""), "a complete file"),
        (PDF.replace(b"/Root", b"/Encrypt 2 0 R /Root"), "not encrypted"),
        (PDF.replace(b"/Catalog", b"/Catalog /OpenAction << /S /J#61vaScript >>"), "no scripts"),
    ],
)
def test_a_file_that_breaks_a_rule_is_refused_by_it(content, rule):
    with pytest.raises(FileRefused) as refused:
        check(content)
    assert refused.value.details == {"field": "upload_id", "rule": rule}


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (epub(), "an M4B, or a zip of MP3 or M4B parts"),
        (zipped([("01.mp3", b"MZ a program")]), "MP3, M4B, JPEG or PNG parts"),
        (zipped([("run.exe", b"ID3")]), "MP3, M4B, JPEG or PNG parts"),
        (zipped([("cover.jpg", b"\xff\xd8\xff")]), "at least one MP3 or M4B part"),
    ],
)
def test_an_audiobook_has_audio_and_nothing_else(content, rule):
    with pytest.raises(FileRefused) as refused:
        check(content, edition_format="audiobook")
    assert refused.value.details["rule"] == rule


def test_a_script_that_is_packed_in_a_pdf_is_found():
    import zlib

    packed = zlib.compress(b"<< /S /JavaScript /JS (app.alert) >>")
    hidden = b"2 0 obj\n<< /Type /ObjStm /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream\nendobj\n%%%%EOF"
    with pytest.raises(FileRefused) as refused:
        check(PDF + hidden % (len(packed), packed))
    assert refused.value.details["rule"] == "no scripts"


def test_an_encrypted_part_is_refused():
    content = bytearray(epub())
    start = content.rfind(b"PK\x01\x02")
    content[start + 8] |= 1  # the flag of the last part in the directory
    with pytest.raises(FileRefused) as refused:
        check(bytes(content))
    assert refused.value.details["rule"] == "not encrypted"


def test_a_file_that_is_too_big_is_refused_before_it_is_read():
    with pytest.raises(FileRefused) as refused:
        check_file(io.BytesIO(b""), 100_000_001, isbn=ISBN, edition_format="ebook")
    assert refused.value.details["rule"] == "at most 100 MB"


def test_a_directory_of_too_many_parts_is_refused_before_it_is_read(monkeypatch):
    monkeypatch.setattr(archive, "MAX_MEMBERS", 3)
    monkeypatch.setattr(archive, "ZipFile", None)
    with pytest.raises(FileRefused, match="too many parts"):
        check(epub())


def test_fonts_may_be_obfuscated():
    fonts = b'<e><EncryptionMethod Algorithm="http://www.idpf.org/2008/embedding"/></e>'
    assert check(with_part("META-INF/encryption.xml", fonts)).kind == "epub"


def test_a_named_entity_of_html_is_read_as_its_character():
    page = b'<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd">'
    text = page + PAGE % b"<p>caf&eacute;</p>"
    assert "café" in check(epub(text=text)).sample
