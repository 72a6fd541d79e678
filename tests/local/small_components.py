"""Components as small as they can be: a Python program each, to test how any component is started and stopped."""

import sys
from dataclasses import dataclass

from local.component import Component
from local.health import is_ok
from local.start import starting

SERVER = """
import http.server, pathlib, signal, sys
class Fine(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200); self.end_headers()
    def log_message(self, *words): pass
def tidy_up(*_):
    pathlib.Path("tidied").touch(); sys.exit(0)
signal.signal(signal.SIGTERM, tidy_up)
http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), Fine).serve_forever()
"""
DYING = "import sys; print('starting'); print('ERROR: the disk is full', file=sys.stderr); sys.exit(3)"
SILENT = "import time; time.sleep(600)"
DEAF = SERVER.replace("signal.signal(signal.SIGTERM, tidy_up)", "signal.signal(signal.SIGTERM, signal.SIG_IGN)")


@dataclass(frozen=True)
class SmallComponent(Component):
    """Runs a program of ours on the door's port."""

    program: str = SERVER
    component_name: str = "small"
    stalls_after: float = 20
    port: int | None = None

    @property
    def name(self):
        return self.component_name

    @property
    def start_stalls_after(self):
        return self.stalls_after

    @property
    def stop_stalls_after(self):
        return 0.5

    def listens_on(self):
        return (self.port or self.ports.door,)

    def command(self):
        return [sys.executable, "-c", self.program, str(self.listens_on()[0])]

    @property
    def working_folder(self):
        return self.folder

    def is_healthy(self):
        return is_ok(self.listens_on()[0], "/")


def start_components(components, report=lambda _: None):
    """Start components and return those that did not run before."""
    with starting(components, report) as start:
        pass
    return [component for component in components if component.name in start.futures]
