"""Share what the engines have in common: files from engines.lock, and configuration written before each start."""

import json
import string
from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar

from local.component import Component
from local.paths import ENGINES

CONFIGURATIONS = Path(__file__).with_name("conf")


def escape_settings(settings: Mapping[str, str], suffix: str) -> dict[str, str]:
    r"""Escape values so that they stand between quotes, whatever a folder is called; .properties has no quotes.

    Every format here reads \\uXXXX, and Java reads .properties as Latin-1. Groovy would expand variables at a `$`.
    """
    encoded = {name: json.dumps(value)[1:-1] for name, value in settings.items()}
    if suffix == ".properties":
        return {name: value.replace('\\"', '"') for name, value in encoded.items()}
    return {name: value.replace("$", "\\$") for name, value in encoded.items()} if suffix == ".groovy" else encoded


class Engine(Component):
    """An engine; `conf/`, `data/`, `logs/` and `tmp/` of its folder are its own, `conf/` is written at each start."""

    configuration: ClassVar[dict[str, str]] = {}  # our file -> the name the engine looks for

    @property
    def files(self) -> Path:
        return ENGINES / self.name

    @property
    def jars(self) -> str:
        return f"{self.files}/lib/*"

    @property
    def temporary(self) -> Path:
        return self.folder / "tmp"

    def prepare(self) -> None:
        for name in ("conf", "data", "logs", "tmp"):
            (self.folder / name).mkdir(parents=True, exist_ok=True)
        for source, target in self.configuration.items():
            settings = escape_settings(self.settings(), Path(source).suffix)
            text = string.Template((CONFIGURATIONS / source).read_text()).safe_substitute(settings)
            (self.folder / "conf" / target).write_text(text, encoding="ascii")

    def settings(self) -> dict[str, str]:
        """Return what a configuration file may mention as ${NAME}."""
        port, *others = self.listens_on()
        folders = {name.upper(): str(self.folder / name) for name in ("conf", "data", "logs")}
        return {**folders, "PORT": str(port), "SECOND_PORT": str(others[0]) if others else ""}

    @property
    def working_folder(self) -> Path:
        return self.folder
