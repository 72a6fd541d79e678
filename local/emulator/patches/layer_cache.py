"""Every new worker unpacks its layers anew, thousands of files, while the whole emulator waits: unpack each once."""

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
        """By the name the emulator gives it."""
        return Path(str(self.filename)).name.startswith("layer_")

    def namelist(self) -> list[str]:
        """Nothing for a layer: its names are only asked for a check that `extractall` makes as well."""
        return [] if self.is_layer else super().namelist()

    def extractall(self, path: str | os.PathLike[str] | None = None, *how: object) -> None:
        """As always, for what is no layer."""
        if not self.is_layer or path is None:
            super().extractall(path, *how)  # type: ignore[arg-type]
            return
        kept = Path(tempfile.gettempdir()) / "layers" / _digest(Path(str(self.filename)))
        with _unpack_lock:
            if not kept.exists():
                self._unpack_to(kept)
        Path(path).rmdir()
        Path(path).symlink_to(kept, target_is_directory=True)

    def _unpack_to(self, kept: Path) -> None:
        unfinished = kept.with_suffix(".unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(parents=True)
        for name in super().namelist():
            self.extract(name, unfinished)
        unfinished.rename(kept)


def apply() -> None:
    """Only where workers are started."""
    names = {name: getattr(zipfile, name) for name in ("BadZipFile", "LargeZipFile")}
    lambda_runtime.zipfile = SimpleNamespace(ZipFile=LayerZip, LargeFileError=zipfile.LargeZipFile, **names)


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()
