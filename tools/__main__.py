"""Write every generated document: `python -m tools`; with `--check` only report which are stale."""

import argparse
import sys

from deploy.paths import ROOT
from tools import documents


def main() -> int:
    """Write or check; return the number of stale documents when checking."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing, say which documents are stale")
    check = parser.parse_args().check
    stale = documents.find_stale()
    for path, text in stale.items():
        if not check:
            documents.write(path, text)
        print(f"{'stale' if check else 'written'}: {path.relative_to(ROOT)}")
    return len(stale) if check else 0


if __name__ == "__main__":
    sys.exit(main())
