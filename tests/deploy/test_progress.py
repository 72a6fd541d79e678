"""What a command is doing is shown in place on a terminal, and in few plain lines elsewhere."""

import io

import pytest

from deploy.progress import ERASE_LINE, Console


class Terminal(io.StringIO):
    def isatty(self):
        return True


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


def test_a_log_has_a_line_for_a_steps_start_its_quarters_and_its_end(clock):
    out = io.StringIO()
    with Console(out, clock).task("loading books", 8) as task:
        for _ in range(8):
            clock.now += 0.5
            task.advance()
    assert out.getvalue().splitlines() == [
        "  loading books (0 of 8)",
        "  loading books (2 of 8)",
        "  loading books (4 of 8)",
        "  loading books (6 of 8)",
        "  loading books: 8 in 4.0 s",
    ]


def test_a_slow_step_shows_a_sign_of_life_between_its_quarters(clock):
    out = io.StringIO()
    with Console(out, clock).task("loading", 1_000) as task:
        for _ in range(4):
            clock.now += 8
            task.advance()
    assert out.getvalue().splitlines()[1:3] == ["  loading (2 of 1,000)", "  loading (4 of 1,000)"]


def test_on_a_terminal_the_count_is_in_place_and_finished_lines_stay_above_it(clock):
    out = Terminal()
    console = Console(out, clock)
    with console.task("loading books", 2) as task:
        task.advance()
        console.print_line("stock is in")
    lines = out.getvalue().split("\n")
    assert lines[0].split(ERASE_LINE)[1:] == ["  loading books (0 of 2)", "  loading books (1 of 2)", "  stock is in"]
    assert lines[1].split(ERASE_LINE) == ["  loading books (1 of 2)", "  loading books: 2 in 0.0 s"]


def test_two_steps_at_once_share_the_line(clock):
    out = Terminal()
    console = Console(out, clock)
    with console.task("loading books", 2), console.task("building the site"):
        assert out.getvalue().endswith("  loading books (0 of 2) · building the site")


def test_an_interrupted_step_is_reported_so(clock):
    out = io.StringIO()
    with pytest.raises(ValueError, match="no"), Console(out, clock).task("loading books", 2):
        raise ValueError("no")
    assert out.getvalue().splitlines()[-1] == "  loading books was broken off"
