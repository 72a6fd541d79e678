"""Unpack each layer once: the emulator unpacks thousands of files for every new worker, and waits meanwhile."""

import hashlib
import os
import shutil
import tempfile
import threading
import zipfile
from pathlib import Path
from types import SimpleNamespace

from ministack.core import lambda_runtime

_unpack_lock = threading.Lock()


class LayerZip(zipfile.ZipFile):
    """A zip file that unpacks a layer into a folder all workers share, and links to it."""

    @property
    def is_layer(self) -> bool:
        """Recognise a layer by the file name that the emulator gives it."""
        return Path(str(self.filename)).name.startswith("layer_")

    def namelist(self) -> list[str]:
        """Return nothing for a layer: the names are only needed for a check that `extractall` makes as well."""
        return [] if self.is_layer else super().namelist()

    def extractall(self, path: str | os.PathLike[str] | None = None, *options: object) -> None:
        """Link to the shared folder for a layer, else extract."""
        if not self.is_layer or path is None:
            super().extractall(path, *options)  # type: ignore[arg-type]
            return
        cached = Path(tempfile.gettempdir()) / "layers" / _digest(Path(str(self.filename)))
        with _unpack_lock:
            if not cached.exists():
                self._unpack_to(cached)
        Path(path).rmdir()
        Path(path).symlink_to(cached, target_is_directory=True)

    def _unpack_to(self, cached: Path) -> None:
        unfinished = cached.with_suffix(".unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(parents=True)
        for name in super().namelist():
            self.extract(name, unfinished)
        unfinished.rename(cached)


def apply() -> None:
    """Replace zip files only where workers are started."""
    names = {name: getattr(zipfile, name) for name in ("BadZipFile", "LargeZipFile")}
    lambda_runtime.zipfile = SimpleNamespace(ZipFile=LayerZip, LargeFileError=zipfile.LargeZipFile, **names)


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()
