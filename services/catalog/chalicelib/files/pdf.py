"""Check a PDF: that it is complete, not encrypted, and starts nothing. Source: ISO 32000-1, 7.5 and 12.6."""

import re
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from chalicelib.files.facts import FileFacts, FileRefused

MAX_UNPACKED = 200_000_000
HEADER, TRAILER, TRAILER_BYTES = b"%PDF-", b"%%EOF", 2_048
OBJECT_STREAM = re.compile(rb"/ObjStm\b(.{0,2000}?)stream\r?\n(.*?)endstream", re.DOTALL)
ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
REFUSED = {
    rb"/Encrypt\b": ("The PDF is encrypted.", "not encrypted"),
    rb"/(?:JavaScript|JS)\b": ("The PDF has a script.", "no scripts"),
    rb"/Launch\b": ("The PDF starts a program.", "no scripts"),
    rb"/EmbeddedFile\b": ("The PDF has other files in it.", "no embedded files"),
}


def is_pdf(head: bytes) -> bool:
    """Check the first bytes."""
    return head.startswith(HEADER)


def check_pdf(stream: BinaryIO) -> FileFacts:
    """Return the facts of a PDF; FileRefused names the first rule it breaks."""
    stream.seek(0)
    content = stream.read()
    if TRAILER not in content[-TRAILER_BYTES:]:
        raise FileRefused("The PDF is not complete.", rule="a complete file")
    for part in (content, *_object_streams(content)):
        names = ESCAPE.sub(lambda match: bytes([int(match[1], 16)]), part) if b"#" in part else part
        for pattern, (message, rule) in REFUSED.items():
            if re.search(pattern, names):
                raise FileRefused(message, rule=rule)
    return FileFacts(kind="pdf")


def _object_streams(content: bytes) -> Iterator[bytes]:
    """Yield what is packed in object streams, in which names can hide."""
    left = MAX_UNPACKED
    for dictionary, packed in (match.groups() for match in OBJECT_STREAM.finditer(content)):
        if b"/Filter" not in dictionary:
            continue  # its names are seen in the file itself
        try:
            unpacked = zlib.decompressobj().decompress(packed, left)
        except zlib.error as error:
            raise FileRefused("The PDF is damaged.", rule="a complete file") from error
        left -= len(unpacked)
        if left <= 0:
            raise FileRefused("The PDF unpacks to too much.", rule=f"at most {MAX_UNPACKED // 1_000_000} MB unpacked")
        yield unpacked
