"""Any part: started side by side, stopped in an orderly way, and one clear sentence when it fails."""

import socket

import pytest

from deploy.errors import UserError
from local import component
from local.ports import Ports, is_free
from local.start import starting
from local.stop import stop_components
from tests.local.free_ports import free_base
from tests.local.small_components import DEAF, DYING, SERVER, SILENT, SmallComponent, start_components

PORTS = Ports(free_base())


def quiet(_):
    """Nobody listens."""


@pytest.fixture
def started(tmp_path):
    """Starts parts, and stops whatever is left of them."""
    every: list[SmallComponent] = []

    def start(*components):
        every.extend(components)
        return start_components(list(components), quiet)

    yield start
    stop_components(every, quiet)


def test_a_component_is_healthy_when_the_start_returns_and_tidies_up_when_it_is_stopped(tmp_path, started):
    component = SmallComponent(tmp_path, PORTS)
    assert started(component) == [component]
    assert component.is_healthy()

    printed: list[str] = []
    stop_components([component], printed.append)

    assert [line.split(" after")[0] for line in printed] == ["small stopped"]
    assert (component.folder / "tidied").exists()
    assert component.running() is None
    assert not component.record.exists()
    assert is_free(PORTS.door)


def test_starting_what_runs_starts_nothing(tmp_path, started):
    component = SmallComponent(tmp_path, PORTS)
    started(component)
    before = component.running()
    assert started(component) == []
    assert component.running() == before


def test_a_component_that_dies_reports_its_most_informative_line_and_stops_the_others(tmp_path, started):
    fine, dying = SmallComponent(tmp_path, PORTS), SmallComponent(tmp_path, PORTS, DYING, "dying", port=PORTS.stripe)
    with pytest.raises(
        UserError, match=r"dying ended while starting \(exit code 3\); .*ERROR: the disk is full.*dying\.log"
    ):
        started(fine, dying)
    assert fine.running() is None
    assert is_free(PORTS.door)


def test_a_component_that_never_answers_is_given_up(tmp_path, started):
    component = SmallComponent(tmp_path, PORTS, SILENT, stalls_after=0.3)
    with pytest.raises(UserError, match="Nothing has advanced for 0 s while waiting for small to become healthy"):
        started(component)
    assert component.running() is None


def test_a_component_that_works_at_its_start_is_waited_for(tmp_path, started):
    """Its patience is shorter than its start takes: what it does meanwhile is seen."""
    busy = "import time\nend = time.process_time() + 2.5\nwhile time.process_time() < end: pass\n" + SERVER
    component = SmallComponent(tmp_path, PORTS, busy, stalls_after=2)
    assert started(component) == [component]


def test_a_component_that_works_without_end_and_never_answers_is_given_up(tmp_path, started, monkeypatch):
    monkeypatch.setattr(component, "MOST_PROCESSOR_SECONDS", 0.5)
    with pytest.raises(UserError, match=r"small has worked for \d s of processor time without becoming ready"):
        started(SmallComponent(tmp_path, PORTS, "while True: pass", stalls_after=300))


def test_a_busy_port_is_said_before_anything_starts(tmp_path, started):
    free, busy = (
        SmallComponent(tmp_path, PORTS),
        SmallComponent(tmp_path, PORTS, component_name="other", port=PORTS.stripe),
    )
    with socket.socket() as occupied:
        occupied.bind(("127.0.0.1", PORTS.stripe))
        occupied.listen()
        with pytest.raises(UserError, match=f"Port {PORTS.stripe}, which other needs"):
            started(free, busy)
    assert free.running() is None
    assert not free.log.exists()


def test_a_component_that_does_not_listen_is_ended(tmp_path):
    component = SmallComponent(tmp_path, PORTS, DEAF)
    start_components([component], quiet)
    record = component.running()
    printed: list[str] = []
    stop_components([component], printed.append)
    assert printed[0].startswith("small had to be ended")
    assert record is not None
    assert not record.is_alive()


def test_a_component_whose_program_is_missing_says_so(tmp_path, monkeypatch):
    component = SmallComponent(tmp_path, PORTS)
    monkeypatch.setattr(SmallComponent, "command", lambda _: ["/nowhere/java"])
    with pytest.raises(UserError, match="small cannot start: /nowhere/java is not there"):
        start_components([component], quiet)
    assert component.running() is None


def test_ctrl_c_while_waiting_stops_what_was_started(tmp_path, monkeypatch):
    component = SmallComponent(tmp_path, PORTS)

    def press_ctrl_c(_):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        start_components([component], press_ctrl_c)
    assert component.running() is None
    assert is_free(PORTS.door)


def test_what_is_ready_can_be_worked_with_while_another_starts_and_a_failure_stops_both(tmp_path):
    ready, slow = SmallComponent(tmp_path, PORTS), SmallComponent(tmp_path, PORTS, SILENT, "slow", port=PORTS.stripe)
    seen: list[bool] = []

    def work_and_fail():
        with starting([ready, slow], quiet) as start:
            start.wait(["small", "one that ran before"])
            seen.extend([ready.is_healthy(), start.futures["slow"].done()])
            raise RuntimeError

    with pytest.raises(RuntimeError):
        work_and_fail()
    assert seen == [True, False]
    assert ready.running() is None
    assert slow.running() is None
