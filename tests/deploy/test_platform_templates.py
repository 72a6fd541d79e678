"""The shared stacks promise what the services and the readers rely on."""

from datetime import UTC, datetime, timedelta

import pytest
from cfnlint.api import lint_file
from cfnlint.config import ManualArgs

from deploy.project import SERVICES
from deploy.shared_stacks import SHARED, TEMPLATES, key_expiry, shared_template
from tests.templates import as_list

DATA = ("dynamodb:", "s3:", "sqs:", "sns:", "events:", "secretsmanager:", "ssm:", "es:", "neptune-db:", "lambda:")
STAGE_PARAMETERS = {
    "platform": {
        "alarm-topic",
        "artifacts-bucket",
        "covers-bucket",
        "imports-bucket",
        "event-bus",
        "graphql-api-id",
        "graphql-endpoint-arn",
        "graphql-key",
        "lambda-basics",
        "mail-sender",
        "public-url",
        "stripe-api-base",
        "stripe-publishable-key",
        "user-pool-arn",
        "user-pool-client-id",
        "user-pool-id",
    },
    "engines": {"gremlin-url", "neptune-arn", "opensearch-url", "redis-url", "vpc-security-group", "vpc-subnets"},
    "edge": set(),
}


def resources(name, kind=None):
    every = shared_template(name)["Resources"]
    return {key: result for key, result in every.items() if kind in (None, result["Type"])}


def properties(name, kind):
    return [result["Properties"] for result in resources(name, kind).values()]


def statements(node):
    if isinstance(node, list):
        return [result for component in node for result in statements(component)]
    if not isinstance(node, dict):
        return []
    own = [node] if node.get("Effect") == "Allow" else []
    return own + [result for component in node.values() for result in statements(component)]


@pytest.mark.parametrize("name", SHARED)
def test_cloudformations_linter_reports_nothing(name):
    assert lint_file(TEMPLATES / f"{name}.yaml", config=ManualArgs(regions=["us-east-1", "eu-west-1"])) == []


@pytest.mark.parametrize("name", SHARED)
def test_no_permission_reaches_everybodys_data(name):
    for statement in statements(resources(name)):
        for action in as_list(statement["Action"]):
            assert action != "*"
            assert not action.endswith(":*")
            assert not (action.startswith(DATA) and "*" in as_list(statement["Resource"])), statement


@pytest.mark.parametrize("name", SHARED)
def test_the_services_find_everything_under_the_agreed_names(name):
    paths = {about["Name"]["Fn::Sub"] for about in properties(name, "AWS::SSM::Parameter")}
    assert paths == {f"/bookstore/${{Stage}}/{path}" for path in STAGE_PARAMETERS[name]}


@pytest.mark.parametrize("name", SHARED)
def test_every_bucket_is_closed_to_the_public_and_encrypted(name):
    for bucket in properties(name, "AWS::S3::Bucket"):
        assert set(bucket["PublicAccessBlockConfiguration"].values()) == {True}
        assert bucket["BucketEncryption"]


def test_a_password_is_eight_characters_of_any_kind():
    (pool,) = properties("platform", "AWS::Cognito::UserPool")
    assert pool["Policies"]["PasswordPolicy"] == {
        "MinimumLength": 8,
        "RequireLowercase": False,
        "RequireNumbers": False,
        "RequireSymbols": False,
        "RequireUppercase": False,
    }


def test_nobody_signs_up_or_recovers_a_password_past_the_shops_own_routes():
    """B8. SignUp would tell who has an account, and take any password."""
    (pool,) = properties("platform", "AWS::Cognito::UserPool")
    assert pool["AdminCreateUserConfig"] == {"AllowAdminCreateUserOnly": True}
    assert pool["AccountRecoverySetting"] == {"RecoveryMechanisms": [{"Name": "admin_only", "Priority": 1}]}


def test_no_token_of_a_customer_changes_anything_at_the_pool():
    """A password that the shop refuses cannot be set by ChangePassword, nor an address by UpdateUserAttributes."""
    (pool,) = properties("platform", "AWS::Cognito::UserPool")
    trigger = pool["LambdaConfig"]["PreTokenGenerationConfig"]
    assert trigger == {"LambdaVersion": "V2_0", "LambdaArn": {"Fn::GetAtt": ["NarrowTokens", "Arn"]}}
    assert pool["UserPoolTier"] == "ESSENTIALS"
    namespace = {}
    exec(resources("platform")["NarrowTokens"]["Properties"]["Code"]["ZipFile"], namespace)
    response = namespace["handler"]({"request": {}}, None)["response"]["claimsAndScopeOverrideDetails"]
    assert response == {"accessTokenGeneration": {"scopesToSuppress": ["aws.cognito.signin.user.admin"]}}


def test_the_web_client_never_sends_a_password_and_never_tells_who_has_an_account():
    (client,) = properties("platform", "AWS::Cognito::UserPoolClient")
    of_the_service = "ALLOW_ADMIN_USER_PASSWORD_AUTH"  # needs AWS credentials
    assert client["ExplicitAuthFlows"] == ["ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH", of_the_service]
    assert client["PreventUserExistenceErrors"] == "ENABLED"
    assert client["GenerateSecret"] is False


def test_an_account_has_no_mail_before_its_address_is_verified():
    (pool,) = properties("platform", "AWS::Cognito::UserPool")
    (client,) = properties("platform", "AWS::Cognito::UserPoolClient")
    assert pool["UserAttributeUpdateSettings"] == {"AttributesRequireVerificationBeforeUpdate": ["email"]}
    assert pool["AutoVerifiedAttributes"] == ["email"]
    assert client["WriteAttributes"] == ["email"]


def test_the_edge_reports_the_viewers_address_with_a_secret_that_no_template_says():
    (distribution,) = properties("edge", "AWS::CloudFront::Distribution")
    apis = [each for each in distribution["DistributionConfig"]["Origins"] if "CustomOriginConfig" in each]
    headers = [each["OriginCustomHeaders"]["Fn::If"][1][0] for each in apis]
    assert {each["HeaderName"] for each in headers} == {"X-Edge-Secret"}
    assert {each["HeaderValue"]["Fn::Sub"][:26] for each in headers} == {"{{resolve:secretsmanager:b"}
    assert "request.headers['x-viewer-address'] = {value: event.viewer.ip}" in function_code("ApiFunction")


def function_code(name):
    return resources("edge")[name]["Properties"]["FunctionCode"]


def test_on_aws_a_later_deployment_keeps_the_stripe_keys_that_were_set_by_hand():
    secret = resources("platform")["StripeSecret"]["Properties"]
    assert secret["SecretString"]["Fn::If"][:2] == ["OnAws", {"Ref": "AWS::NoValue"}]
    assert secret["GenerateSecretString"]["Fn::If"][2] == {"Ref": "AWS::NoValue"}


def test_secret_parameters_are_never_shown():
    declared = shared_template("platform")["Parameters"]
    assert [name for name, about in declared.items() if about.get("NoEcho")] == [
        "StripeSecretKey",
        "StripeWebhookSecret",
    ]


def test_an_emulator_makes_no_engine_and_no_network():
    created = {name: about for name, about in resources("engines").items() if about.get("Condition") != "OnAws"}
    assert {about["Type"] for about in created.values()} == {"AWS::SSM::Parameter"}


def test_engines_are_encrypted_on_disk_and_on_the_wire():
    (search,) = properties("engines", "AWS::OpenSearchService::Domain")
    (lists,) = properties("engines", "AWS::ElastiCache::ReplicationGroup")
    (graph,) = properties("engines", "AWS::Neptune::DBCluster")
    assert search["EncryptionAtRestOptions"] == search["NodeToNodeEncryptionOptions"] == {"Enabled": True}
    assert search["DomainEndpointOptions"]["EnforceHTTPS"] is True
    assert lists["TransitEncryptionEnabled"] is lists["AtRestEncryptionEnabled"] is True
    assert graph["IamAuthEnabled"] is graph["StorageEncrypted"] is True


def distribution(with_graphql=False):
    (result,) = properties("edge", "AWS::CloudFront::Distribution")
    config = result["DistributionConfig"]
    chosen = {name: choose(config[name], with_graphql) for name in ("Origins", "CacheBehaviors")}
    return {**config, **chosen}


def choose(parts, with_graphql):
    """The entries of a list, of which some are there only with a GraphQL API."""
    branches = (part["Fn::If"][1 if with_graphql else 2] if "Fn::If" in part else part for part in parts)
    return [part for part in branches if part != {"Ref": "AWS::NoValue"}]


def test_every_service_has_an_origin_and_a_path_of_its_own():
    services = sorted(folder.name for folder in SERVICES.iterdir() if folder.is_dir())
    paths = {behaviour["PathPattern"]: behaviour["TargetOriginId"] for behaviour in distribution()["CacheBehaviors"]}
    site = {"/covers/*": "covers", "/staff": "site", "/staff/*": "site"}
    assert paths == {**site, **{f"/api/{service}/*": service for service in services}}
    assert sorted(origin["Id"] for origin in distribution()["Origins"]) == sorted([*services, "covers", "site"])


def test_no_script_of_others_runs_in_the_back_office():
    policies = properties("edge", "AWS::CloudFront::ResponseHeadersPolicy")
    written = {
        policy["ResponseHeadersPolicyConfig"]["Name"]["Fn::Sub"].rpartition("}-")[2]: str(policy) for policy in policies
    }
    assert "script-src 'self' https://js.stripe.com" in written["security"]
    assert "\"script-src 'self'\"" in written["staff-security"]
    assert "stripe" not in written["staff-security"]


@pytest.mark.parametrize("today", [datetime(2026, month, 28, 23, tzinfo=UTC) for month in range(1, 13)])
def test_the_graphql_key_lives_as_long_as_appsync_allows_and_is_renewed_once_a_month(today):
    begin, end = today.replace(day=1, hour=0), key_expiry(today)
    assert end == key_expiry(begin)
    assert end - today > timedelta(days=300)
    assert end - begin < timedelta(days=365)


def test_a_graphql_api_has_paths_for_requests_and_for_subscriptions():
    with_graphql, without = distribution(with_graphql=True), distribution()
    added = [part for part in with_graphql["CacheBehaviors"] if part not in without["CacheBehaviors"]]
    origins = {origin["Id"]: origin["DomainName"] for origin in with_graphql["Origins"]}
    assert {part["PathPattern"]: origins[part["TargetOriginId"]] for part in added} == {
        "/graphql": {"Ref": "GraphQLDomain"},
        "/graphql/realtime": {"Ref": "RealtimeDomain"},
    }
    (rewrite,) = added[1]["FunctionAssociations"]
    assert rewrite["FunctionARN"] == {"Fn::GetAtt": ["RealtimeFunction", "FunctionARN"]}
    (viewer,) = added[0]["FunctionAssociations"]
    assert viewer["FunctionARN"] == {"Fn::GetAtt": ["ApiFunction", "FunctionARN"]}


def test_every_header_of_a_request_reaches_the_apis_and_no_answer_is_kept():
    for behaviour in distribution(with_graphql=True)["CacheBehaviors"]:
        if behaviour["PathPattern"].startswith(("/api/", "/graphql")):
            assert (
                behaviour["OriginRequestPolicyId"] == "b689b0a8-53d0-40ab-baf2-68738e2966ac"
            )  # AllViewerExceptHostHeader
            assert behaviour["CachePolicyId"] == "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"  # CachingDisabled
            assert {"GET", "POST", "PUT", "PATCH", "DELETE"} < set(behaviour["AllowedMethods"])


def test_an_apis_own_error_is_never_replaced_by_a_page():
    assert "CustomErrorResponses" not in distribution()


def test_only_this_distribution_may_read_the_buckets_and_of_the_covers_only_the_finished_ones():
    policies = {
        about["Bucket"]["Ref"]: about["PolicyDocument"]["Statement"]
        for about in properties("edge", "AWS::S3::BucketPolicy")
    }
    for (statement,) in policies.values():
        assert statement["Action"] == ["s3:GetObject", "s3:ListBucket"]  # without the second, what is missing is a 403
        assert "${Distribution}" in statement["Condition"]["StringEquals"]["AWS:SourceArn"]["Fn::Sub"]
    assert [each["Fn::Sub"].partition(":::")[2] for each in policies["CoversBucket"][0]["Resource"]] == [
        "${CoversBucket}/covers/*",
        "${CoversBucket}",
    ]


def test_the_domain_can_sort_an_index_with_nested_fields_and_is_upgraded_in_place():
    """Before 3.3 OpenSearch refuses such an index; a domain that is replaced could not have the same name."""
    (domain,) = resources("engines", "AWS::OpenSearchService::Domain").values()
    version = tuple(map(int, domain["Properties"]["EngineVersion"].removeprefix("OpenSearch_").split(".")))
    assert version >= (3, 3)
    assert domain["UpdatePolicy"] == {"EnableVersionUpgrade": True}


def test_mail_is_signed_by_its_domain_and_not_sent_to_whoever_refused_it():
    identity = resources("platform")["MailDomainIdentity"]["Properties"]
    assert identity["DkimSigningAttributes"] == {"NextSigningKeyLength": "RSA_2048_BIT"}
    assert identity["ConfigurationSetAttributes"] == {"ConfigurationSetName": {"Ref": "MailSettings"}}
    settings = resources("platform")["MailSettings"]["Properties"]
    assert settings["SuppressionOptions"] == {"SuppressedReasons": ["BOUNCE", "COMPLAINT"]}
    (records,) = properties("platform", "AWS::Route53::RecordSetGroup")
    assert [each["Type"] for each in records["RecordSets"]] == ["CNAME"] * 3 + ["MX", "TXT", "TXT"]


def test_mail_that_bounces_or_annoys_alarms_before_ses_stops_the_account():
    alarms = [each for each in properties("platform", "AWS::CloudWatch::Alarm") if each["Namespace"] == "AWS/SES"]
    limits = {
        "Reputation.BounceRate": 0.05,
        "Reputation.ComplaintRate": 0.001,
    }  # SES developer guide, "Account reviews"
    assert {each["MetricName"] for each in alarms} == limits.keys()
    assert all(each["Threshold"] < limits[each["MetricName"]] for each in alarms)
