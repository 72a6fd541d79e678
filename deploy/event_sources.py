"""Tell Lambda how to read each stream and queue, for which `chalice deploy` has no words."""

from collections.abc import Iterator, Mapping
from typing import Any

from deploy import target
from deploy.waiting import wait_until

BUSY = ("Creating", "Enabling", "Updating")
SETTINGS = (
    "BatchSize",
    "BisectBatchOnFunctionError",
    "DestinationConfig",
    "FilterCriteria",
    "FunctionResponseTypes",
    "MaximumBatchingWindowInSeconds",
    "MaximumRecordAgeInSeconds",
    "MaximumRetryAttempts",
    "ParallelizationFactor",
    "ScalingConfig",
    "TumblingWindowInSeconds",
)


def apply_settings(function: str, events: Mapping[str, Any], lambda_client: Any) -> None:
    """`events` as in functions.yaml, resolved; a source that is not there yet is a mistake worth a KeyError."""
    if not events:
        return
    found = lambda_client.list_event_source_mappings(FunctionName=function)["EventSourceMappings"]
    mappings = {mapping["EventSourceArn"]: mapping["UUID"] for mapping in found}
    for source, settings in sources(events):
        wait_until_ready(mappings[source], lambda_client)
        lambda_client.update_event_source_mapping(UUID=mappings[source], **settings)


def wait_until_ready(mapping: str, lambda_client: Any) -> None:
    """Lambda refuses to change a mapping that it is still making."""
    state = ""

    def settled() -> bool:
        nonlocal state
        state = lambda_client.get_event_source_mapping(UUID=mapping)["State"]
        return state not in BUSY

    what = f"Lambda to have made the event source mapping {mapping}"
    wait_until(settled, what, progress=lambda: state, every=target.poll_seconds(), hint="Deploy again later.")


def sources(events: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each stream or queue with its settings; a schedule has neither."""
    for event in events.values():
        properties = event.get("Properties", {})
        source = properties.get("Stream") or properties.get("Queue")
        if source:
            yield source, {name: to_lambda_setting(name, properties[name]) for name in SETTINGS if name in properties}


def to_lambda_setting(name: str, value: Any) -> Any:
    """SAM says what kind of destination it is; Lambda finds out."""
    if name != "DestinationConfig":
        return value
    return {"OnFailure": {"Destination": value["OnFailure"]["Destination"]}}
