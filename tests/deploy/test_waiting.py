"""A wait lasts as long as the work advances, and ends in one sentence when it does not."""

import itertools

import pytest

from deploy.errors import Stalled
from deploy.waiting import wait_until


class Clock:
    """A clock that goes on when somebody sleeps."""

    def __init__(self):
        self.now = 0.0

    def __call__(self):
        return self.now

    def sleep(self, seconds):
        self.now += seconds


@pytest.fixture
def clock():
    return Clock()


def wait(clock, look, **how):
    return wait_until(look, "the books", every=1.0, stalled_after=60, clock=clock, sleep=clock.sleep, **how)


def test_a_truthy_result_is_returned_at_once(clock):
    assert wait(clock, lambda: "found") == "found"
    assert clock.now == 0


def test_work_that_advances_is_waited_for_however_long_it_takes(clock):
    done = itertools.count()
    assert wait(clock, lambda: clock.now > 100_000, progress=lambda: next(done) // 50)


def test_stalled_work_raises_an_error_that_names_it_and_the_log(clock):
    with pytest.raises(Stalled, match=r"Nothing has advanced for 60 s while waiting for the books\. See the log\."):
        wait(clock, lambda: None, progress=lambda: 7, hint="See the log.")
    assert 60 < clock.now < 65


def test_a_slow_machine_is_not_taken_for_stalled_work(clock):
    looks = []

    def look():
        looks.append(clock.now)
        clock.now += 59
        return len(looks) == 19

    assert wait(clock, look)


def test_late_progress_restarts_the_limit(clock):
    with pytest.raises(Stalled):
        wait(clock, lambda: None, progress=lambda: clock.now > 50)
    assert 110 < clock.now < 116


def test_what_goes_wrong_while_looking_is_not_swallowed(clock):
    with pytest.raises(ZeroDivisionError):
        wait(clock, lambda: 1 // 0)
