"""What the tests do with their local AWS: deploy as a person does, send requests as customers, look as operators."""

import io
import os
import re
import subprocess
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any
from zipfile import ZipFile

import httpx

from deploy.paths import PYTHON, ROOT
from local.emulator.clients import client
from local.environment import use_environment
from local.sample_data.accounts import PASSWORD
from local.system import System
from ops.stage import Stage

OURS = ("AWS_", "MAKE", "MFLAGS")  # what the tests and the make that runs them have set
SIGNED = ("AWS_ENDPOINT_URL", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_DEFAULT_REGION")


@dataclass(frozen=True)
class LocalAws:
    """The running emulator of one system."""

    system: System

    @property
    def environment(self) -> dict[str, str]:
        """A person's shell, its proxy and certificates included, that knows of AWS what every AWS tool reads."""
        shell = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
        return {**shell, **{name: self.system.environment()[name] for name in SIGNED}}

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(words, cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False)

    def make(self, target: str, service: str, stage: str) -> str:
        """What the command says, once it has succeeded."""
        done = self.run("make", target, f"SERVICE={service}", f"STAGE={stage}")
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def lay_platform(self, stage: str) -> None:
        where = f"PublicUrl={self.system.endpoints()['public_url']}"
        done = self.run(str(PYTHON), "-m", "deploy", "platform", "--stage", stage, "--parameter", where)
        assert done.returncode == 0, done.stderr

    def client(self, name: str) -> Any:
        return client(self.system, name)

    def outputs(self, stack: str) -> dict[str, str]:
        found = self.client("cloudformation").describe_stacks(StackName=stack)["Stacks"][0]["Outputs"]
        return {output["OutputKey"]: output["OutputValue"] for output in found}

    def address(self, api_id: str) -> str:
        return f"{self.system.environment()['AWS_ENDPOINT_URL']}/_aws/execute-api/{api_id}/api"

    def token(self, stage: str, email: str, group: str | None = None) -> str:
        """Of somebody with an account, in a group or in none."""
        with use_environment(self.system):
            pool = Stage(stage).pool
            pool.ensure(email, PASSWORD, group)
            return pool.sign_in(email, PASSWORD)

    def settings_of(self, function: str) -> dict[str, Any]:
        """How the function's one stream or queue is read."""
        (mapping,) = self.client("lambda").list_event_source_mappings(FunctionName=function)["EventSourceMappings"]
        return dict(mapping)

    def files_of(self, function: str) -> set[str]:
        """Everything that Lambda unpacks for it, its layer included."""
        lambda_ = self.client("lambda")
        found = lambda_.get_function(FunctionName=function)
        layers = [layer["Arn"] for layer in found["Configuration"]["Layers"]]
        contents = [lambda_.get_layer_version_by_arn(Arn=arn)["Content"]["Location"] for arn in layers]
        return {name for address in (found["Code"]["Location"], *contents) for name in names_in(address)}


def names_in(address: str) -> Iterator[str]:
    with ZipFile(io.BytesIO(httpx.get(address).raise_for_status().content)) as archive:
        yield from archive.namelist()


def side_by_side(act: Callable[[str], Any], names: Iterable[str]) -> list[Any]:
    """Two commands at once: one packages while the other waits for AWS."""
    with ThreadPoolExecutor() as pool:
        return list(pool.map(act, names))


def address_in(output: str) -> str:
    """The address that a deployment ends with."""
    return re.findall(r"^https?://\S+$", output, re.MULTILINE)[-1]
