"""A system: one home, one base port, one stage, and all the parts that make a running bookstore."""

import os
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from deploy.errors import UserError
from deploy.file_lock import hold_lock
from local import background_import
from local.component import Component
from local.emulator.component import Emulator
from local.engines.dynamodb import DynamoDB
from local.engines.gremlin import Gremlin
from local.engines.install import install
from local.engines.opensearch import OpenSearch
from local.engines.valkey import Valkey
from local.front_door_component import FrontDoor
from local.paths import home_from_environment
from local.ports import HOST, Ports, port_from_environment
from local.start import describe_log_end, start_components
from local.stop import stop_components
from local.stripe_account import SIMULATOR_ACCOUNT, StripeAccount, account_from_environment
from local.stripe_component import StripeSimulator

COMPONENTS: tuple[type[Component], ...] = (Emulator, StripeSimulator, OpenSearch, Gremlin, Valkey, FrontDoor, DynamoDB)
SHOP = ("emulator", "stripe", "opensearch", "gremlin", "valkey", "door")  # DynamoDB Local is for tests only
FIRST_TO_STOP = ("door", "stripe", "emulator")  # whoever asks stops before whoever answers

Report = Callable[[str], None]


def ignore_report(_: str) -> None:
    """For callers that print nothing."""


@dataclass(frozen=True)
class System:
    """Two systems with different homes and base ports run side by side and share nothing but the engines' files."""

    home: Path
    base_port: int
    stage: str = "local"
    stripe: StripeAccount = SIMULATOR_ACCOUNT

    @property
    def ports(self) -> Ports:
        return Ports(self.base_port)

    @property
    def parts(self) -> dict[str, Component]:
        return {kind.name: kind(self.home, self.ports) for kind in COMPONENTS}

    def chosen(self, names: Iterable[str]) -> list[Component]:
        unknown = sorted(set(names) - set(self.parts))
        if unknown:
            raise UserError(f"There is no part called {unknown[0]}; the parts are {', '.join(self.parts)}.")
        return [self.parts[name] for name in names]

    def start(self, names: Iterable[str] = SHOP, say: Report = ignore_report) -> list[str]:
        """Healthy afterwards, all of them; answers the names of those that this call started."""
        parts = self.chosen(names)
        install([part.name for part in parts], say)
        with hold_lock(self.home / "lock", say):
            return [part.name for part in start_components(parts, say)]

    def stop(self, names: Iterable[str] | None = None, say: Report = ignore_report) -> None:
        """The named parts; without names everything, the import of the history that may still run too."""
        if names is None:
            background_import.stop_import(self.home)
        parts = self.chosen(self.parts if names is None else names)
        with hold_lock(self.home / "lock", say):
            stop_components([part for part in parts if part.name in FIRST_TO_STOP], say)
            stop_components([part for part in parts if part.name not in FIRST_TO_STOP], say)

    def require_running(self) -> None:
        """Raise UserError, naming the part and its last words, when a part of the shop has ended by itself."""
        for name in SHOP:
            part = self.parts[name]
            if part.record.exists() and not part.running():
                raise UserError(
                    f"{name} has ended by itself; {describe_log_end(part)}. Run make up again: it goes on from here."
                )

    def forget(self, say: Report = ignore_report) -> None:
        """Stop, and delete everything the system knows; the next start is its first."""
        self.stop(say=say)
        shutil.rmtree(self.home, ignore_errors=True)

    def environment(self) -> dict[str, str]:
        """What makes the AWS command line, boto3 and our deploy command speak to this system."""
        return {
            "AWS_ENDPOINT_URL": f"http://{HOST}:{self.ports.emulator}",
            "AWS_ACCESS_KEY_ID": "test",
            "AWS_SECRET_ACCESS_KEY": "test",
            "AWS_DEFAULT_REGION": "us-east-1",
            "AWS_EC2_METADATA_DISABLED": "true",
            "BOOKSTORE_HOME": str(self.home),
            "BOOKSTORE_PORT": str(self.base_port),
            **self.stripe.environment(),
        }

    def endpoints(self) -> dict[str, str]:
        """Where the parts are reached; the names are those of the stage's parameters."""
        return {
            "opensearch_url": f"http://{HOST}:{self.ports.opensearch}",
            "redis_url": f"redis://{HOST}:{self.ports.valkey}/0",
            "gremlin_url": f"ws://{HOST}:{self.ports.gremlin}/gremlin",
            "stripe_api_base": self.stripe.api or f"http://{HOST}:{self.ports.stripe}",
            "public_url": f"http://{HOST}:{self.ports.door}",
        }


def system_from_environment() -> System:
    """The system that BOOKSTORE_HOME and BOOKSTORE_PORT name, at the Stripe that the shell names."""
    return System(home_from_environment(), port_from_environment(), stripe=account_from_environment(os.environ))
