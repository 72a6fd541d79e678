"""Gremlin Server with a transactional graph: what speaks for Neptune on one machine."""

from http import HTTPStatus
from typing import ClassVar

from local.engines.engine import Engine
from local.engines.java import class_archive_options, java_command
from local.health import send_request

QUERY = '{"gremlin": "g.V().limit(1).count()"}'


class Gremlin(Engine):
    """Gremlin Server with a graph in memory, written to `data/graph.json` at an orderly stop only.

    After a kill the graph is empty, which its owner notices within a minute.
    """

    name = "gremlin"
    largest: ClassVar[str] = "512m"  # enough for a hundred thousand purchases
    configuration: ClassVar[dict[str, str]] = {
        "gremlin-server.yaml": "gremlin-server.yaml",
        "gremlin-graph.properties": "gremlin-graph.properties",
        "gremlin-init.groovy": "gremlin-init.groovy",
    }

    def listens_on(self) -> tuple[int, ...]:
        return (self.ports.gremlin,)

    def command(self) -> list[str]:
        return [
            *java_command(self.temporary, smallest="32m", largest=self.largest),
            *class_archive_options(self.folder / "classes.jsa"),
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
            "-cp",
            self.jars,
            "org.apache.tinkerpop.gremlin.server.GremlinServer",
            f"{self.folder}/conf/gremlin-server.yaml",
        ]

    def is_healthy(self) -> bool:
        """Query by HTTP: gremlinpython floods the error output while a server is away."""
        headers = {"Accept": "application/json"}
        return send_request(self.ports.gremlin, "/gremlin", body=QUERY, headers=headers)[0] == HTTPStatus.OK
