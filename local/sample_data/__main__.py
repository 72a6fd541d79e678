"""`python -m local.sample_data --stage local` loads the sample data into a shop; doing it again changes nothing."""

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
from local.sample_data.catalogue import load
from local.sample_data.load import Step, load_books, load_history
from ops.stage import Stage


def main() -> None:
    """Books and copies, then the history, which goes on streaming into the views when this has ended."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stage", default="local")
    parser.add_argument("--today", type=date.fromisoformat, default=date.today(), help="the day the history ends")  # noqa: DTZ011
    parser.add_argument("--only", choices=("all", "books", "history"), default="all")
    parser.add_argument("--progress", type=Path, help="a file that tells how far it is, instead of the terminal")
    options = parser.parse_args()
    stage, books = Stage(options.stage), load()
    with ExitStack() as steps:
        step = write_progress(options.progress) if options.progress else show_progress(steps)
        if options.only != "history":
            load_books(stage, books, step)
        if options.only != "books":
            load_history(stage, books, options.today, step)


def show_progress(steps: ExitStack) -> Step:
    """Show each step on the terminal until the next one begins."""

    def begin(what: str, total: int) -> Callable[[int], None]:
        steps.close()
        return steps.enter_context(CONSOLE.task(what, total)).advance

    return begin


def write_progress(file: Path) -> Step:
    """Write {"what", "done", "total"} of the present step into a file, whole each time."""

    def begin(what: str, total: int) -> Callable[[int], None]:
        done = 0

        def advance(count: int) -> None:
            nonlocal done
            done += count
            beside = file.with_suffix(".new")
            beside.write_text(json.dumps({"what": what, "done": done, "total": total}))
            os.replace(beside, file)

        advance(0)
        return advance

    return begin


if __name__ == "__main__":
    sys.exit(run_command(main))
