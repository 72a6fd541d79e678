"""Run npm scripts of the storefront with the project's own node: `python -m deploy.storefront SCRIPT …`."""

import sys

from deploy.command import run_command
from deploy.storefront.building import STOREFRONT

if __name__ == "__main__":
    sys.exit(run_command(lambda: STOREFRONT.run_scripts(sys.argv[1:])))
