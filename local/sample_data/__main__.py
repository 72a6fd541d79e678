"""`python -m local.sample_data --stage local` loads the sample data into a shop; a repetition changes nothing."""

import argparse
import json
import os
import sys
from collections.abc import Callable
from contextlib import ExitStack
from datetime import date
from pathlib import Path

from deploy.command import run_command
from deploy.progress import CONSOLE
from local.sample_data.catalogue import load_catalogue
from local.sample_data.load import StartStep, load_books, load_history
from ops.stage import Stage


def main() -> None:
    """Load the books and their stock, then the history, whose events reach the read models after the end of this."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stage", default="local")
    parser.add_argument("--today", type=date.fromisoformat, default=date.today(), help="the day the history ends")  # noqa: DTZ011
    parser.add_argument("--only", choices=("all", "books", "history"), default="all")
    parser.add_argument("--progress", type=Path, help="a file to report the progress to, instead of the terminal")
    options = parser.parse_args()
    stage, books = Stage(options.stage), load_catalogue()
    with ExitStack() as steps:
        start_step = write_progress(options.progress) if options.progress else show_progress(steps)
        if options.only != "history":
            load_books(stage, books, start_step)
        if options.only != "books":
            load_history(stage, books, options.today, start_step)


def show_progress(steps: ExitStack) -> StartStep:
    """Show each step on the terminal until the next one starts."""

    def start_step(what: str, total: int) -> Callable[[int], None]:
        steps.close()
        return steps.enter_context(CONSOLE.task(what, total)).advance

    return start_step


def write_progress(file: Path) -> StartStep:
    """Write {"what", "done", "total"} of the current step to a file, which is replaced at once each time."""

    def start_step(what: str, total: int) -> Callable[[int], None]:
        done = 0

        def advance(count: int) -> None:
            nonlocal done
            done += count
            replacement = file.with_suffix(".new")
            replacement.write_text(json.dumps({"what": what, "done": done, "total": total}))
            os.replace(replacement, file)

        advance(0)
        return advance

    return start_step


if __name__ == "__main__":
    sys.exit(run_command(main))
