"""A line to an engine that a test can cut or let go silent."""

import socket
import threading
from typing import Self

HOST = "127.0.0.1"


class Line:
    """Passes bytes on between whoever connects and the engine at `port`, until told otherwise."""

    def __init__(self, port: int) -> None:
        self._engine = port
        self._door = socket.create_server((HOST, 0))
        self._ends: list[socket.socket] = []
        self._flowing = threading.Event()
        self._flowing.set()
        self.opened = 0
        self.delay = 0.0  # seconds that everything takes longer

    @property
    def port(self) -> int:
        return int(self._door.getsockname()[1])

    def __enter__(self) -> Self:
        threading.Thread(target=self._welcome, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._door.fileno() < 0:
            return
        self._door.shutdown(socket.SHUT_RDWR)  # closing alone would let one more caller in
        self._door.close()
        self.cut()

    def silence(self) -> None:
        """Connections stay open and nothing comes through any more."""
        self._flowing.clear()

    def cut(self) -> None:
        """End every connection there is; new ones are welcome."""
        for end in self._ends:
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue  # it was over already
        self._ends.clear()
        self._flowing.set()

    def refuse(self) -> None:
        """Refuse whoever comes, as if nobody listened, until told to welcome them again."""
        self._at = self.port
        self.__exit__()

    def welcome(self) -> None:
        """Listen again where `refuse` left."""
        if self._door.fileno() < 0:
            self._door = socket.create_server((HOST, self._at))
            self.__enter__()

    def _welcome(self) -> None:
        door = self._door
        while True:
            try:
                caller, _ = door.accept()
            except OSError:
                return  # the door was closed
            self.opened += 1
            engine = socket.create_connection((HOST, self._engine))
            self._ends += [caller, engine]
            for source, sink in ((caller, engine), (engine, caller)):
                threading.Thread(target=self._pass_on, args=(source, sink), daemon=True).start()

    def _pass_on(self, source: socket.socket, sink: socket.socket) -> None:
        try:
            while received := source.recv(65_536):
                self._flowing.wait()
                threading.Event().wait(self.delay)
                sink.sendall(received)
        except OSError:
            return  # one end was cut
