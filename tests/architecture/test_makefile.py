"""The Makefile's targets: each one that names no file is declared phony, and described by `make help`."""

import re

from deploy.paths import ROOT

MAKEFILE = (ROOT / "Makefile").read_text()
TARGETS = set(re.findall(r"^([a-z-]+):(?!=)", MAKEFILE, re.MULTILINE))
INTERNAL = {"ready", "ready-for-tests"}  # other targets need them


def test_every_target_is_phony():
    (phony,) = re.findall(r"^\.PHONY: (.*)$", MAKEFILE, re.MULTILINE)
    assert set(phony.split()) == TARGETS


def test_every_target_is_described():
    described = set(re.findall(r"^([a-z-]+):.*## ", MAKEFILE, re.MULTILINE))
    assert described == TARGETS - INTERNAL
