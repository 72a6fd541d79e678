"""A mapping tells how its last batch went, also while more is waiting: nobody could see that a stream is behind.

On AWS the metric IteratorAge shows it.
"""

from typing import Any

from ministack.services import dynamodb, lambda_svc


def apply() -> None:
    """It says how many records it is behind, and "No records processed" only at the end of its stream."""
    lambda_svc._esm_response = _describe_mapping


_plain = lambda_svc._esm_response


def _describe_mapping(esm: dict[str, Any]) -> dict[str, Any]:
    table = esm.get("EventSourceArn", "").partition(":table/")[2].partition("/")[0]
    told: dict[str, Any] = _plain(esm)
    if not table:
        return told
    behind = dynamodb.stream_end_position(table) - lambda_svc._dynamodb_stream_positions.get(esm["UUID"], 0)
    return {**told, "LastProcessingResult": f"{behind} records behind" if behind > 0 else "No records processed"}
