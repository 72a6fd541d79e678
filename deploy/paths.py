"""Where things lie on this machine, decided in one place."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOCAL = ROOT / ".local"
PYTHON = Path(sys.executable)
