"""Run npm scripts of the resolvers' toolchain with the project's own node: `python -m deploy.graphql check`."""

import sys

from deploy.command import run_command
from deploy.graphql.bundle import TOOLCHAIN


def main(scripts: list[str]) -> int:
    """Run the scripts one after the other; return the exit code of the first that fails, or 0."""
    with TOOLCHAIN.hold(print):
        TOOLCHAIN.install(tests=True)
    return TOOLCHAIN.run_scripts(scripts)


if __name__ == "__main__":
    sys.exit(run_command(lambda: main(sys.argv[1:])))
