"""Start the function that runs imports, without waiting for it; the clock starts it each minute as well."""

from functools import cache
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from bookstore import logs
from bookstore.dynamodb.table import client
from chalicelib.settings import settings


class ImportRunner:
    """Invokes `run_imports`."""

    def __init__(self, lambda_client: Any, function: str) -> None:
        self._lambda, self._function = lambda_client, function

    def start(self) -> None:
        """Start a run now. One that cannot be started is no error: the next minute's run does the same."""
        try:
            self._lambda.invoke(FunctionName=self._function, InvocationType="Event", Payload=b"{}")
        except (ClientError, BotoCoreError) as error:
            logs.warning("import run not started", reason=str(error))


@cache
def import_runner() -> ImportRunner:
    """Return the runner of this stage."""
    return ImportRunner(client("lambda"), f"bookstore-catalog-{settings().stage}-run_imports")
