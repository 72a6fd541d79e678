"""DynamoDB Local: Amazon's own word on transactions and conditions, for the store tests."""

from http import HTTPStatus
from typing import ClassVar

from local.engines.engine import Engine
from local.engines.java import java_command
from local.health import send_request


class DynamoDB(Engine):
    """Its tables live in memory: each test makes its own."""

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
        """It answers a request without a signature with 400; that is a sign of life."""
        return send_request(self.ports.dynamodb, "/")[0] == HTTPStatus.BAD_REQUEST
