"""Every service runs on what its package and Lambda itself carry, and its package is the same whenever it is made."""

import importlib.util
import os
import subprocess
import sys
from importlib.util import cache_from_source
from pathlib import Path
from zipfile import ZipFile

import pytest

from deploy import layers, packaging
from deploy.project import project_folder, service_names

SHIPPED_BY_LAMBDA = ("boto3", "botocore", "s3transfer", "jmespath", "dateutil", "urllib3", "six")
PROVIDED = {"boto3", "botocore", "s3transfer"}
PYTHON_2 = "aenum/_py2.py"  # never imported
RUN = "import sys; sys.path[:0] = sys.argv[1:]; import app; print(app.app.app_name, *sorted(sys.modules))"


@pytest.fixture(scope="module")
def lambdas_own(tmp_path_factory):
    """A folder with boto3 and what it needs, taken from this environment."""
    folder = tmp_path_factory.mktemp("lambda")
    for name in SHIPPED_BY_LAMBDA:
        result = Path(importlib.util.find_spec(name).origin)
        source = result.parent if result.name == "__init__.py" else result
        (folder / source.name).symlink_to(source)
    return folder


@pytest.fixture(scope="module", params=service_names())
def service(request):
    return request.param


@pytest.fixture(scope="module")
def package(service):
    return packaging.package(service, "test")


@pytest.fixture(scope="module")
def unpacked(service, package, tmp_path_factory):
    folder = tmp_path_factory.mktemp(service)
    for zip_file in package.zips:
        with ZipFile(zip_file) as archive:
            archive.extractall(folder / zip_file.stem)
    return folder


def test_the_app_is_imported_by_a_clean_python(unpacked, lambdas_own):
    paths = [unpacked / "deployment", unpacked / "layer-deployment" / layers.SITE_PACKAGES, lambdas_own]
    command = [sys.executable, "-I", "-S", "-c", RUN, *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={"PATH": os.environ["PATH"]})
    assert done.returncode == 0, done.stderr
    name, *modules = done.stdout.split()
    assert name.startswith("bookstore-")
    assert "chalice.cli" not in modules


def test_nothing_is_shipped_that_lambda_brings(unpacked):
    shipped = {path.name for path in (unpacked / "layer-deployment" / layers.SITE_PACKAGES).iterdir()}
    assert shipped & {*PROVIDED, "chalice", "pip", "setuptools", "click", "inquirer"} == set()


def test_every_module_comes_with_bytecode(unpacked):
    modules = (module for module in unpacked.rglob("*.py") if not module.match(PYTHON_2))
    assert [module for module in modules if not Path(cache_from_source(str(module))).exists()] == []


def test_made_once_more_it_is_the_same_byte_for_byte(service, package, tmp_path):
    second = packaging.build_package(project_folder(service), "test", tmp_path)
    for file in (packaging.TEMPLATE, packaging.CODE, packaging.LIBRARIES):
        assert (second / file).read_bytes() == (package.folder / file).read_bytes(), file


def test_libraries_installed_once_more_are_the_same_byte_for_byte(tmp_path):
    requirements = project_folder("catalog") / "requirements.txt"
    layers.build_layer(requirements, tmp_path)
    assert (tmp_path / "layer.zip").read_bytes() == layers.get_layer(requirements).read_bytes()
