"""Patches of MiniStack's AppSync: the GraphQL of a template that goes to AWS runs here as it does there.

docs/graphql-local.md says what that covers, and what only AWS can show.
"""

from local.emulator.patches.appsync import (
    dynamodb_module,
    dynamodb_source,
    event_target,
    execution,
    lambda_source,
    merged_apis,
    node_calls,
    pipeline_functions,
    realtime,
    requests,
)


def apply() -> None:
    """Apply every patch of AppSync."""
    dynamodb_module.apply()
    dynamodb_source.apply()
    lambda_source.apply()
    node_calls.apply()
    pipeline_functions.apply()
    merged_apis.apply()
    execution.apply()
    requests.apply()
    realtime.apply()
    event_target.apply()
