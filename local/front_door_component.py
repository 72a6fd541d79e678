"""The front door as a component of a system."""

from pathlib import Path

from deploy.paths import PYTHON
from local.component import Component
from local.graphql_explorer.build import BUILT
from local.health import is_ok

HEALTH = "/_door/health"


class FrontDoor(Component):
    """The one address a person opens; files in its folder name the distribution and the GraphQL API it forwards to."""

    name = "door"

    def listens_on(self) -> tuple[int, ...]:
        return (self.ports.door,)

    def command(self) -> list[str]:
        ports = ("--port", str(self.ports.door), "--emulator-port", str(self.ports.emulator))
        files = ("--distribution", str(self.distribution), "--graphql", str(self.graphql_api), "--explorer", str(BUILT))
        return [str(PYTHON), "-m", "local.front_door", *ports, *files]

    @property
    def distribution(self) -> Path:
        return self.folder / "distribution"

    @property
    def graphql_api(self) -> Path:
        return self.folder / "graphql_api"

    def is_healthy(self) -> bool:
        return is_ok(self.ports.door, HEALTH)
