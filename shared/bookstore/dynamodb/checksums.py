"""The check that DynamoDB's response arrived as it was sent: a damaged one must never be read as "no such item".

Source: the header `x-amz-crc32` that DynamoDB sends with every response; botocore's standard retries ignore it.
"""

import zlib
from collections.abc import Mapping
from typing import Any

from botocore.exceptions import ChecksumError


def verify_checksum(response_dict: Mapping[str, Any], **_: Any) -> None:
    """Raise ChecksumError, which the API answers as 503, when the body is not the one that was sent."""
    expected = response_dict["headers"].get("x-amz-crc32")
    if expected is None:
        return
    actual = zlib.crc32(response_dict["body"])
    if actual != int(expected):
        raise ChecksumError(checksum_type="crc32", expected_checksum=expected, actual_checksum=str(actual))
