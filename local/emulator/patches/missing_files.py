"""Answer 404 for a file that a distribution may list and that is not in its bucket; the emulator answers 403 always.

Source: https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html (permissions)
"""

from typing import Any

from ministack.core.iam_evaluator import EvalContext, evaluate_resource_policy
from ministack.services import s3

REFUSED = 403


def apply() -> None:
    """Change only the answer for what is not there."""
    plain = s3.serve_cloudfront_origin_fetch

    def fetch(bucket: str, key: str, method: str, headers: dict[str, str], source_arn: str = "", **oai: str) -> Any:
        answer = plain(bucket, key, method, headers, source_arn, **oai)
        if answer[0] == REFUSED and is_missing(bucket, key) and may_list(bucket, source_arn):
            return s3._error("NoSuchKey", "The specified key does not exist.", 404, f"/{bucket}/{key}")
        return answer

    s3.serve_cloudfront_origin_fetch = fetch


def is_missing(bucket: str, key: str) -> bool:
    """Return whether the bucket exists and has no such object."""
    found = s3._ensure_bucket(bucket)
    return found is not None and key not in found["objects"]


def may_list(bucket: str, source_arn: str) -> bool:
    """Return whether the bucket's policy lets this distribution list it."""
    owner = s3._bucket_owner_account(bucket) or s3.get_account_id()
    policy = s3._bucket_policies.get_scoped(owner, None, bucket)
    request = EvalContext(
        principal_arn="*",
        principal_type="Service",
        principal_account="",
        action="s3:ListBucket",
        resource_arn=f"arn:aws:s3:::{bucket}",
        region=s3.get_region(),
        service_context={"aws:sourcearn": source_arn},
    )
    decision = evaluate_resource_policy(policy, request, service="cloudfront.amazonaws.com") if policy else None
    return decision is not None and decision.decision == "Allow"
