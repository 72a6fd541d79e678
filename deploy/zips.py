"""Write zip files that carry bytecode and are the same, byte for byte, for the same files."""

import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from deploy.errors import UserError

RUNTIME = (3, 11)
FIXED_TIME = (1980, 1, 1, 0, 0, 0)


def write_zip(folder: Path, to: Path) -> None:
    """Write a folder's files, sorted and with one time for all, so that the same content is the same zip."""
    with ZipFile(to, "w", ZIP_DEFLATED) as archive:
        for file in sorted(file for file in folder.rglob("*") if file.is_file()):
            archive.writestr(zip_entry(file.relative_to(folder).as_posix()), file.read_bytes())


def zip_entry(name: str) -> ZipInfo:
    """Describe a file that everybody may read."""
    info = ZipInfo(name, FIXED_TIME)
    info.compress_type = ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    return info


def add_bytecode(folder: Path, unpacked_at: str) -> None:
    """Compile every module; Lambda then trusts the bytecode without looking at times, which a zip does not keep.

    In a process of its own, whose history cannot leave traces in the bytecode.
    """
    require_runtime()
    compiler = [sys.executable, "-I", "-S", "-m", "compileall", "-qq", "--invalidation-mode", "unchecked-hash"]
    subprocess.run(
        [*compiler, "-s", str(folder), "-p", unpacked_at, str(folder)],
        check=False,  # libraries carry the odd template that is not Python
        env={**os.environ, "PYTHONHASHSEED": "0"},
    )


def require_runtime() -> None:
    """Raise UserError under any other Python than that of the functions."""
    if sys.version_info[:2] != RUNTIME:
        raise UserError("Package with Python 3.11, which the functions run on: bytecode of another version is useless.")
