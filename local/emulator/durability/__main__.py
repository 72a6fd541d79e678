"""Merge a journal that has grown long while the emulator runs: in a process of its own, so that no request waits.

`.local/emulator/bin/python -m local.emulator.durability <state folder> <last journal file's number>`
"""

import os
import sys
from pathlib import Path

from local.emulator.durability import checkpoint

if __name__ == "__main__":
    os.nice(10)
    checkpoint.merge(Path(sys.argv[1]), through=int(sys.argv[2]))
