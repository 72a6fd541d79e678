"""What `make status` says of parts and of events on their way."""

from bookstore.messaging import outbox
from local.backlog import OUTBOX_PARTITIONS, Backlog, queue_kind
from local.ports import Ports
from local.start import start_components
from local.status import describe_backlogs, format_backlogs, format_line, read_status
from local.stop import stop_components
from tests.local.free_ports import free_base
from tests.local.small_components import DYING, SmallComponent

PORTS = Ports(free_base())


def test_a_part_that_runs_is_healthy_and_has_a_size(tmp_path):
    part = SmallComponent(tmp_path, PORTS)
    start_components([part], lambda _: None)
    try:
        condition = read_status(part)
    finally:
        stop_components([part], lambda _: None)
    assert (condition.healthy, condition.why) == (True, "")
    assert condition.megabytes in range(5, 60)
    assert format_line(condition).split()[:2] == ["small", "healthy"]


def test_a_part_that_was_never_started_or_was_stopped_says_so(tmp_path):
    assert format_line(read_status(SmallComponent(tmp_path, PORTS))).endswith(f"127.0.0.1:{PORTS.door}  not started")


def test_a_part_that_died_by_itself_says_its_last_words(tmp_path):
    part = SmallComponent(tmp_path, PORTS, DYING)
    part.log.parent.mkdir()
    part.log.write_text("ERROR: the disk is full\n")
    part.record.parent.mkdir()
    part.record.write_text('{"pid": 1, "started": "long ago"}')
    assert read_status(part).why == f"it ended by itself; its log says: ERROR: the disk is full ({part.log})"


def test_queues_are_told_apart_by_the_names_the_templates_use():
    assert [queue_kind(name) for name in ("Inbox", "InboxDeadLetters", "Parked")] == ["inbox", "dead", "parked"]


def test_the_outbox_is_counted_in_every_partition_it_has():
    assert outbox.PARTITIONS == OUTBOX_PARTITIONS


def test_events_on_their_way_and_events_set_aside_are_said_in_one_line():
    assert describe_backlogs([Backlog("cart")]) == "Every event has arrived."
    moving = [Backlog("orders", outbox=1000), Backlog("search", inbox=230, streams=4)]
    assert describe_backlogs(moving) == "1,234 events and changes are still on their way."
    assert describe_backlogs([Backlog("cart", dead=2, parked=1)]).startswith(
        "Every event has arrived. 3 were set aside"
    )


def test_without_a_deployment_status_says_what_makes_one():
    assert format_backlogs([]) == ["Nothing is deployed yet: `make up` deploys it."]
