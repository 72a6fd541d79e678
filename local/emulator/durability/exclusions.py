"""Name what of the services' state is large: it has journal lines of its own, or is only saved at an orderly stop."""

OMITTED: dict[str, dict[str, frozenset[str]]] = {  # by service and store: parts of an entry
    "dynamodb": {"tables": frozenset({"items", "ItemCount", "TableSizeBytes", "_index_members"})},
    "sqs": {"queues": frozenset({"messages"})},
    "cloudwatch_logs": {"log_groups": frozenset({"streams"})},
}

NOT_JOURNALED: dict[str, frozenset[str]] = {  # stores of what is watched, not owned, and of what has its own lines
    "cloudwatch": frozenset({"metrics", "alarm_history"}),
    "cloudwatch_logs": frozenset({"log_records", "queries"}),
    "lambda": frozenset({"dynamodb_stream_positions", "kinesis_positions"}),
}

UNCOPIED: dict[str, tuple[str, ...]] = {  # stores that are encoded where they are; MiniStack would copy them first
    "dynamodb": (
        *("tables", "tags", "ttl_settings", "pitr_settings", "kinesis_destinations", "contributor_insights"),
        *("backups", "resource_policies", "exports", "imports"),
    ),
    "cloudwatch_logs": (
        *("log_groups", "destinations", "resource_policies", "log_group_policies", "metric_filters"),
        *("queries", "log_records", "delivery_sources", "delivery_destinations", "deliveries"),
    ),
    "cloudformation": ("stacks", "stack_events", "exports", "change_sets"),
    "cloudwatch": (
        *("metrics", "alarms", "composite_alarms", "composite_triggers", "alarm_history"),
        *("dashboards", "resource_tags"),
    ),
    "lambda": ("functions", "layers", "esms", "function_urls", "kinesis_positions", "dynamodb_stream_positions"),
}


def not_journaled(service: str) -> frozenset[str]:
    """Return the stores of a service that are only saved at an orderly stop."""
    return NOT_JOURNALED.get(service, frozenset())


def omitted_names(service: str, store: str) -> frozenset[str]:
    """Return the fields of an entry that its line does not carry."""
    return OMITTED.get(service, {}).get(store, frozenset())
