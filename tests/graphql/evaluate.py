"""Evaluates handlers of resolvers in the emulator's APPSYNC_JS; its own Python runs this.

Reads a `{code, function, context}` as JSON from each line, and prints what was returned, or the type of the error.
"""

import json
import sys
from typing import Any

from ministack.core import appsync_js

from local.emulator.patches.appsync import dynamodb_module

Json = dict[str, Any]


def evaluate(call: Json) -> Json:
    """Return the value and how the handler ended, or its error."""
    try:
        status, value, *_ = appsync_js.evaluate(call["code"], call["function"], call["context"])
    except appsync_js.AppSyncJsError as error:
        return {"error": error.error_type, "message": str(error)}
    return {"status": status, "value": value}


if __name__ == "__main__":
    dynamodb_module.apply()
    for line in sys.stdin:
        sys.stdout.write(json.dumps(evaluate(json.loads(line))) + "\n")
        sys.stdout.flush()
