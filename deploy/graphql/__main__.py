"""Run npm scripts of the resolvers' toolchain with the project's own node: `python -m deploy.graphql check`."""

import sys

from deploy.command import run_command
from deploy.graphql.bundle import TOOLCHAIN

if __name__ == "__main__":
    sys.exit(run_command(lambda: TOOLCHAIN.run_scripts(sys.argv[1:])))
