"""A system: one home, one base port, one stage, and all the components of a running bookstore."""

import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
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
from local.start import Start, describe_log_end, starting
from local.stop import stop_components
from local.stripe_account import SIMULATOR_ACCOUNT, StripeAccount, account_from_environment
from local.stripe_component import StripeSimulator

COMPONENTS: tuple[type[Component], ...] = (Emulator, StripeSimulator, OpenSearch, Gremlin, Valkey, FrontDoor, DynamoDB)
SHOP = ("emulator", "stripe", "opensearch", "gremlin", "valkey", "door")  # DynamoDB Local is for tests only
FIRST_TO_STOP = ("door", "stripe", "emulator")  # whoever asks stops before whoever answers

Report = Callable[[str], None]


def ignore_report(_: str) -> None:
    """Discard a line, for callers that print nothing."""


@dataclass(frozen=True)
class System:
    """A system; two with different homes and base ports share nothing but the engines' files."""

    home: Path
    base_port: int
    stage: str = "local"
    stripe: StripeAccount = SIMULATOR_ACCOUNT

    @property
    def ports(self) -> Ports:
        return Ports(self.base_port)

    @property
    def components(self) -> dict[str, Component]:
        return {kind.name: kind(self.home, self.ports) for kind in COMPONENTS}

    def select(self, names: Iterable[str]) -> list[Component]:
        unknown = sorted(set(names) - set(self.components))
        if unknown:
            raise UserError(
                f"There is no component called {unknown[0]}; the components are {', '.join(self.components)}."
            )
        return [self.components[name] for name in names]

    def start(self, names: Iterable[str] = SHOP, report: Report = ignore_report) -> list[str]:
        """Start components until they are healthy; return the names of those that this call started."""
        with self.starting(names, report) as start:
            pass
        return list(start.futures)

    @contextmanager
    def starting(self, names: Iterable[str] = SHOP, report: Report = ignore_report) -> Iterator[Start]:
        """Start components while the block works with those that are ready; a failure of the block stops them."""
        components = self.select(names)
        install([component.name for component in components], report)
        with hold_lock(self.home / "lock", report), starting(components, report) as start:
            yield start

    def stop(self, names: Iterable[str] | None = None, report: Report = ignore_report) -> None:
        """Stop the named components; without names all of them, and the import of the history."""
        if names is None:
            background_import.stop_import(self.home)
        components = self.select(self.components if names is None else names)
        with hold_lock(self.home / "lock", report):
            stop_components([component for component in components if component.name in FIRST_TO_STOP], report)
            stop_components([component for component in components if component.name not in FIRST_TO_STOP], report)

    def require_running(self) -> None:
        """Raise UserError with the end of its log when a component of the shop has ended by itself."""
        for name in SHOP:
            component = self.components[name]
            if component.record.exists() and not component.running():
                evidence = describe_log_end(component)
                raise UserError(f"{name} has ended by itself; {evidence}. Run make up again: it goes on from here.")

    def reset(self, report: Report = ignore_report) -> None:
        """Stop, and delete all the system's data; the next start is its first."""
        self.stop(report=report)
        shutil.rmtree(self.home, ignore_errors=True)

    def environment(self) -> dict[str, str]:
        """Return the variables that direct the AWS command line, boto3 and our commands to this system."""
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
        """Return the components' addresses by the names of the stage's parameters."""
        return {
            "opensearch_url": f"http://{HOST}:{self.ports.opensearch}",
            "redis_url": f"redis://{HOST}:{self.ports.valkey}/0",
            "gremlin_url": f"ws://{HOST}:{self.ports.gremlin}/gremlin",
            "stripe_api_base": self.stripe.api or f"http://{HOST}:{self.ports.stripe}",
            "public_url": f"http://{HOST}:{self.ports.door}",
        }


def system_from_environment() -> System:
    """Return the system of BOOKSTORE_HOME and BOOKSTORE_PORT, with the Stripe account of the shell."""
    return System(home_from_environment(), port_from_environment(), stripe=account_from_environment(os.environ))
