"""What `make logs SERVICE=…` shows."""

import json

from local.function_logs import LogLine, format_message


def test_a_line_of_json_becomes_level_sentence_and_facts():
    line = {"level": "INFO", "location": "relay:7", "message": "published", "service": "x", "taken": 3, "left": None}
    assert format_message(json.dumps(line)) == "INFO    published taken=3"


def test_a_traceback_follows_with_the_functions_own_paths():
    trace = 'File "/tmp/a/ministack-lambda-bookstore-cart-local-x1/code/chalicelib/api.py", line 3'
    line = {"level": "ERROR", "message": "it broke", "exception": trace, "exception_name": "KeyError"}
    assert format_message(json.dumps(line)) == 'ERROR   it broke\nFile "chalicelib/api.py", line 3'


def test_a_line_that_is_not_json_is_shown_as_it_is():
    assert format_message("Killed") == "Killed"
    assert format_message("42") == "42"


def test_a_line_names_its_time_and_its_function():
    assert str(LogLine(1_700_000_000_123, "relay", "hello")) == "22:13:20.123 relay        hello"
