"""Logs: their end, and the line that tells most."""

from local import log_tail


def test_the_last_error_tells_most_even_when_quieter_lines_follow():
    lines = ["starting", "ERROR: port in use", "\tat java.base/x", "    at y", "bye"]
    assert log_tail.most_informative_line(lines) == "ERROR: port in use"


def test_without_an_error_the_last_line_that_is_no_stack_trace_tells_most():
    assert log_tail.most_informative_line(["one", "two", "\tat java.base/x", ""]) == "two"


def test_an_empty_log_is_reported_so():
    assert log_tail.most_informative_line([]) == "it said nothing"


def test_the_tail_is_the_last_lines_of_a_long_file(tmp_path):
    log = tmp_path / "part.log"
    log.write_text("".join(f"line {number}\n" for number in range(10_000)))
    assert log_tail.tail(log, 2) == ["line 9998", "line 9999"]


def test_a_log_that_does_not_exist_has_no_tail(tmp_path):
    assert log_tail.tail(tmp_path / "none.log", 5) == []


def test_a_large_log_is_rotated(tmp_path, monkeypatch):
    monkeypatch.setattr(log_tail, "LARGEST_LOG", 10)
    (tmp_path / "part.log").write_text("x" * 11)
    log_tail.rotate(tmp_path / "part.log")
    assert [file.name for file in tmp_path.iterdir()] == ["part.1.log"]
