"""Cache parsed policies and condition expressions by their text: each request would parse them."""

from functools import lru_cache
from typing import Any

from ministack.core import iam_evaluator
from ministack.services import dynamodb

CACHE_SIZE = 4_096  # texts; a stage has some hundred


def apply() -> None:
    """Cache both parsers: their results depend on the text alone, and nobody changes them."""
    plain = iam_evaluator.parse_policy_document
    cached = lru_cache(CACHE_SIZE)(plain)

    def parse(document: Any) -> Any:
        return cached(document) if isinstance(document, str) else plain(document)

    iam_evaluator.parse_policy_document = parse
    dynamodb._condition_syntax_error = lru_cache(CACHE_SIZE)(dynamodb._condition_syntax_error)
