"""Open zip files of unknown origin: their names, their number, and what they unpack to are bounded first."""

import zlib
from struct import unpack_from
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from chalicelib.files.facts import FileRefused

MAX_MEMBERS = 5_000
MAX_DIRECTORY_BYTES = 2_000_000
MAX_RATIO, SMALL_BYTES = 200, 1_000_000  # text packs ten to one; a small member may be what it likes
END_RECORD_BYTES, MAX_COMMENT_BYTES, LOCATOR_BYTES = 22, 65_535, 20
END_RECORD, ZIP64_LOCATOR = b"PK\x05\x06", b"PK\x06\x07"
ENCRYPTED, LINK, FILE_TYPE = 0x1, 0o120000, 0o170000
UNREADABLE = (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError)


def open_archive(stream: BinaryIO, size: int, *, max_unpacked: int) -> ZipFile:
    """Open a zip file; FileRefused when it is damaged, encrypted, a bomb, or has a member that would leave a folder."""
    _check_directory(stream, size)
    try:
        archive = ZipFile(stream)
    except UNREADABLE as error:
        raise _damaged() from error
    members = archive.infolist()
    if len(members) > MAX_MEMBERS:
        raise FileRefused("The file has too many parts.", rule=f"at most {MAX_MEMBERS:,} parts")
    for member in members:
        _check_member(member)
    if len({member.filename.casefold() for member in members}) < len(members):
        raise FileRefused("Two parts of the file have the same name.", rule="unique names")
    if sum(member.file_size for member in members) > max_unpacked:
        megabytes = max_unpacked // 1_000_000
        raise FileRefused("The file unpacks to too much.", rule=f"at most {megabytes:,} MB unpacked")
    return archive


def read_member(archive: ZipFile, name: str, *, limit: int) -> bytes:
    """Read a whole part of at most `limit` bytes, its checksum compared; FileRefused when that is not possible."""
    try:
        member = archive.getinfo(name)
    except KeyError as error:
        raise FileRefused(f"The file lacks its part {name}.", rule="complete") from error
    if member.file_size > limit:
        raise FileRefused(f"The part {name} is too large.", rule=f"at most {limit:,} bytes")
    return _read(archive, member, limit)


def read_head(archive: ZipFile, member: ZipInfo, count: int) -> bytes:
    """Read the first bytes of a part."""
    return _read(archive, member, count)


def _read(archive: ZipFile, member: ZipInfo, count: int) -> bytes:
    try:
        with archive.open(member) as part:
            return part.read(count)
    except UNREADABLE as error:
        raise _damaged() from error


def _check_directory(stream: BinaryIO, size: int) -> None:
    """Bound the list of parts before zipfile reads all of it. Source: APPNOTE.TXT 4.3.16; zip64 is not needed here."""
    stream.seek(max(0, size - END_RECORD_BYTES - MAX_COMMENT_BYTES - LOCATOR_BYTES))
    tail = stream.read()
    end = tail.rfind(END_RECORD)
    if end < 0 or len(tail) < end + END_RECORD_BYTES:
        raise _damaged()
    count, directory_bytes = unpack_from("<HI", tail, end + 10)
    if count > MAX_MEMBERS or directory_bytes > MAX_DIRECTORY_BYTES or tail[:end].rfind(ZIP64_LOCATOR) >= 0:
        raise FileRefused("The file has too many parts.", rule=f"at most {MAX_MEMBERS:,} parts")
    stream.seek(0)


def _check_member(member: ZipInfo) -> None:
    if member.flag_bits & ENCRYPTED:
        raise FileRefused("The file is encrypted.", rule="not encrypted")
    if member.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
        raise FileRefused("The file is packed in a way that few devices can open.", rule="stored or deflated")
    if not _is_safe_name(member):
        raise FileRefused("A part of the file has a name that leaves its folder.", rule="relative names")
    if member.file_size > max(SMALL_BYTES, member.compress_size * MAX_RATIO):
        raise FileRefused("The file unpacks to too much.", rule=f"at most {MAX_RATIO} times its size")


def _is_safe_name(member: ZipInfo) -> bool:
    name = member.orig_filename
    is_link = (member.external_attr >> 16) & FILE_TYPE == LINK
    is_plain = name.isprintable() and "\\" not in name and ":" not in name
    return is_plain and not is_link and not name.startswith("/") and ".." not in name.split("/")


def _damaged() -> FileRefused:
    return FileRefused("The file is damaged, or is not what its type says.", rule="a complete file")
