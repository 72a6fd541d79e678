"""DynamoDB Local, Amazon's own implementation of transactions and conditions, for the repositories' tests."""

from http import HTTPStatus
from typing import ClassVar

from local.engines.engine import Engine
from local.engines.java import java_command
from local.health import send_request


class DynamoDB(Engine):
    """DynamoDB Local with its tables in memory: each test creates its own."""

    name = "dynamodb"
    configuration: ClassVar[dict[str, str]] = {"dynamodb.groovy": "dynamodb.groovy"}

    def listens_on(self) -> tuple[int, ...]:
        return (self.ports.dynamodb,)

    def command(self) -> list[str]:
        return [
            *java_command(self.temporary, smallest="32m", largest="256m"),
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
            f"-Djava.library.path={self.files}/lib",
            "-cp",
            self.jars,
            "groovy.ui.GroovyMain",
            f"{self.folder}/conf/dynamodb.groovy",
            *("-port", str(self.ports.dynamodb), "-inMemory", "-sharedDb", "-disableTelemetry"),
        ]

    def is_healthy(self) -> bool:
        """Expect 400, which it answers to a request without a signature."""
        return send_request(self.ports.dynamodb, "/")[0] == HTTPStatus.BAD_REQUEST
