"""functions.yaml in the words of .chalice/config.json."""

from deploy import chalice_config

FUNCTIONS = {
    "Globals": {"Function": {"Timeout": 15, "Environment": {"Variables": {"TABLE": "books"}}}},
    "Resources": {
        "APIHandler": {"Properties": {"Role": "arn:api", "MemorySize": 1024}},
        "ProjectLists": {"Properties": {"Role": "arn:project", "ReservedConcurrentExecutions": 1}},
    },
}


def test_each_function_finds_its_part_of_the_template_by_name():
    expected_settings = chalice_config.select_functions(FUNCTIONS, ["api_handler", "project_lists"])
    assert expected_settings["each"]["api_handler"]["Role"] == "arn:api"
    assert expected_settings["each"]["project_lists"]["Role"] == "arn:project"


def test_the_stage_says_the_same_as_the_template():
    expected_settings = chalice_config.select_functions(FUNCTIONS, ["api_handler", "project_lists"])
    assert chalice_config.build_stage_section(expected_settings) == {
        "manage_iam_role": False,
        "iam_role_arn": "arn:api",
        "lambda_timeout": 15,
        "environment_variables": {"TABLE": "books"},
        "lambda_functions": {
            "api_handler": {"iam_role_arn": "arn:api", "lambda_memory_size": 1024},
            "project_lists": {"iam_role_arn": "arn:project", "reserved_concurrency": 1},
        },
    }


def test_the_network_is_said_in_two_words():
    network = {"VpcConfig": {"SubnetIds": ["subnet-1"], "SecurityGroupIds": ["sg-1"]}}
    assert chalice_config.to_chalice_settings(network) == {"subnet_ids": ["subnet-1"], "security_group_ids": ["sg-1"]}
