"""A TCP proxy between a client and an engine, whose connections a test can drop, stall or refuse."""

import socket
import threading
from typing import Self

HOST = "127.0.0.1"


class FlakyProxy:
    """Forward bytes between its clients and the engine, until a test interferes.

    A new connection leads to `engine_port`, which a test may change."""

    def __init__(self, port: int) -> None:
        self.engine_port = port
        self._listener = socket.create_server((HOST, 0))
        self._sockets: list[socket.socket] = []
        self._forwarding = threading.Event()
        self._forwarding.set()
        self.connection_count = 0
        self.delay = 0.0  # seconds added to everything that is forwarded

    @property
    def port(self) -> int:
        """The port to connect to instead of the engine's."""
        return int(self._listener.getsockname()[1])

    def __enter__(self) -> Self:
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._listener.fileno() < 0:
            return
        self._listener.shutdown(socket.SHUT_RDWR)  # closing alone would accept one more client
        self._listener.close()
        self.drop_connections()

    def stall(self) -> None:
        """Keep connections open and forward nothing any more."""
        self._forwarding.clear()

    def drop_connections(self) -> None:
        """End every connection; new ones are accepted."""
        for end in self._sockets:
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue  # it had ended already
        self._sockets.clear()
        self._forwarding.set()

    def stop_listening(self) -> None:
        """Refuse new connections, as if the engine did not run, until `resume_listening`."""
        self._last_port = self.port
        self.__exit__()

    def resume_listening(self) -> None:
        """Listen again at the port that `stop_listening` left."""
        if self._listener.fileno() < 0:
            self._listener = socket.create_server((HOST, self._last_port))
            self.__enter__()

    def _accept(self) -> None:
        listener = self._listener
        while True:
            try:
                client, _ = listener.accept()
            except OSError:
                return  # the listener was closed
            self.connection_count += 1
            engine = socket.create_connection((HOST, self.engine_port))
            self._sockets += [client, engine]
            for source, sink in ((client, engine), (engine, client)):
                threading.Thread(target=self._forward, args=(source, sink), daemon=True).start()

    def _forward(self, source: socket.socket, sink: socket.socket) -> None:
        try:
            while received := source.recv(65_536):
                self._forwarding.wait()
                threading.Event().wait(self.delay)
                sink.sendall(received)
        except OSError:
            return  # one end was dropped
