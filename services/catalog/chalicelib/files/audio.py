"""Check the files of audiobooks: one M4B, or a zip of MP3 or M4B parts with a cover."""

from typing import BinaryIO

from bookstore.events.books import MAX_FILE_BYTES
from chalicelib.files.archive import open_archive, read_head
from chalicelib.files.facts import FileFacts, FileRefused

BRANDS = frozenset({b"M4B ", b"M4A ", b"mp41", b"mp42", b"isom", b"iso2"})
PICTURES = {".jpg": b"\xff\xd8\xff", ".jpeg": b"\xff\xd8\xff", ".png": b"\x89PNG\r\n\x1a\n"}
ZIP = b"PK\x03\x04"
HEAD_BYTES = 16


def is_m4b(head: bytes) -> bool:
    """Check the first bytes. Source: ISO/IEC 14496-12, 4.3."""
    return head[4:8] == b"ftyp" and head[8:12] in BRANDS


def is_zip(head: bytes) -> bool:
    """Check the first bytes."""
    return head.startswith(ZIP)


def check_audio_zip(stream: BinaryIO, size: int) -> FileFacts:
    """Return the facts of a zip of audio; FileRefused when a part is neither audio nor a cover."""
    with open_archive(stream, size, max_unpacked=MAX_FILE_BYTES) as archive:
        parts = [member for member in archive.infolist() if not member.is_dir()]
        for member in parts:
            if not _is_allowed(member.filename.lower(), read_head(archive, member, HEAD_BYTES)):
                raise FileRefused(
                    f"The part {member.filename} is neither audio nor a cover.", rule="MP3, M4B, JPEG or PNG parts"
                )
    if not any(member.filename.lower().endswith((".mp3", ".m4b", ".m4a")) for member in parts):
        raise FileRefused("The file has no audio.", rule="at least one MP3 or M4B part")
    return FileFacts(kind="zip")


def _is_allowed(name: str, head: bytes) -> bool:
    if name.endswith(".mp3"):
        return head.startswith(b"ID3") or (head[:1] == b"\xff" and head[1:2] >= b"\xe0")
    if name.endswith((".m4b", ".m4a")):
        return is_m4b(head)
    return any(name.endswith(suffix) and head.startswith(prefix) for suffix, prefix in PICTURES.items())
