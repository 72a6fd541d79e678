"""Check an EPUB: that it opens, is of this edition, and runs nothing. Source: EPUB 3.3 (W3C), OPF 2.0.1 (IDPF)."""

import posixpath
import re
from collections.abc import Iterator
from typing import BinaryIO
from urllib.parse import unquote
from xml.etree.ElementTree import Element
from zipfile import ZipFile

from msgspec import Struct

from chalicelib.files.accessibility import to_codes
from chalicelib.files.archive import open_archive, read_member
from chalicelib.files.facts import FileFacts, FileRefused
from chalicelib.files.markup import check_no_scripts, find_all, parse_markup, text_of
from chalicelib.files.sample import cut_sample

MIMETYPE = b"application/epub+zip"
MAX_UNPACKED, MAX_DOCUMENT = 500_000_000, 5_000_000
DOCUMENTS = frozenset({"application/xhtml+xml", "image/svg+xml", "application/x-dtbook+xml", "text/html"})
DOCUMENT_NAMES = (".xhtml", ".html", ".htm", ".svg")
SCRIPT_NAMES = (".js", ".mjs")
FONT_OBFUSCATION = frozenset({"http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"})
ISBN_13 = re.compile(r"97[89][0-9]{10}")
BLOCKS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "p"})


class Package(Struct, frozen=True, kw_only=True):
    """The package document: where it is, its root, and the manifest's items by id, each with its path and type."""

    path: str
    root: Element
    items: dict[str, tuple[str, str, str]]


def is_epub(head: bytes) -> bool:
    """Check the first bytes: the first part of the zip is `mimetype`, neither packed nor padded."""
    return head[30:38] == b"mimetype" and head[38:58] == MIMETYPE


def check_epub(stream: BinaryIO, size: int, *, isbn: str) -> FileFacts:
    """Return what the EPUB says of itself; FileRefused names the first rule it breaks."""
    with open_archive(stream, size, max_unpacked=MAX_UNPACKED) as archive:
        if read_member(archive, "mimetype", limit=len(MIMETYPE)) != MIMETYPE:
            raise FileRefused("This is no EPUB.", rule="mimetype application/epub+zip")
        _check_encryption(archive)
        package = _read_package(archive)
        _check_isbn(package.root, isbn)
        documents = dict(_read_documents(archive, package))
        for name, root in documents.items():
            check_no_scripts(root, name)
        spine = _spine(package, documents)
        return FileFacts(kind="epub", accessibility=_accessibility(package.root), sample=cut_sample(_paragraphs(spine)))


def _check_encryption(archive: ZipFile) -> None:
    """Refuse rights management: fonts alone may be obfuscated."""
    name = "META-INF/encryption.xml"
    if name in archive.namelist():
        root = parse_markup(read_member(archive, name, limit=MAX_DOCUMENT), name)
        methods = {method.get("Algorithm") for method in find_all(root, "EncryptionMethod")}
        if not methods <= FONT_OBFUSCATION:
            raise FileRefused("The file is encrypted.", rule="not encrypted")


def _read_package(archive: ZipFile) -> Package:
    name = "META-INF/container.xml"
    container = parse_markup(read_member(archive, name, limit=MAX_DOCUMENT), name)
    path = next((file.get("full-path", "") for file in find_all(container, "rootfile")), "")
    root = parse_markup(read_member(archive, path, limit=MAX_DOCUMENT), path)
    for tag in ("title", "identifier", "language"):
        if not any(text_of(element) for element in find_all(root, tag)):
            raise FileRefused(f"The EPUB does not state its {tag}.", rule=f"dc:{tag}")
    return Package(path=path, root=root, items=dict(_manifest(archive, root, posixpath.dirname(path))))


def _manifest(archive: ZipFile, root: Element, folder: str) -> Iterator[tuple[str, tuple[str, str, str]]]:
    names = set(archive.namelist())
    for item in find_all(root, "item"):
        path = posixpath.normpath(posixpath.join(folder, unquote(item.get("href", ""))))
        if path not in names:
            raise FileRefused(f"The file lacks its part {path}.", rule="complete")
        properties = item.get("properties", "")
        if "scripted" in properties.split() or "script" in item.get("media-type", ""):
            raise FileRefused(f"The part {path} has a script.", rule="no scripts")
        yield item.get("id", ""), (path, item.get("media-type", ""), properties)


def _check_isbn(root: Element, isbn: str) -> None:
    identifiers = [re.sub(r"[\s-]", "", text_of(element)) for element in find_all(root, "identifier")]
    named = {match[0] for identifier in identifiers for match in ISBN_13.finditer(identifier)}
    if named and isbn not in named:
        raise FileRefused(f"This file is of {', '.join(sorted(named))}, not of {isbn}.", rule="the edition's ISBN")


def _read_documents(archive: ZipFile, package: Package) -> Iterator[tuple[str, Element]]:
    """Yield every document that a reading system may show, listed in the package or not."""
    named = [path for path, kind, _ in package.items.values() if kind in DOCUMENTS]
    for name in archive.namelist():
        if name.lower().endswith(SCRIPT_NAMES):
            raise FileRefused(f"The part {name} is a script.", rule="no scripts")
    others = [name for name in archive.namelist() if name.lower().endswith(DOCUMENT_NAMES)]
    for name in dict.fromkeys([*named, *others]):
        yield name, parse_markup(read_member(archive, name, limit=MAX_DOCUMENT), name)


def _spine(package: Package, documents: dict[str, Element]) -> list[Element]:
    """Return the documents in the order of reading, without the table of contents."""
    references = [reference.get("idref", "") for reference in find_all(package.root, "itemref")]
    if not references or not all(reference in package.items for reference in references):
        raise FileRefused("The EPUB does not say in which order it is read.", rule="a spine of the manifest's items")
    items = [package.items[reference] for reference in references]
    return [documents[path] for path, _, properties in items if path in documents and "nav" not in properties.split()]


def _paragraphs(documents: list[Element]) -> Iterator[str]:
    for root in documents:
        yield from (text for block in root.iter() if block.tag in BLOCKS and (text := text_of(block)))


def _accessibility(root: Element) -> tuple[str, ...]:
    def stated(name: str) -> list[str]:
        metas = [meta for meta in find_all(root, "meta") if name in {meta.get("property"), meta.get("name")}]
        links = [link.get("href", "") for link in find_all(root, "link") if name in link.get("rel", "").split()]
        return [meta.get("content") or text_of(meta) for meta in metas] + links

    names = ("schema:accessibilityFeature", "schema:accessModeSufficient", "dcterms:conformsTo")
    return to_codes(*(stated(name) for name in names))
