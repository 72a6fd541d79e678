"""What is learned of a file by checking it, and the refusal of one that does not pass."""

from collections.abc import Mapping

from msgspec import Struct

from bookstore.errors import Invalid
from bookstore.events.books import FileKind, Format

MAX_BYTES: Mapping[Format, int] = {"ebook": 100_000_000, "audiobook": 1_000_000_000}
KINDS: Mapping[Format, tuple[FileKind, ...]] = {"ebook": ("epub", "pdf"), "audiobook": ("m4b", "zip")}


class FileRefused(Invalid):
    """The file breaks a rule; the message is for staff."""

    code = "file_refused"

    def __init__(self, message: str, *, rule: str) -> None:
        super().__init__(message, field="upload_id", rule=rule)


class FileFacts(Struct, frozen=True, kw_only=True):
    """The real type of a file, the codes of ONIX list 196 that it states, and its first paragraphs."""

    kind: FileKind
    accessibility: tuple[str, ...] = ()
    sample: tuple[str, ...] = ()
