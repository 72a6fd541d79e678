"""A Maven repository of our own on the loopback address, with the faults of real networks."""

import http.server
import threading
from contextlib import contextmanager


class ArtifactHandler(http.server.BaseHTTPRequestHandler):
    """Serves `files`; the first `cut_off` answers to a jar end after half of it."""

    files: dict[str, bytes]
    cut_off: int
    requests: list[str]

    def do_GET(self):
        type(self).requests.append(self.path)
        content = self.files.get(self.path)
        self.send_response(200 if content is not None else 404)
        if content is not None and type(self).cut_off > 0:
            type(self).cut_off -= 1
            content = content[: len(content) // 2]
        self.send_header("Content-Length", str(len(content or b"")))
        self.end_headers()
        self.wfile.write(content or b"")

    def log_message(self, *_):
        """Tests read answers, not logs."""


@contextmanager
def serving(files, *, cut_off=0):
    handler = type("Handler", (ArtifactHandler,), {"files": files, "cut_off": cut_off, "requests": []})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", handler.requests
    finally:
        server.shutdown()
        server.server_close()
