"""Each repair twice: the emulator still needs it (when that fails, delete the patch), and with it all is well."""

import pytest

from tests.local.probing import facts_of


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    return facts_of("emulator_probe", tmp_path_factory.mktemp("plain"), "plain")


@pytest.fixture(scope="module")
def patched(tmp_path_factory):
    return facts_of("emulator_probe", tmp_path_factory.mktemp("patched"), "patched")


def test_without_log_wait_a_silent_function_still_costs_fifty_milliseconds(plain):
    assert plain["seconds_for_the_first_line"] == 0.05


def test_with_log_wait_it_costs_three(patched):
    assert patched["seconds_for_the_first_line"] == 0.003


def test_without_function_state_a_new_function_still_waits_half_a_second(plain):
    assert plain["seconds_pending"] == 0.5


def test_with_function_state_it_is_active_at_once(patched):
    assert patched["seconds_pending"] == 0.05


def test_without_rest_api_import_an_imported_api_is_still_empty(plain):
    assert plain["paths_after_import_and_put"] == [["/"], ["/"]]


def test_with_rest_api_import_an_api_has_the_routes_of_its_document_and_then_of_the_next(patched):
    assert patched["paths_after_import_and_put"] == [["/", "/books"], ["/", "/orders"]]


def test_without_rest_api_update_a_changed_route_still_changes_the_id(plain):
    assert plain["update"] == {"same_id": False, "paths": ["/", "/orders"]}


def test_with_rest_api_update_the_id_stays_and_the_routes_change(patched):
    assert patched["update"] == {"same_id": True, "paths": ["/", "/orders"]}


def test_without_stream_retention_a_restart_still_remembers_places_in_streams_that_are_gone(plain):
    assert plain["restored_positions"] == 1
    assert plain["stream_after_a_restart"] == []


def test_with_stream_retention_the_slowest_reader_goes_on_where_it_was(patched):
    assert patched["restored_positions"] == 0
    assert patched["stream_after_a_restart"] == [1, 2]


def test_without_stream_lag_a_reader_that_is_behind_still_looks_like_one_that_is_not(plain):
    assert plain["behind"] == ["OK - 1 records", "OK - 1 records"]


def test_with_stream_lag_it_is_told_apart(patched):
    assert patched["behind"] == ["1 records behind", "No records processed"]


def test_without_log_retention_every_invocation_is_still_kept_for_ever(plain):
    assert plain["log_stream_count"] == 4_100


def test_with_log_retention_only_the_last_ones_are_kept(patched):
    assert patched["log_stream_count"] == 2_099


def test_without_gateway_responses_an_imported_api_still_refuses_in_its_own_words(plain):
    assert plain["refusal"] is None


def test_with_gateway_responses_it_refuses_in_ours(patched):
    assert patched["refusal"] == "slow down"


def test_without_any_method_a_path_still_has_only_the_methods_that_are_named(plain):
    assert plain["methods"] == ["GET"]


def test_with_any_method_a_path_answers_every_method(patched):
    assert patched["methods"] == ["ANY", "GET"]


def test_without_missing_files_a_file_that_is_not_there_is_still_forbidden(plain):
    assert plain["missing"] == [403, 403]


def test_with_missing_files_it_is_not_found_by_whom_may_list(patched):
    assert patched["missing"] == [403, 404]


def test_without_stream_readers_streams_still_wait_for_each_other(plain):
    assert plain["streams_read_at_once"] is False


def test_with_stream_readers_each_is_read_on_its_own(patched):
    assert patched["streams_read_at_once"] is True


def test_without_layer_cache_every_worker_still_unpacks_its_own(plain):
    assert plain["layer"] == {"there": True, "once": False}


def test_with_layer_cache_they_share_one(patched):
    assert patched["layer"] == {"there": True, "once": True}


def test_without_fast_copy_an_item_is_still_copied_by_many_calls(plain):
    assert plain["copying"][0] > 20


def test_with_fast_copy_it_is_one_call_and_a_copy_all_the_same(patched):
    assert patched["copying"] == [1, 1]


def test_without_parse_cache_a_policy_is_still_parsed_at_every_request(plain):
    assert plain["parsed_twice"]


def test_with_parse_cache_it_is_parsed_once(patched):
    assert not patched["parsed_twice"]


def test_without_thread_switch_interval_a_thread_still_waits_five_milliseconds(plain):
    assert plain["switch_interval"] == 0.005


def test_with_thread_switch_interval_a_tenth_of_that(patched):
    assert patched["switch_interval"] == 0.0005


def test_without_batches_in_flight_a_message_is_still_delivered_again_while_it_is_worked_on(plain):
    assert plain["outlived"]["delivered_meanwhile"] == 1
    assert plain["received_often"] == {"receives": [], "set_aside": 1}


def test_with_batches_in_flight_a_batch_that_outlives_its_visibility_is_delivered_once_and_deleted(patched):
    assert patched["outlived"] == {"receives": [], "set_aside": 0, "delivered_meanwhile": 0}
    assert patched["received_often"] == {"receives": [], "set_aside": 0}


@pytest.mark.parametrize("how", ["throttled", "never_started"])
def test_without_batches_in_flight_a_delivery_that_no_function_saw_still_counts(plain, how):
    assert plain[how] == {"receives": [1], "set_aside": 0}


@pytest.mark.parametrize("how", ["throttled", "never_started"])
def test_with_batches_in_flight_it_does_not(patched, how):
    assert patched[how] == {"receives": [0], "set_aside": 0}


def test_without_function_timeout_work_that_a_busy_machine_slows_down_is_still_killed(plain):
    assert plain["seconds_of_functions"] == [15, 30, 300, 900]


def test_with_function_timeout_it_has_twenty_times_as_long_and_never_longer_than_aws_allows(patched):
    assert patched["seconds_of_functions"] == [300, 600, 900, 900]


def test_without_batch_permissions_a_batch_still_needs_a_right_that_aws_does_not_know(plain):
    assert plain["batch_rights"] == ["sqs:DeleteMessageBatch", "sqs:ChangeMessageVisibilityBatch"]


def test_with_batch_permissions_it_needs_that_for_one_message(patched):
    assert patched["batch_rights"] == ["sqs:DeleteMessage", "sqs:ChangeMessageVisibility"]


def test_without_queue_concurrency_a_queue_still_starts_five_functions_on_any_machine(plain):
    assert plain["batches_of_a_queue"] == 5


def test_with_queue_concurrency_as_many_as_the_machine_can_run(plain, patched):
    assert plain["batches_at_once"] == [2, 2, 4, 5]
    assert patched["batches_of_a_queue"] in range(2, 6)


def test_without_event_loop_requests_are_still_served_by_pythons_own(plain):
    assert plain["loop"].startswith("asyncio")


def test_with_event_loop_they_are_not(patched):
    assert patched["loop"] == "uvloop"


def test_without_event_size_an_event_may_still_be_of_any_size(plain):
    assert plain["events"] == [200, 200]


def test_with_event_size_eventbridges_limit_holds(patched):
    assert patched["events"] == [200, 400]


def test_without_case_insensitive_names_a_capital_still_makes_a_second_account(plain):
    assert plain["one_address_in_two_cases"] == [200, 200]


def test_with_case_insensitive_names_it_does_not_unless_the_pool_says_so(patched):
    assert patched["one_address_in_two_cases"] == [400, 200]


def test_without_user_attributes_a_customer_still_makes_themselves_staff(plain):
    assert plain["accounts"]["group_at_sign_up"] is None
    assert plain["accounts"]["before_the_code"][2] == "admin"


def test_with_user_attributes_a_customer_writes_nothing_that_is_reserved(patched):
    assert patched["accounts"]["group_at_sign_up"] == "NotAuthorizedException"
    assert patched["accounts"]["reserved"] == ["NotAuthorizedException"] * 2


def test_with_user_attributes_an_account_keeps_its_address_until_the_new_one_is_verified(patched):
    assert patched["accounts"]["before_the_code"] == ["reader@bookstore.example", True, None]
    assert patched["accounts"]["wrong_code"] == "CodeMismatchException"
    assert patched["accounts"]["after_the_code"] == ["new@bookstore.example", True, None]


def test_without_closed_self_service_a_closed_pool_still_takes_anybody_and_tells_who_has_an_account(plain):
    for_an_account, for_none = plain["accounts"]["closed"]
    assert for_an_account[0] == "UsernameExistsException"
    assert for_none[0] is None
    assert for_an_account[1] is None


def test_with_closed_self_service_it_refuses_everybody_alike(patched):
    recovery = "InvalidParameterException"
    assert patched["accounts"]["closed"] == [["NotAuthorizedException", recovery, recovery]] * 2
