"""`python -m bench.onix`: import a generated ONIX file of 50,000 products: time and memory of its check, its
application, the same file once more, and its undoing. Each step is ended every half minute, as a function's time ends,
and continues from its checkpoint.
"""

import resource
import tempfile
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.service import open_service, print_figure
from bench.tiny import add_tiny_option

PRODUCTS, TINY_PRODUCTS = 50_000, 120
STEP_SECONDS = 30.0
MOST_MEMORY = 512  # megabytes, as the function has
SETTINGS = {
    "EVENT_BUS": "bus",
    "PARKED_URL": "parked",
    "COVERS_BUCKET": "covers",
    "IMPORTS_BUCKET": "imports",
    "FILES_BUCKET": "files",
}
WHO = "bench"


def main() -> None:
    """Print the figures; fail when the import takes more memory than its function has, or loses a product."""
    parser = ArgumentParser(prog="python -m bench.onix", description=__doc__)
    parser.add_argument("--products", type=int, help="how many; 50,000 unless it is said")
    parser.add_argument("--check-only", action="store_true", help="do not apply what was checked")
    add_tiny_option(parser)
    options = parser.parse_args()
    products = options.products or (TINY_PRODUCTS if options.tiny else PRODUCTS)
    with open_service("catalog", **SETTINGS), tempfile.TemporaryDirectory() as folder:
        measure(products, Path(folder), check_only=options.check_only)


def measure(products: int, folder: Path, *, check_only: bool) -> None:
    """Import a file of so many products, import it once more, and undo the first import."""
    from chalicelib.imports.repository import import_repository

    imports, files = import_repository(), _files(folder)
    first, second = ("01JDF5Z8J8T6N2V0Q3W4X5Y6Z7", "01JDF5Z8J8T6N2V0Q3W4X5Y6Z8")
    path = folder / "uploads" / first
    path.parent.mkdir()
    write_message(path, products)
    path.with_name(second).hardlink_to(path)
    print_figure("products, and megabytes of the file", f"{products:,}, {path.stat().st_size / 1e6:.0f}")
    assert _run(first, "checking", files)["counts"] == {"add": products // 2, "add_edition": products // 2}  # noqa: S101
    if not check_only:
        done = _run(first, "applying", files)["outcomes"]
        assert done == {"add": products // 2, "add_edition": products // 2}  # noqa: S101
        assert _run(second, "checking", files)["counts"] == {"same": products}  # noqa: S101
        assert _run(second, "applying", files)["outcomes"] == {"same": products}  # noqa: S101
        assert _run(first, "undoing", files)["outcomes"] == {"withdrawn": products // 2}  # noqa: S101
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print_figure("memory of the whole process at its highest", f"{memory} MB (at most {MOST_MEMORY})")
    assert memory <= MOST_MEMORY  # noqa: S101
    assert len(imports.list_active()) == 0  # noqa: S101


def _run(import_id: str, step: Any, files: Any) -> dict[str, Any]:
    from msgspec import to_builtins

    from bookstore import clock
    from chalicelib.books.repository import book_repository
    from chalicelib.imports.job import ImportJob, ImportNotFound, upload_key
    from chalicelib.imports.repository import import_repository
    from chalicelib.imports.run import run_imports

    imports, now, started = import_repository(), clock.now(), time.perf_counter()
    try:
        before = imports.get(import_id)
    except ImportNotFound:
        key = upload_key(import_id)
        before = ImportJob(import_id=import_id, name=WHO, format="onix", key=key, created_at=now, changed_at=now)
        imports.save(before, before=None)
    imports.save(before.start(step, now, requested_by=WHO, roles=()), before=before)
    runs = 0
    while imports.list_active():
        late = time.perf_counter() + STEP_SECONDS
        run_imports(
            files=files,
            imports=imports,
            books=book_repository(),
            is_late=lambda late=late: time.perf_counter() > late,
        )
        runs += 1
    seconds, job = time.perf_counter() - started, imports.get(import_id)
    rate = f"{job.done / seconds:,.0f} a second, {runs} runs"
    print_figure(f"{step}: {job.done:,}", f"{seconds:.1f} s, {rate}")
    return dict(to_builtins(job))


def _files(folder: Path) -> Any:
    from chalicelib.imports.files import ImportFiles

    return ImportFiles("imports", FolderObjects(folder))


class FolderObjects:
    """S3's client on a folder, as far as imports use it: a file is never in memory as a whole."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def head_object(self, *, Bucket: str, Key: str) -> dict[str, Any]:
        """Return the size."""
        return {"ContentLength": (self._folder / Key).stat().st_size}

    def get_object(self, *, Bucket: str, Key: str, Range: str = "bytes=0-") -> dict[str, Any]:
        """Return a stream of a range."""
        first, last = Range.removeprefix("bytes=").split("-")
        return {"Body": _Range(self._folder / Key, int(first), int(last) + 1 if last else None)}

    def put_object(self, *, Bucket: str, Key: str, Body: bytes) -> None:
        """Write an object."""
        path = self._folder / Key
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(Body)

    def list_objects_v2(self, *, Bucket: str, Prefix: str) -> dict[str, Any]:
        """Return that nothing has arrived."""
        return {}


class _Range:
    def __init__(self, path: Path, first: int, end: int | None) -> None:
        self._path, self._first, self._end = path, first, end

    def read(self) -> bytes:
        with self._path.open("rb") as file:
            file.seek(self._first)
            return file.read(-1 if self._end is None else self._end - self._first)


def write_message(path: Path, products: int) -> None:
    """Write a message of so many products: each two of them are the editions of one work."""
    from tests.catalog.onix_files import message

    head, tail = message().split(b"\n\n")
    with path.open("wb") as file:
        file.write(head)
        for text in _products(products):
            file.write(text.encode())
        file.write(tail)


def _products(products: int) -> Iterator[str]:
    from tests.catalog.onix_files import price, product

    words = "A generated book about a place where nobody has been and somebody wants to go. " * 12
    for number in range(0, products, 2):
        first, second = isbn(number), isbn(number + 1)
        title = f"Generated Book {number}"
        yield product(first, title=title, description=words, related=second, prices=price(f"{5 + number % 20}.99"))
        yield product(second, title=title, description=words, related=first, form="ED", prices=price("4.99"))


def isbn(number: int) -> str:
    """Return an ISBN of the range that was never assigned."""
    body = f"9797{number:08}"
    return body + str(-sum(int(digit) * (1, 3)[index % 2] for index, digit in enumerate(body)) % 10)


if __name__ == "__main__":
    main()
