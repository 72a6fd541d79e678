"""Patches of MiniStack 1.5.33, one file each; tests/local says when one may go."""

from local.emulator.patches import (
    any_method,
    appsync,
    batch_permissions,
    batches_in_flight,
    case_insensitive_names,
    closed_self_service,
    event_loop,
    event_size,
    fast_copy,
    function_state,
    function_timeout,
    gateway_responses,
    layer_cache,
    log_retention,
    log_wait,
    missing_files,
    parse_cache,
    queue_concurrency,
    rest_api_import,
    rest_api_update,
    stream_lag,
    stream_readers,
    stream_retention,
    thread_switch_interval,
    user_attributes,
)


def apply_all() -> None:
    """Apply every patch; call it before MiniStack starts to serve."""
    log_wait.apply()
    log_retention.apply()
    batch_permissions.apply()
    queue_concurrency.apply()
    batches_in_flight.apply()
    function_state.apply()
    function_timeout.apply()
    gateway_responses.apply()
    layer_cache.apply()
    parse_cache.apply()
    fast_copy.apply()
    event_loop.apply()
    event_size.apply()
    any_method.apply()
    missing_files.apply()
    rest_api_import.apply()
    rest_api_update.apply()
    stream_readers.apply()
    stream_lag.apply()
    stream_retention.apply()
    thread_switch_interval.apply()
    appsync.apply()
    user_attributes.apply()
    closed_self_service.apply()
    case_insensitive_names.apply()
