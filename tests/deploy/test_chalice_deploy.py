"""Plain `chalice deploy` works from the same two files as the main way."""

import json

from deploy import chalice_deploy
from deploy.intrinsics import IntrinsicResolver
from tests.deploy.small_shop import write_project


def test_the_resources_stack_has_an_output_for_each_intrinsic_of_the_functions_file():
    resolver = IntrinsicResolver({"Answer0": {"Value": {"Ref": "UserPoolArn"}}})
    resources = {"Parameters": {"Stage": {"Type": "String"}}, "Resources": {"Table": {}}, "Outputs": {"Own": {}}}
    functions = {"Parameters": {"UserPoolArn": {"Type": "String"}}, "Globals": {}, "Resources": {"Relay": {}}}
    assert chalice_deploy.add_outputs(resources, functions, resolver) == {
        "Parameters": {"Stage": {"Type": "String"}, "UserPoolArn": {"Type": "String"}},
        "Resources": {"Table": {}},
        "Outputs": {"Own": {}, "Answer0": {"Value": {"Ref": "UserPoolArn"}}},
    }


def test_the_stage_is_written_into_the_copy_and_what_was_there_stays(tmp_path):
    project = write_project(tmp_path)
    expected_settings = {"all": {}, "each": {"api_handler": {"Role": "arn:api"}}}
    chalice_deploy.configure(project, "staging", expected_settings)
    config = json.loads((project / ".chalice" / "config.json").read_text())
    assert config["app_name"] == "bookstore-small"
    assert config["stages"]["staging"]["lambda_functions"] == {"api_handler": {"iam_role_arn": "arn:api"}}


def test_the_libraries_go_beside_the_shared_one_so_that_nothing_is_installed(tmp_path):
    project = write_project(tmp_path / "shop")
    chalice_deploy.copy_project(project, tmp_path / "copy")
    chalice_deploy.add_libraries(tmp_path / "copy")
    assert not (tmp_path / "copy" / "requirements.txt").exists()
    vendor = {path.name for path in (tmp_path / "copy" / "vendor").iterdir()}
    assert {"bookstore", "ulid"} < vendor
    assert (project / "requirements.txt").exists()


def test_the_functions_are_named_as_chalice_names_them(tmp_path):
    project = write_project(tmp_path)
    assert chalice_deploy.function_names(project) == ["api_handler"]
