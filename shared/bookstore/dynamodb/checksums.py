"""Whether DynamoDB's answer arrived as it was sent: a damaged one must never be read as "there is no such item".

Source: the header `x-amz-crc32` that DynamoDB sends with every answer; botocore's standard retries ignore it.
"""

import zlib
from collections.abc import Mapping
from typing import Any

from botocore.exceptions import ChecksumError


def verify_checksum(response_dict: Mapping[str, Any], **_: Any) -> None:
    """Raises ChecksumError, which readers see as 503, when the body is not the one that was sent."""
    told = response_dict["headers"].get("x-amz-crc32")
    if told is None:
        return
    found = zlib.crc32(response_dict["body"])
    if found != int(told):
        raise ChecksumError(checksum_type="crc32", expected_checksum=told, actual_checksum=str(found))
