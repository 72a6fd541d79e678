"""`make up`: from whatever is there to a running shop, and what to try in it."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

from deploy.local import past
from deploy.local.door_part import Door
from deploy.local.emulator.clients import outputs
from deploy.local.exclusive import exclusively
from deploy.local.first_look import look_around
from deploy.local.paths import PYTHON, ROOT
from deploy.local.system import Say, System
from deploy.local.trouble import Trouble


def up(system: System, say: Say) -> None:
    """Start what is not running, deploy what has changed, seed a new system; Ctrl-C stops what this call started."""
    with exclusively(system.home / "up.lock", say):
        started = system.start(say=say)
        try:
            deploy(system, say)
            fill(system, say)
        except KeyboardInterrupt:
            system.stop(started, say)
            raise


def deploy(system: System, say: Say) -> None:
    """The same command that deploys to AWS; afterwards the front door knows what it opens to."""
    from deploy.whole import deploy_everything  # CloudFormation and Chalice: needed by this command only

    with speaking_to(system):
        deploy_everything(system.stage, endpoints=system.endpoints(), report=say)
    open_door(system)


@contextmanager
def speaking_to(system: System) -> Iterator[None]:
    """boto3 and everything started from here meets this system."""
    before = dict(os.environ)
    os.environ.update(system.environment())
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def open_door(system: System) -> None:
    """Tell the front door the domain of the stage's CloudFront distribution."""
    domain = outputs(system, "edge").get("DistributionDomain")
    if not domain:
        raise Trouble(
            f"The stack bookstore-{system.stage}-edge has no output DistributionDomain, so the door leads nowhere."
        )
    file = Door(system.home, system.ports).distribution
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(domain)


def fill(system: System, say: Say) -> None:
    """A new system gets its catalogue, and its past comes in behind; what was interrupted the next `up` takes up."""
    filled = (system.home / "seeded").exists() or past.running(system.home)
    if not filled:
        say("filling the shelves")
        seed(system, "shelves")
    look_around(system, say)
    if not filled:
        past.begin(system.home, system.stage, system.environment())


def seed(system: System, only: str = "all") -> None:
    """In processes of their own, which meet this system as whoever moves a shop here would."""
    for command in (["deploy.seed", "--only", only], ["deploy", "sitemap"]):
        code = run(system, [str(PYTHON), "-m", *command, "--stage", system.stage])
        if code:
            raise Trouble(f"The shelves could not be filled (exit code {code}): what went wrong stands above.")


def run(system: System, command: list[str]) -> int:
    """Any command, so that it meets this system; answers its exit code."""
    environment = {**os.environ, **system.environment()}
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
