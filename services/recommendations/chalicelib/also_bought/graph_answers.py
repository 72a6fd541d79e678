"""What the graph's refusals ask of us: by Neptune's code, by what the local server says instead, else by the status.

Sources: https://docs.aws.amazon.com/neptune/latest/userguide/errors-engine-codes.html and
https://tinkerpop.apache.org/docs/3.7.3/dev/provider/#_graph_driver_provider_requirements (status codes).
"""

import re

from bookstore.engine_answers import Answer

BY_CODE = {
    "ConcurrentModificationException": Answer.CONFLICT,
    "ConstraintViolationException": Answer.CONFLICT,  # an end of an edge was deleted while it was written
    "CancelledByUserException": Answer.WAIT,  # an operator ended the query
    "ClientTimeoutException": Answer.WAIT,
    "FailureByQueryException": Answer.WAIT,
    "InternalFailureException": Answer.WAIT,
    "MemoryLimitExceededException": Answer.WAIT,
    "QueryLimitExceededException": Answer.WAIT,  # too many queries wait already
    "ThrottlingException": Answer.WAIT,
    "TimeLimitExceededException": Answer.WAIT,
    "TooManyRequestsException": Answer.WAIT,
    "ReadOnlyViolationException": Answer.RECONNECT,  # after a failover the former writer is a replica
    "ServerShutdownException": Answer.RECONNECT,
    "AccessDeniedException": Answer.ACCESS,
    "BadRequestException": Answer.OURS,
    "IllegalArgumentException": Answer.OURS,
    "InvalidArgumentException": Answer.OURS,
    "InvalidNumericDataException": Answer.OURS,
    "InvalidParameterException": Answer.OURS,
    "MalformedQueryException": Answer.OURS,
    "MethodNotAllowedException": Answer.OURS,
    "MissingParameterException": Answer.OURS,
    "ParsingException": Answer.OURS,
    "PreconditionsFailedException": Answer.OURS,
    "QueryLimitException": Answer.OURS,
    "QueryTooLargeException": Answer.OURS,
    "UnsupportedOperationException": Answer.OURS,
}
BY_PHRASE = {  # of the local server, which has no codes
    "Conflict:": Answer.CONFLICT,
    "with id already exists": Answer.CONFLICT,
    "could not be resolved from mergeE": Answer.CONFLICT,
}
BY_STATUS = {
    400: Answer.OURS,
    401: Answer.ACCESS,
    403: Answer.ACCESS,
    407: Answer.ACCESS,
    405: Answer.OURS,
    497: Answer.OURS,
    498: Answer.OURS,
    499: Answer.OURS,
    500: Answer.OURS,  # the local server's, to which the query makes no sense; Neptune names a code
    595: Answer.OURS,
    597: Answer.OURS,
    599: Answer.OURS,
}
CODE = re.compile(r"\b[A-Z][A-Za-z]+Exception\b")
IS_NEPTUNE = re.compile(r'"code"\s*:')
SERVER_ERROR = 500


def classify(status: int, message: str) -> Answer:
    """Return what an error asks of us; one that no table names is a state of the server, and waited for."""
    codes = (BY_CODE[code] for code in CODE.findall(message) if code in BY_CODE)
    phrases = (answer for phrase, answer in BY_PHRASE.items() if phrase in message)
    is_new_to_us = status == SERVER_ERROR and IS_NEPTUNE.search(message)
    by_status = Answer.WAIT if is_new_to_us else BY_STATUS.get(status, Answer.WAIT)
    return next(codes, None) or next(phrases, None) or by_status
