"""Run npm scripts of the storefront with the project's own node: `python -m deploy.storefront SCRIPT …`."""

import subprocess
import sys

from deploy.command import run_command
from deploy.storefront.building import SOURCE, environment, install


def main(scripts: list[str]) -> int:
    """Run the scripts one after the other; return the exit code of the first that fails, or 0."""
    install(print)
    for script in scripts:
        done = subprocess.run(["npm", "run", script], cwd=SOURCE, env=environment(), check=False)
        if done.returncode:
            return done.returncode
    return 0


if __name__ == "__main__":
    sys.exit(run_command(lambda: main(sys.argv[1:])))
