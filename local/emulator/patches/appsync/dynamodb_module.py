"""Build with `@aws-appsync/utils/dynamodb` the requests that AppSync accepts: typed keys and whole expressions.

The emulator's own leaves keys untyped and updates and filters unwritten, and two conditions on one attribute overwrite
each other's value. Source: AppSync developer guide, "Amazon DynamoDB built-in module".
"""

from pathlib import Path

from ministack.core import appsync_js

SCRIPT = Path(__file__).with_suffix(".js")
# On AWS, util.transform answers with JSON text, which resolvers parse.
OBJECT, TEXT = "(filter) => _ddbExpression(filter)", "(filter) => JSON.stringify(_ddbExpression(filter))"


def apply() -> None:
    """Append to the script of each Node process: of two functions with one name, the later counts."""
    pool = appsync_js._pool
    pool.script = pool.script.replace(OBJECT, TEXT) + SCRIPT.read_text()
