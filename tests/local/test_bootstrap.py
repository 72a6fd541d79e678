"""The environments: made once, made again when the requirements change or the making was interrupted."""

import errno
from pathlib import Path

import pytest

from local import bootstrap


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    """A checkout with two requirement files, and an installer that notes what it was asked."""
    monkeypatch.setattr(bootstrap, "LOCAL", tmp_path)
    monkeypatch.setattr(bootstrap, "REQUIREMENTS", tmp_path)
    (tmp_path / "run.txt").write_text("chalice==1.34.0 \\\n    --hash=sha256:aa\n")
    (tmp_path / "dev.txt").write_text("pytest==9.0.0 \\\n    --hash=sha256:bb\n")
    return tmp_path


class Installer:
    """Makes the folder as uv would; `fails` as if the network went away in the middle."""

    def __init__(self):
        self.found, self.fails = [], False

    def __call__(self, folder, listed):
        self.found.append(folder.exists())
        (folder / "bin").mkdir(parents=True, exist_ok=True)
        (folder / "bin" / "python").touch()
        if self.fails:
            raise bootstrap.BootstrapError("no network")


def test_an_environment_is_made_once(checkout):
    install = Installer()
    for _ in range(2):
        bootstrap.make_environment("venv", bootstrap.RUN, install)
    assert install.found == [False]


def test_changed_requirements_are_installed_into_what_is_there(checkout):
    install = Installer()
    bootstrap.make_environment("venv", bootstrap.RUN, install)
    (checkout / "run.txt").write_text("chalice==1.35.0\n")
    bootstrap.make_environment("venv", bootstrap.RUN, install)
    assert install.found == [False, True]


def test_tests_add_to_what_the_shop_needs_and_the_shop_needs_no_tests(checkout):
    install = Installer()
    bootstrap.make_environment("venv", bootstrap.RUN, install)
    bootstrap.make_environment("venv", bootstrap.TESTS, install)
    bootstrap.make_environment("venv", bootstrap.RUN, install)
    bootstrap.make_environment("venv", bootstrap.TESTS, install)
    assert install.found == [False, True]


def test_an_interrupted_environment_is_made_again_from_nothing(checkout):
    install = Installer()
    install.fails = True
    with pytest.raises(bootstrap.BootstrapError):
        bootstrap.make_environment("venv", bootstrap.RUN, install)
    install.fails = False
    bootstrap.make_environment("venv", bootstrap.RUN, install)
    bootstrap.make_environment("venv", bootstrap.RUN, install)
    assert install.found == [False, False]


def test_an_environment_of_a_moved_checkout_is_created_again(checkout, tmp_path, monkeypatch):
    install = Installer()
    bootstrap.make_environment("venv", bootstrap.RUN, install)
    moved = tmp_path / "elsewhere"
    moved.mkdir()
    (checkout / "venv").rename(moved / "venv")
    monkeypatch.setattr(bootstrap, "LOCAL", moved)
    bootstrap.make_environment("venv", bootstrap.RUN, install)
    assert install.found == [False, False]


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("error: Failed to fetch: `https://…`\n dns error", "could not be fetched: check the network"),
        ("Could not find a version\nERROR: No matching distribution found", "could not be fetched: check the network"),
        ("The virtual environment was not created because ensurepip is not available", "apt install python3-venv"),
        ("error: failed to write: No space left on device (os error 28)", "The disk is full"),
        ("error: hash mismatch for chalice", "uv failed while installing: error: hash mismatch for chalice"),
    ],
)
def test_a_failed_installation_is_one_sentence(printed, expected):
    assert expected in bootstrap.explain_failure(["/x/uv", "pip"], printed.splitlines())


def test_another_python_is_refused_with_the_way_out(monkeypatch):
    monkeypatch.setattr(bootstrap, "PYTHON_VERSION", (2, 7))
    with pytest.raises(bootstrap.BootstrapError, match="make PYTHON="):
        bootstrap.require_this_python()


def test_a_full_disk_is_one_sentence(checkout, monkeypatch, capsys):
    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(bootstrap, "make_environment", full)
    assert bootstrap.main() == 1
    assert capsys.readouterr().err.startswith("The disk is full")


def test_a_folder_that_java_cannot_use_is_refused_with_the_way_out(monkeypatch):
    monkeypatch.setattr(bootstrap, "ROOT", Path("/srv/books:2026"))
    with pytest.raises(bootstrap.BootstrapError, match=r"has a colon in its name.*rename or move it"):
        bootstrap.require_usable_folder()
