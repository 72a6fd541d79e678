"""The Makefile's targets: each one that names no file is declared phony, and described by `make help`."""

import re

from deploy.paths import ROOT

MAKEFILE = (ROOT / "Makefile").read_text()
TARGETS = set(re.findall(r"^([a-z-]+|\$\([A-Z_]+\)):(?!=)", MAKEFILE, re.MULTILINE))
PARTS = {"journey-tests", "storefront-tests", "$(ENGINE_PARTS)", "system-tests", "fault-tests"}
INTERNAL = {"ready", "ready-for-tests", *PARTS}  # other targets need them


def test_every_target_is_phony():
    (phony,) = re.findall(r"^\.PHONY: (.*)$", MAKEFILE, re.MULTILINE)
    assert set(phony.split()) == TARGETS


def test_every_target_is_described():
    described = set(re.findall(r"^([a-z-]+):.*## ", MAKEFILE, re.MULTILINE))
    assert described == TARGETS - INTERNAL


def test_every_folder_of_tests_is_run():
    """By `make check`, or by a part of `make test`; `make test-deep` runs tests/deep."""
    folders = {path.parent.relative_to(ROOT / "tests").parts[0] for path in (ROOT / "tests").glob("*/**/test_*.py")}
    services = {path.name for path in (ROOT / "services").iterdir()}
    engine_parts = re.search(r"^ENGINE_PARTS := \$\(addprefix engine-tests-,(.*)\)$", MAKEFILE, re.MULTILINE)
    assert set(engine_parts[1].split()) == services
    assert set(re.findall(r"\btests/([a-z_]+)", MAKEFILE)) | services == folders
