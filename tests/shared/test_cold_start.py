"""What a cold start leaves out changes nothing that is asked of AWS."""

import botocore.session
import pytest

from bookstore.dynamodb.session import new_client
from bookstore.dynamodb.table import CLIENT_CONFIG

CLIENTS = ("dynamodb", "sqs", "events", "cognito-idp", "ses", "secretsmanager", "s3", "lambda", "apigateway", "sts")
REGIONS = ("us-east-1", "eu-central-1", "ap-southeast-2", "cn-north-1", "us-gov-west-1")


@pytest.mark.parametrize("region", REGIONS)
@pytest.mark.parametrize("service", CLIENTS)
def test_a_client_is_that_of_botocore(service, region):
    own = new_client(service, CLIENT_CONFIG, region_name=region)
    theirs = botocore.session.Session().create_client(service, region_name=region, config=CLIENT_CONFIG)
    assert own.meta.endpoint_url == theirs.meta.endpoint_url
    assert own.meta.partition == theirs.meta.partition
    assert own.meta.config.signature_version == theirs.meta.config.signature_version
    assert own._request_signer.signing_name == theirs._request_signer.signing_name
    assert own._request_signer.region_name == theirs._request_signer.region_name
