"""Each patch of AppSync twice: the emulator still needs it (else delete the patch), and with it all is well."""

import pytest

from tests.local.probing import facts_of


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    return facts_of("appsync_probe", tmp_path_factory.mktemp("plain"), "plain")


@pytest.fixture(scope="module")
def patched(tmp_path_factory):
    return facts_of("appsync_probe", tmp_path_factory.mktemp("patched"), "patched")


@pytest.mark.parametrize(
    ("fact", "without", "patched_by"),
    [
        ("found", "2", {"dynamodb_source": "1"}),
        ("siblings", ['"alone"'], {"execution": ['"together"']}),
        ("selection", "", {"selections": "other"}),
        ("typed_key", {"pk": "a"}, {"dynamodb_module": {"pk": {"S": "a"}}}),
        ("event", False, {"event_target": True}),
        ("function_code", [], {"pipeline_functions": ["x"]}),
        ("association", False, {"merged_apis": True}),
        ("websocket", [], {"realtime": ["connection_error"]}),
        ("threads", 1, {"node_calls": 0}),
        ("parsed", 2, {"operations": 1}),
    ],
)
def test_a_patch_is_needed_and_does_its_work(plain, patched, fact, without, patched_by):
    ((patch, with_it),) = patched_by.items()
    assert (plain[fact], patched[fact]) == (without, with_it), patch


def test_without_callers_tokens_and_keys_that_have_expired_or_are_forged_still_count(plain):
    assert plain["expiries"] == {"valid": [200, 200], "expired": [200, 200], "forged": 200}


def test_with_callers_they_do_not(patched):
    assert patched["expiries"] == {"valid": [200, 200], "expired": [401, 401], "forged": 401}


def test_code_that_never_ends_is_ended_with_its_process(plain, patched):
    assert plain["stuck"] == patched["stuck"] == "evaluation exceeded 1 seconds and was cancelled"


def test_after_thirty_seconds_the_fields_that_have_a_value_are_answered(patched):
    assert patched["partial"] == {
        "limit": 30.0,
        "status": 200,
        "data": {"a": '"in time"', "b": None},
        "errors": [[["b"], "ExecutionTimeout", "Execution timed out."]],
    }
