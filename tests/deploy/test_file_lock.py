"""Two commands at once: the second waits, and says so."""

import threading

from deploy.file_lock import hold_lock


def test_the_second_command_waits_for_the_first_and_reports_it(tmp_path):
    order, printed, waiting = [], [], threading.Event()

    def report(line):
        printed.append(line)
        waiting.set()

    def second():
        with hold_lock(tmp_path / "lock", report):
            order.append("second")

    thread = threading.Thread(target=second)
    with hold_lock(tmp_path / "lock", printed.append):
        thread.start()
        assert waiting.wait()
        order.append("first")
    thread.join()
    assert order == ["first", "second"]
    assert printed == ["another command is at work here; waiting for it"]
