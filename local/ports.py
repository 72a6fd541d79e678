"""Assign a system's ports at fixed distances from its base port, so that two systems never share one."""

import os
import socket
from dataclasses import dataclass

from deploy.errors import UserError

HOST = "127.0.0.1"
FIRST, LAST = 1024, 65535 - 9  # a base port and the nine after it must be ones that a person may use


@dataclass(frozen=True)
class Ports:
    """Ten ports in a row, each with one user."""

    base: int

    @property
    def door(self) -> int:
        return self.base

    @property
    def emulator(self) -> int:
        return self.base + 1

    @property
    def stripe(self) -> int:
        return self.base + 2

    @property
    def opensearch(self) -> int:
        return self.base + 3

    @property
    def opensearch_transport(self) -> int:
        return self.base + 4

    @property
    def gremlin(self) -> int:
        return self.base + 5

    @property
    def valkey(self) -> int:
        return self.base + 6

    @property
    def dynamodb(self) -> int:
        return self.base + 7


def port_from_environment() -> int:
    """Return BOOKSTORE_PORT; raise UserError when not all ten ports may be used by a person."""
    value = os.environ.get("BOOKSTORE_PORT", "21000")
    if not value.isdigit() or not FIRST <= int(value) <= LAST:
        raise UserError(f"BOOKSTORE_PORT must be a number from {FIRST} to {LAST}, not {value!r}.")
    return int(value)


def is_free(port: int) -> bool:
    """Bind the port to find out: a connection attempt cannot see a socket that is bound and silent."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def require_free(port: int, component: str) -> None:
    """Raise UserError when a port is taken, before a component fails on it with a message of its own."""
    if not is_free(port):
        raise UserError(
            f"Port {port}, which {component} needs, is taken by another program: "
            "stop that, or choose other ports with BOOKSTORE_PORT=22000."
        )
