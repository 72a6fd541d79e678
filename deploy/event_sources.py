"""Configure how Lambda reads each stream and queue, for which `chalice deploy` has no settings."""

from collections.abc import Iterator, Mapping
from typing import Any

from deploy import target
from deploy.waiting import wait_until

IN_PROGRESS = ("Creating", "Enabling", "Updating")
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
    """Apply the settings of a function's events, as in functions.yaml and resolved.

    Raises KeyError for a source whose mapping does not exist yet.
    """
    if not events:
        return
    described = lambda_client.list_event_source_mappings(FunctionName=function)["EventSourceMappings"]
    mappings = {mapping["EventSourceArn"]: mapping["UUID"] for mapping in described}
    for source, settings in sources(events):
        wait_until_ready(mappings[source], lambda_client)
        lambda_client.update_event_source_mapping(UUID=mappings[source], **settings)


def wait_until_ready(mapping: str, lambda_client: Any) -> None:
    """Wait until Lambda accepts changes of a mapping that it is still creating."""
    state = ""

    def is_ready() -> bool:
        nonlocal state
        state = lambda_client.get_event_source_mapping(UUID=mapping)["State"]
        return state not in IN_PROGRESS

    what = f"Lambda to have made the event source mapping {mapping}"
    wait_until(is_ready, what, progress=lambda: state, every=target.poll_seconds(), hint="Deploy again later.")


def sources(events: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """List each stream or queue with its settings; a schedule has neither."""
    for event in events.values():
        properties = event.get("Properties", {})
        source = properties.get("Stream") or properties.get("Queue")
        if source:
            given = {name: properties[name] for name in SETTINGS if properties.get(name) is not None}
            yield source, {name: to_lambda_setting(name, value) for name, value in given.items()}


def to_lambda_setting(name: str, value: Any) -> Any:
    """Translate a SAM property: SAM names the kind of a destination, Lambda finds it out; a parameter of a template is
    a text, also where it is a number."""
    if name == "DestinationConfig":
        return {"OnFailure": {"Destination": value["OnFailure"]["Destination"]}}
    return {each: int(number) for each, number in value.items()} if name == "ScalingConfig" else value
