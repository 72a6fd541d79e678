"""Repairs to MiniStack 1.5.33, one file each; tests/local/test_emulator_patches.py says when one may go."""

from local.emulator.patches import (
    batch_rights,
    batches_at_once,
    batches_in_flight,
    function_state,
    function_time,
    gateway_responses,
    layers_once,
    log_retention,
    log_wait,
    parsed_once,
    quick_copies,
    quick_loop,
    rest_api_import,
    rest_api_update,
    stream_readers,
    stream_results,
    streams_kept,
    thread_switches,
)


def apply_all() -> None:
    """Before MiniStack starts to serve."""
    log_wait.apply()
    log_retention.apply()
    batch_rights.apply()
    batches_at_once.apply()
    batches_in_flight.apply()
    function_state.apply()
    function_time.apply()
    gateway_responses.apply()
    layers_once.apply()
    parsed_once.apply()
    quick_copies.apply()
    quick_loop.apply()
    rest_api_import.apply()
    rest_api_update.apply()
    stream_readers.apply()
    stream_results.apply()
    streams_kept.apply()
    thread_switches.apply()
