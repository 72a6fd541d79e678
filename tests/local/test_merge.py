"""A journal's lines become part of the saved state, whatever moment a kill chooses to interrupt that."""

import json

import pytest

from local.emulator.durability import checkpoint, merge
from local.emulator.durability.merge import POSITIONS, UNREAD
from tests.local.journal_lines import NEW_TABLE, QUEUE, START, TABLE, entry, put, record, sent, write


@pytest.fixture
def state(tmp_path):
    write(tmp_path, 1, *START)
    assert checkpoint.merge(tmp_path) == 1
    return tmp_path


def store(state, service, name):
    return json.loads((state / f"{service}.json").read_text())["payload"][name]["data"]


def orders(state):
    return {key: items["__no_sort__"] for key, items in store(state, "dynamodb", "tables")[TABLE]["items"].items()}


def messages(state):
    return [message["id"] for message in store(state, "sqs", "queues")[QUEUE]["messages"]]


def unread(state):
    return [result["dynamodb"] for result in store(state, "dynamodb", UNREAD)[TABLE]]


def test_items_are_put_replaced_and_deleted(state):
    write(state, 2, [put("a", n=1), put("b", n=1)], [put("a", n=2), ["delete", TABLE, "b", "__no_sort__"]])
    checkpoint.merge(state)
    assert orders(state) == {"a": {"n": 2}}
    assert store(state, "dynamodb", "tables")[TABLE]["ItemCount"] == 1


def test_a_line_that_was_cut_off_changes_nothing(state):
    write(state, 2, [put("a", n=1)], [put("a", n=2), put("b", n=2)], end="")
    checkpoint.merge(state)
    assert orders(state) == {"a": {"n": 1}}


def test_a_record_gets_the_images_that_its_line_leaves_out(state):
    write(state, 2, [put("a", n=1), record("1", "NewImage")], [put("a", n=2), record("2", "OldImage", "NewImage")])
    checkpoint.merge(state)
    assert unread(state) == [
        {"SequenceNumber": "1", "NewImage": {"n": 1}},
        {"SequenceNumber": "2", "OldImage": {"n": 1}, "NewImage": {"n": 2}},
    ]


def test_records_that_were_read_are_gone(state):
    write(state, 2, [put("a"), record("1")], [put("b"), record("2")], [["read", "m-1", "1"]])
    checkpoint.merge(state)
    assert [result["SequenceNumber"] for result in unread(state)] == ["2"]
    assert json.loads((state / "dynamodb.json").read_text())["payload"][POSITIONS] == {"m-1": "1"}


def test_the_work_grows_with_the_journal_and_not_with_its_square(state, monkeypatch):
    looked_at = []
    plain = merge._number
    monkeypatch.setattr(merge, "_number", lambda result: looked_at.append(result) or plain(result))
    write(state, 2, *([put("a", n=number), record(f"{number:04}")] for number in range(500)))
    checkpoint.merge(state)
    assert len(unread(state)) == 500
    assert len(looked_at) <= 4 * 500


def test_messages_come_and_go(state):
    write(state, 2, [sent("1")], [sent("2"), sent("3")], [["removed", QUEUE, ["2"]]])
    checkpoint.merge(state)
    assert messages(state) == ["1", "3"]


def test_entries_of_any_service_are_replaced_and_dropped(state):
    one, other = "000000000000\0us-east-1\0'/one'", "000000000000\0us-east-1\0'/other'"
    write(state, 2, [entry("ssm", "parameters", one, {"v": 1}), entry("ssm", "parameters", other, {"v": 1})])
    write(state, 3, [entry("ssm", "parameters", one, {"v": 2}), ["dropped", "ssm", "parameters", other]])
    checkpoint.merge(state)
    assert store(state, "ssm", "parameters") == {one: {"v": 2}}
    assert json.loads((state / "ssm.json").read_text())["__ministack_format__"] == 3


def test_what_a_new_process_does_not_have_any_more_is_dropped(state):
    one, other = "000000000000\0us-east-1\0'/one'", "000000000000\0us-east-1\0'/other'"
    write(state, 2, [entry("ssm", "parameters", one, {"v": 1}), entry("ssm", "parameters", other, {"v": 1})])
    write(state, 3, [entry("ssm", "parameters", one, {"v": 1}), ["only", "ssm", [["parameters", one]]]])
    checkpoint.merge(state)
    assert store(state, "ssm", "parameters") == {one: {"v": 1}}


def test_a_changed_table_keeps_its_items_and_one_made_anew_has_none(state):
    write(state, 2, [put("a", n=1)], [entry("dynamodb", "tables", TABLE, {**NEW_TABLE, "DeletionProtection": True})])
    checkpoint.merge(state)
    assert orders(state) == {"a": {"n": 1}}
    write(state, 3, [entry("dynamodb", "tables", TABLE, {**NEW_TABLE, "TableId": "t-2"})])
    checkpoint.merge(state)
    assert orders(state) == {}


def test_the_same_journal_twice_is_the_same_as_once(state):
    lines = ([put("a", n=1), record("1", "NewImage")], [sent("1")], [sent("2"), ["removed", QUEUE, ["1"]]])
    write(state, 2, *lines)
    checkpoint.merge(state)
    once = files(state)
    write(state, 3, *lines)
    checkpoint.merge(state)
    assert files(state) == once


def test_only_the_files_that_were_asked_for_are_merged(state):
    """What the emulator writes meanwhile stays in the journal."""
    write(state, 2, [put("a", n=1)])
    write(state, 3, [put("a", n=2)])
    assert checkpoint.merge(state, through=2) == 2
    assert orders(state) == {"a": {"n": 1}}
    assert checkpoint.merge(state) == 3
    assert orders(state) == {"a": {"n": 2}}


def test_an_empty_journal_leaves_the_files_untouched(state):
    before = (state / "dynamodb.json").stat().st_ino
    write(state, 2, end="")
    assert checkpoint.merge(state) == 0
    assert (state / "dynamodb.json").stat().st_ino == before


class Killed(BaseException):
    """Nothing after this happens."""


@pytest.mark.parametrize("moment", range(17))
def test_a_merge_that_is_killed_at_any_moment_is_done_by_the_next(state, monkeypatch, moment):
    write(
        state, 2, [put("a", n=1), record("1", "NewImage")], [sent("1")], [entry("ssm", "parameters", "key", {"v": 1})]
    )
    with monkeypatch.context() as patched:
        kill_after(patched, moment)
        with pytest.raises(Killed):
            checkpoint.merge(state)
    checkpoint.merge(state)
    assert orders(state) == {"a": {"n": 1}}
    assert messages(state) == ["1"]
    assert len(unread(state)) == 1
    assert sorted(file.name for file in state.iterdir() if file.suffix != ".json") == ["journal", "lock"]
    assert list(checkpoint.journal_folder(state).iterdir()) == []


def kill_after(patched, steps):
    """Of everything that changes files; a merge takes seventeen steps."""
    left = [steps]

    def before(plain):
        def step(*arguments, **named):
            if not left[0]:
                raise Killed
            left[0] -= 1
            return plain(*arguments, **named)

        return step

    for module, names in ((checkpoint.os, ("replace",)), (checkpoint.shutil, ("rmtree",))):
        for name in names:
            patched.setattr(module, name, before(getattr(module, name)))
    for name in ("write_text", "unlink", "mkdir"):
        patched.setattr(checkpoint.Path, name, before(getattr(checkpoint.Path, name)))


def files(state):
    return {file.name: file.read_text() for file in state.glob("*.json")}
