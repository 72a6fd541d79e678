"""Read the products of an ONIX message one after the other, in memory for one product, whatever the file holds.

No document type is accepted, so a file can define no entity; nothing is fetched; and a product that is larger than any
real one ends the reading before it is in memory. lxml is imported when a file is read: no other function waits for it.
"""

import gzip
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, BinaryIO, Protocol, cast

from bookstore.errors import Invalid
from chalicelib.imports.onix_tags import to_reference_name

GZIP_START = b"\x1f\x8b"
HEAD_BYTES = 65_536  # in which the first element has to begin
MAX_PRODUCT_BYTES = 5_000_000
MAX_BYTES = 4_000_000_000  # of a file without its compression
TIME = re.compile(r"(\d{8})(?:T(\d{2})(\d{2})(\d{2})?(?:\.\d+)?(Z|[+-]\d{2}:?\d{2})?)?")
DOCTYPE = "This file has a document type (<!DOCTYPE …>), which can define entities. Send it without one."


class BrokenFile(Invalid):
    """The file cannot be read to its end; nothing of it was applied."""

    code = "file_broken"


class Source(Protocol):
    """Bytes to read once, from the beginning."""

    def read(self, size: int = -1, /) -> bytes: ...


@dataclass(frozen=True)
class OnixProduct:
    """One product: its number in the file from 1, the line where it begins, its element, and when it was sent."""

    number: int
    line: int
    element: Any
    sent_at: datetime | None


def read_products(source: Source, skip: int = 0) -> Iterator[OnixProduct]:
    """Yield the products behind the first `skip`; an element is valid until the next one is requested.

    Raises BrokenFile, which says where the file is broken and how many products were read before.
    """
    from lxml import etree

    stream = BoundedStream(inflate(source))
    number = 0
    try:
        parser = etree.iterparse(
            cast("Any", stream),
            events=("start", "end"),
            resolve_entities=False,
            load_dtd=False,
            dtd_validation=False,
            no_network=True,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        for number, product in _products(parser, stream):
            if number > skip:
                yield product
    except etree.XMLSyntaxError as error:
        line, column = error.position
        reason = f"The file is broken at line {line}, column {column}, behind {number} whole products: {_reason(error)}"
        raise BrokenFile(reason, line=line, products=number) from error
    if not number:
        raise BrokenFile("The file has no product.")


def _reason(error: Any) -> str:
    """Return the parser's reason without its position, which stands before it."""
    return str(error.msg).partition(", line ")[0]


def _products(parser: Any, stream: "BoundedStream") -> Iterator[tuple[int, OnixProduct]]:
    number, depth, sent_at = 0, 0, None
    for event, element in parser:
        if event == "start":
            depth += 1
            if depth == 1:
                _check_root(element)
            continue
        depth -= 1
        if depth != 1:
            continue
        match to_reference_name(element.tag):
            case "Header":
                sent_at = to_time(_rename(element).findtext("SentDateTime"))
            case "Product":
                number += 1
                stream.mark()
                yield number, OnixProduct(number, element.sourceline, _rename(element), sent_at)
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]


def _check_root(root: Any) -> None:
    if root.getroottree().docinfo.internalDTD is not None:
        raise BrokenFile(DOCTYPE)
    if to_reference_name(root.tag) != "ONIXMessage":
        name = str(root.tag).rpartition("}")[2]
        raise BrokenFile(f"This is no ONIX message: its first element is <{name[:40]}>, not <ONIXMessage>.")
    release = str(root.get("release") or "")
    if release not in {"3.0", "3.1"}:
        given = f"release {release[:10]}" if release else "no release"
        raise BrokenFile(f"ONIX 3.0 and 3.1 can be read; this message names {given}.")


def _rename(element: Any) -> Any:
    """Give an element and all in it their reference names; markup of texts stays as it is."""
    for each in element.iter("*"):
        name = to_reference_name(each.tag)
        if name != each.tag:
            each.tag = name
    return element


def to_time(text: str | None) -> datetime | None:
    """Return a time of ONIX (`20260314T0930Z`, or a day alone), in UTC unless it says otherwise; None for no time."""
    match = TIME.fullmatch((text or "").strip())
    if not match:
        return None
    day, hour, minute, second, zone = match.groups()
    digits = f"{day}{hour or '00'}{minute or '00'}{second or '00'}"
    try:
        offset = "+0000" if zone in {None, "Z"} else zone.replace(":", "")
        return datetime.strptime(f"{digits}{offset}", "%Y%m%d%H%M%S%z").astimezone(UTC)
    except ValueError:
        return None


def inflate(source: Source) -> Source:
    """Return the source, without its compression when it is gzip."""
    head = source.read(2)
    whole = Prefixed(head, source)
    return cast("Source", gzip.GzipFile(fileobj=cast("BinaryIO", whole), mode="rb")) if head == GZIP_START else whole


class Prefixed:
    """A source of which the beginning was read."""

    def __init__(self, head: bytes, rest: Source) -> None:
        self._head, self._rest = head, rest

    def read(self, size: int = -1, /) -> bytes:
        """Read as the source does."""
        if not self._head:
            return self._rest.read(size)
        head, self._head = (self._head, b"") if size < 0 else (self._head[:size], self._head[size:])
        return head + self._rest.read(-1) if size < 0 else head


class BoundedStream:
    """The bytes that the parser reads, refused when a product, or the file, is larger than any real one."""

    def __init__(self, source: Source) -> None:
        self._source, self._head = source, b""
        self._total, self._marked, self._products = 0, 0, 0

    def mark(self) -> None:
        """Note that a product has ended about here."""
        self._marked, self._products = self._total, self._products + 1

    def read(self, size: int = -1, /) -> bytes:
        """Read some bytes; BrokenFile when the compression is broken or a limit is passed."""
        try:
            data = self._source.read(HEAD_BYTES if size < 0 else size)
        except (OSError, EOFError, zlib.error) as error:
            reason = f"The compression (gzip) of this file is broken behind {self._products} whole products: {error}"
            raise BrokenFile(reason, products=self._products) from error
        self._check_head(data)
        self._total += len(data)
        if self._total - self._marked > MAX_PRODUCT_BYTES:
            raise BrokenFile(f"A product is larger than {MAX_PRODUCT_BYTES:,} bytes, or the file is no ONIX message.")
        if self._total > MAX_BYTES:
            raise BrokenFile(f"The file is larger than {MAX_BYTES:,} bytes.")
        return data

    def _check_head(self, data: bytes) -> None:
        """Refuse a document type before the parser sees it; in UTF-16 there is a zero beside each letter."""
        if len(self._head) < HEAD_BYTES:
            self._head += data[: HEAD_BYTES - len(self._head)].replace(b"\0", b"")
            if b"<!DOCTYPE" in self._head or b"<!ENTITY" in self._head:
                raise BrokenFile(DOCTYPE)
