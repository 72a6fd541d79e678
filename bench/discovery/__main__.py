"""`make bench-discovery`: response time, size and rebuild time of each read model."""

import subprocess
import sys

MODULES = ("bench.discovery.search", "bench.discovery.read_models")  # a process holds the code of one service


def main() -> None:
    """Run each module in a process of its own, with the same options."""
    for module in MODULES:
        subprocess.run([sys.executable, "-m", module, *sys.argv[1:]], check=True)


if __name__ == "__main__":
    main()
