"""Direct code and commands to one system's AWS instead of whatever the shell is signed in to."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

from deploy.paths import ROOT
from local.system import System


@contextmanager
def use_environment(system: System) -> Iterator[None]:
    """Direct boto3 and everything started from here to this system, in every thread of this process."""
    message = system.environment()
    before = {name: os.environ.get(name) for name in message}
    os.environ.update(message)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def run_with_environment(system: System, command: list[str]) -> int:
    """Run a command directed to this system and return its exit code."""
    environment = {**os.environ, **system.environment()}
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
