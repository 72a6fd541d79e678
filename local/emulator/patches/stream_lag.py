"""Report how far a stream's consumer is behind, which on AWS the metric IteratorAge shows.

The emulator reports how the last batch went, also while more records wait.
"""

from typing import Any

from ministack.services import dynamodb, lambda_svc


def apply() -> None:
    """Report the number of unread records, and "No records processed" only at the end of the stream."""
    lambda_svc._esm_response = _describe_mapping


_plain = lambda_svc._esm_response


def _describe_mapping(esm: dict[str, Any]) -> dict[str, Any]:
    table = esm.get("EventSourceArn", "").partition(":table/")[2].partition("/")[0]
    mapping: dict[str, Any] = _plain(esm)
    if not table:
        return mapping
    behind = dynamodb.stream_end_position(table) - lambda_svc._dynamodb_stream_positions.get(esm["UUID"], 0)
    return {**mapping, "LastProcessingResult": f"{behind} records behind" if behind > 0 else "No records processed"}
