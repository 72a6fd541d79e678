"""`python -m deploy.storefront SCRIPT …` runs npm scripts of the storefront with our own node, one after the other."""

import subprocess
import sys

from deploy.command import run_command
from deploy.storefront.building import SOURCE, environment, install


def main(scripts: list[str]) -> int:
    """The exit code of the first script that fails, or 0."""
    install(print)
    for script in scripts:
        done = subprocess.run(["npm", "run", script], cwd=SOURCE, env=environment(), check=False)
        if done.returncode:
            return done.returncode
    return 0


if __name__ == "__main__":
    sys.exit(run_command(lambda: main(sys.argv[1:])))
