"""What durability promises inside MiniStack; tests/local/test_killed_emulator.py kills it."""

import pytest

from tests.local.probing import facts_of


@pytest.fixture(scope="module")
def facts(tmp_path_factory):
    return facts_of("durability_probe", tmp_path_factory.mktemp("durability"))


def test_the_stores_that_are_not_copied_are_all_that_ministack_saves(facts):
    """A store that a new version of MiniStack adds must not be forgotten."""
    assert {name: ours for name, (_, ours) in facts["stores"].items()} == {
        name: [store for store in theirs if store != "unread_stream_records"]
        for name, (theirs, _) in facts["stores"].items()
    }


def test_requests_that_change_an_entry_are_distinguished_from_others(facts):
    assert facts["operations"] == {
        "dynamodb": ["CreateTable", "UpdateTimeToLive"],
        "sqs": ["CreateQueue", "SetQueueAttributes"],
        "cognito-idp": ["InitiateAuth", "AdminCreateUser"],
        "appsync": ["Put"],
    }


def test_an_operation_is_found_in_each_protocol(facts):
    rest = ["Invoke", "GraphQL", "GraphQL", "EvaluateCode", "Put", "Get", "Put"]
    assert facts["operation_names"] == ["PutParameter", "CreateStack", "PutMetricAlarm", *rest]


def test_a_message_that_is_sent_while_another_one_is_removed_is_not_lost(facts):
    assert facts["sent_meanwhile"] == ["new"]


def test_an_unreceived_message_expires(facts):
    assert facts["retention"] == ["recent"]


def test_a_saved_queue_is_plain_data(facts):
    assert facts["copied_queue"] == "dict"


def test_an_expired_item_is_removed_by_the_writing_thread_unless_it_was_replaced(facts):
    assert facts["expired"] == {"left": ["renewed"], "deleted": ["expired"]}


def test_large_bytes_are_files_of_their_own(facts):
    assert facts["large_bytes"]["same"] is True
    assert facts["large_bytes"]["length"] < 200
