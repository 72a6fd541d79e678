"""`make bench-discovery`: one table of how fast each view answers, how large it is and how long it takes to make."""

import subprocess
import sys

PARTS = ("bench.discovery.search", "bench.discovery.read_models")  # a process holds the code of one service


def main() -> None:
    """Each part prints its lines; options are passed on."""
    for part in PARTS:
        subprocess.run([sys.executable, "-m", part, *sys.argv[1:]], check=True)


if __name__ == "__main__":
    main()
