"""What OpenSearch's refusals ask of us: by the type of the error where a status says too little, else by the status.

A 400 says that what we sent is wrong: of a document, its content; of a request, our code.
Source: https://docs.opensearch.org/latest/api-reference/document-apis/bulk/ (every item has a status of its own).
"""

from bookstore.engine_answers import Answer

BY_TYPE = {
    # blocks that end by themselves, or when an operator makes room
    "cluster_block_exception": Answer.WAIT,  # 403 or 429: disk watermark, read-only, no master
    "index_closed_exception": Answer.WAIT,
    "index_create_block_exception": Answer.WAIT,  # AWS, while the disk is nearly full
    "snapshot_in_progress_exception": Answer.WAIT,
    "validation_exception": Answer.WAIT,  # as many shards as the cluster takes
    "index_not_found_exception": Answer.WAIT,  # the projector creates it
    "strict_dynamic_mapping_exception": Answer.WAIT,  # a field that only an index created since has
    "security_exception": Answer.ACCESS,
    # a document that no retry changes
    "mapper_parsing_exception": Answer.REFUSED,
    "document_parsing_exception": Answer.REFUSED,
    "illegal_argument_exception": Answer.REFUSED,  # a term that is too long, for example
    "max_bytes_length_exceeded_exception": Answer.REFUSED,
}
BY_STATUS = {
    400: Answer.REFUSED,
    401: Answer.ACCESS,
    403: Answer.ACCESS,
    404: Answer.OURS,
    405: Answer.OURS,
    406: Answer.OURS,
    408: Answer.WAIT,
    409: Answer.WAIT,  # of a request; of a document it means that a newer version is there
    413: Answer.REFUSED,
    415: Answer.OURS,
    429: Answer.WAIT,
}


def classify(status: int | str, error_type: str) -> Answer:
    """Return what a refusal of a document asks of us; what is REFUSED of a whole request is our mistake."""
    if error_type in BY_TYPE:
        return BY_TYPE[error_type]
    return BY_STATUS.get(int(status), Answer.WAIT) if str(status).isdigit() else Answer.WAIT
