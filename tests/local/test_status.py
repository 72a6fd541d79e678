"""What `make status` says of parts and of events on their way."""

from bookstore.messaging import outbox
from local.backlog import OUTBOX_PARTITIONS, Backlog, queue_kind
from local.ports import Ports
from local.status import describe_backlogs, format_backlogs, format_line, read_status
from local.stop import stop_components
from tests.local.free_ports import free_base
from tests.local.small_components import DYING, SmallComponent, start_components

PORTS = Ports(free_base())


def test_a_component_that_runs_is_healthy_and_has_a_size(tmp_path):
    component = SmallComponent(tmp_path, PORTS)
    start_components([component])
    try:
        condition = read_status(component)
    finally:
        stop_components([component], lambda _: None)
    assert condition.healthy is True
    assert condition.why == ""
    assert condition.megabytes in range(5, 60)
    assert format_line(condition).split()[:2] == ["small", "healthy"]


def test_a_component_that_was_never_started_or_was_stopped_is_reported_so(tmp_path):
    assert format_line(read_status(SmallComponent(tmp_path, PORTS))).endswith(f"127.0.0.1:{PORTS.door}  not started")


def test_a_component_that_died_reports_the_end_of_its_log(tmp_path):
    component = SmallComponent(tmp_path, PORTS, DYING)
    component.log.parent.mkdir()
    component.log.write_text("ERROR: the disk is full\n")
    component.record.parent.mkdir()
    component.record.write_text('{"pid": 1, "started": "long ago"}')
    assert read_status(component).why == f"it ended by itself; its log says: ERROR: the disk is full ({component.log})"


def test_queues_are_distinguished_by_the_names_the_templates_use():
    assert [queue_kind(name) for name in ("Inbox", "InboxDeadLetters", "Parked")] == ["inbox", "dead", "parked"]


def test_the_outbox_is_counted_in_every_partition_it_has():
    assert outbox.PARTITIONS == OUTBOX_PARTITIONS


def test_events_in_flight_and_failed_events_are_reported_in_one_line():
    assert describe_backlogs([Backlog("cart")]) == "Every event has arrived."
    moving = [Backlog("orders", outbox=1000), Backlog("search", inbox=230, streams=4)]
    assert describe_backlogs(moving) == "1,234 events and changes are still on their way."
    assert describe_backlogs([Backlog("cart", dead=2, parked=1)]).startswith(
        "Every event has arrived. 3 messages were parked after failures"
    )


def test_without_a_deployment_status_names_the_command_for_one():
    assert format_backlogs([]) == ["Nothing is deployed yet: `make up` deploys it."]
