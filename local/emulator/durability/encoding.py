"""Encode state as MiniStack's files do; large bytes (code, layers) become files of their own."""

import base64
import json
import os
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from ministack.core import persistence
from ministack.core.responses import AccountRegionScopedDict, AccountScopedDict

FILE = "__file__"
LARGE = 4096  # bytes
FOLDER = Path(persistence.STATE_DIR) / "bytes"


class LargeBytes:
    """Files named by their content; a function's bytes stay the same object, so each is read once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._names: dict[int, tuple[bytes, str]] = {}

    def name(self, content: bytes) -> str:
        """Make sure that a file holds the bytes, and return its name."""
        entry = self._names.get(id(content))
        if entry:
            return entry[1]
        name = sha256(content).hexdigest()
        file = self.folder / name
        if not file.exists():
            self.folder.mkdir(parents=True, exist_ok=True)
            unfinished = file.with_suffix(".new")
            unfinished.write_bytes(content)
            os.replace(unfinished, file)
        self._names[id(content)] = (content, name)
        return name

    def read(self, name: str) -> bytes:
        content = (self.folder / name).read_bytes()
        self._names[id(content)] = (content, name)
        return content

    def forget_all_but(self, names: set[str]) -> None:
        """Delete the files that no saved state mentions."""
        self._names = {key: entry for key, entry in self._names.items() if entry[1] in names}
        for file in self.folder.glob("*"):
            if file.name not in names:
                file.unlink(missing_ok=True)


large_bytes = LargeBytes(FOLDER)


def scoped_key(key: tuple[Any, ...]) -> str:
    """Write account, region (where there is one) and name as MiniStack's files do."""
    return "\0".join([*key[:-1], repr(key[-1])])


def encode(value: Any) -> str:
    """Encode as JSON that `persistence.load_state` understands."""
    return _encoder.encode(value)


def decode_object(value: dict[str, Any]) -> Any:
    """Replace MiniStack's decoder by one that also reads bytes from a file."""
    return large_bytes.read(value[FILE]) if FILE in value else _decode_object(value)


def mentioned_files(encoded: str) -> Iterator[str]:
    """Yield the names of the files that an encoded state mentions."""
    for rest in encoded.split(f'{{"{FILE}":"')[1:]:
        yield rest.partition('"')[0]


def _default(value: Any) -> Any:
    if isinstance(value, AccountRegionScopedDict):
        return {"__account_region_scoped__": True, "data": {scoped_key(k): v for k, v in list(value._data.items())}}
    if isinstance(value, AccountScopedDict):
        return {"__scoped__": True, "data": {scoped_key(k): v for k, v in list(value._data.items())}}
    if isinstance(value, bytes | bytearray):
        if len(value) > LARGE:
            return {FILE: large_bytes.name(bytes(value))}
        return {"__bytes__": base64.b64encode(value).decode()}
    raise TypeError(f"{type(value).__name__} cannot be saved")


_encoder = json.JSONEncoder(separators=(",", ":"), default=_default, check_circular=False)
_decode_object = persistence._json_object_hook
