"""Run npm scripts of the storefront with the project's own node: `python -m deploy.storefront SCRIPT …`."""

import sys

from deploy.command import run_command
from deploy.storefront.building import STOREFRONT, install


def main(scripts: list[str]) -> int:
    """Run the scripts one after the other; return the exit code of the first that fails, or 0."""
    install(print)
    return STOREFRONT.run_scripts(scripts)


if __name__ == "__main__":
    sys.exit(run_command(lambda: main(sys.argv[1:])))
