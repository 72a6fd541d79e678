"""A package holds what Lambda needs, with bytecode, and is the same whenever it is made."""

import hashlib
import importlib.util
import json
import shutil
from zipfile import ZipFile

import pytest

from deploy import layers, packaging, project
from deploy.errors import UserError
from tests.deploy.small_shop import write_project

LAYER = layers.SITE_PACKAGES
UNCHECKED = b"\x01\x00\x00\x00"  # trusts the bytecode, as its flags say it


@pytest.fixture(scope="module")
def shop(tmp_path_factory):
    return write_project(tmp_path_factory.mktemp("shop"))


@pytest.fixture(scope="module")
def package(shop, tmp_path_factory):
    return packaging.build_package(shop, "test", tmp_path_factory.mktemp("work"))


def contents(zip_file):
    with ZipFile(zip_file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def listing(folder):
    return sorted(str(file.relative_to(folder)) for file in folder.rglob("*"))


def test_a_repeated_package_is_byte_identical(shop, package, tmp_path):
    second = packaging.build_package(shop, "test", tmp_path)
    assert listing(second) == listing(package) == ["deployment.zip", "layer-deployment.zip", "sam.json"]
    for name in listing(second):
        assert (second / name).read_bytes() == (package / name).read_bytes(), name


def test_a_layer_built_again_from_nothing_is_byte_identical(shop, package, tmp_path):
    layers.build_layer(shop / "requirements.txt", tmp_path)
    assert (tmp_path / "layer.zip").read_bytes() == (package / "layer-deployment.zip").read_bytes()


def test_packaging_leaves_the_project_folder_as_it_was(shop, tmp_path):
    before = listing(shop)
    packaging.build_package(shop, "test", tmp_path)
    assert listing(shop) == before


def test_the_code_is_the_app_the_shared_library_and_the_one_file_of_chalice_that_runs(package):
    modules = [name for name in contents(package / "deployment.zip") if name.endswith(".py")]
    assert modules == [
        "app.py",
        "bookstore/__init__.py",
        "chalice/__init__.py",
        "chalice/app.py",
        "chalicelib/__init__.py",
        "chalicelib/shelf.py",
    ]


@pytest.mark.parametrize("name", ["deployment.zip", "layer-deployment.zip"])
def test_every_module_comes_with_bytecode_that_python_3_11_trusts(package, name):
    files = contents(package / name)
    for module in (name for name in files if name.endswith(".py")):
        folder, _, stem = module.removesuffix(".py").rpartition("/")
        bytecode = files[f"{folder}/__pycache__/{stem}.cpython-311.pyc".removeprefix("/")]
        assert bytecode[:8] == importlib.util.MAGIC_NUMBER + UNCHECKED
        assert bytecode[8:16] == importlib.util.source_hash(files[module])


def test_the_template_says_what_chalice_and_both_files_say(package):
    template = json.loads((package / "sam.json").read_text())
    assert template["Resources"]["APIHandler"]["Properties"]["Role"] == {"Fn::GetAtt": ["ApiRole", "Arn"]}
    assert template["Resources"]["APIHandler"]["Properties"]["CodeUri"] == "./deployment.zip"
    assert template["Resources"]["ManagedLayer"]["Properties"]["ContentUri"] == "./layer-deployment.zip"
    assert "RestAPIId" in template["Outputs"]


def test_what_lambda_brings_is_left_out_of_the_layer(tmp_path):
    site = tmp_path / "site"
    for name in (
        "boto3",
        "boto3-1.0.dist-info",
        "botocore",
        "chalice",
        "bin",
        "redis",
        "redis/__pycache__",
        "boto3_types",
    ):
        (site / name).mkdir(parents=True)
    layers.remove_matching(site, layers.EXCLUDED)
    assert sorted(path.name for path in site.iterdir()) == ["boto3_types", "redis"]
    assert list((site / "redis").iterdir()) == []


def test_a_change_of_the_shared_library_is_a_change_of_the_project(tmp_path):
    shop = write_project(tmp_path)
    before = project.fingerprint(shop)
    assert project.fingerprint(shop) == before
    (tmp_path / "shared" / "bookstore" / "__init__.py").write_text('greeting = "good evening"\n')
    assert project.fingerprint(shop) != before


def test_what_tools_leave_behind_is_no_change_of_the_project_and_in_no_copy(tmp_path):
    shop = write_project(tmp_path / "shop")
    before = project.fingerprint(shop)
    for name in (".mypy_cache/3.11/app.json", "chalicelib/__pycache__/shelf.pyc", ".chalice/deployed/local.json"):
        (shop / name).parent.mkdir(parents=True)
        (shop / name).write_text("left behind")
    assert project.fingerprint(shop) == before
    project.copy_project(shop, tmp_path / "copy")
    assert not [file for file in (tmp_path / "copy").rglob("*") if file.is_file() and file.read_text() == "left behind"]


def test_an_app_that_cannot_be_imported_is_shown_with_its_reason(tmp_path):
    shop = write_project(tmp_path / "shop")
    (shop / "app.py").write_text("import nothing_of_that_name\n")
    with pytest.raises(UserError, match="No module named 'nothing_of_that_name'"):
        packaging.build_package(shop, "test", tmp_path)


def test_a_service_that_is_not_there_is_refused_with_the_names_of_those_that_are():
    with pytest.raises(UserError, match=r"There is no service called shelves; the services are .*catalog"):
        packaging.package("shelves", "test")


def test_a_library_that_cannot_be_had_is_named(tmp_path):
    (tmp_path / "requirements.txt").write_text("python-ulid==0.0.0.1\n")
    with pytest.raises(UserError, match=r"python-ulid==0\.0\.0\.1"):
        layers.build_layer(tmp_path / "requirements.txt", tmp_path / "work")


def test_other_requirements_make_another_layer(tmp_path):
    requirements = tmp_path / "requirements.txt"
    requirements.write_text("redis==1\n")
    first = layers.layer_key(requirements)
    requirements.write_text("redis==2\n")
    assert layers.layer_key(requirements) != first
    assert len(first) == len(hashlib.sha256().hexdigest()) // 2


def test_a_service_with_a_graph_has_its_source_api_in_the_template(shop, tmp_path):
    copy = tmp_path / "services" / "small"
    shutil.copytree(shop, copy, symlinks=True)
    shutil.copytree(shop.parents[1] / "shared", tmp_path / "shared")
    (copy / "graphql").mkdir()
    files = {
        "schema.graphql": "type Query { hello: String }",
        "api.yaml": "sources: {Api: {function: APIHandler}}\nfields: {Query.hello: {source: Api}}",
        "resolvers/Query.hello.ts": "export const request = () => ({ payload: null });",
    }
    (copy / "graphql" / "resolvers").mkdir()
    for name, content in files.items():
        (copy / "graphql" / name).write_text(content)
    (tmp_path / "work").mkdir()
    template = json.loads((packaging.build_package(copy, "test", tmp_path / "work") / "sam.json").read_text())
    resources = template["Resources"]
    assert "payload: null" in resources["GraphQLResolverQueryHello"]["Properties"]["Code"]
    assert resources["GraphQLApi"]["Properties"]["Name"] == {"Fn::Sub": "${AWS::StackName}"}
    assert resources["APIHandler"]["Type"] == "AWS::Serverless::Function"
    assert template["Parameters"]["GraphqlApiId"] == {"Type": "AWS::SSM::Parameter::Value<String>"}
