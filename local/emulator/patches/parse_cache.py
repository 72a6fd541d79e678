"""Each request parses its role's policies and its conditions' grammar anew: keep what was parsed, by its text."""

from functools import lru_cache
from typing import Any

from ministack.core import iam_evaluator
from ministack.services import dynamodb

CACHE_SIZE = 4_096  # texts; a stage has some hundred


def apply() -> None:
    """Both depend on the text alone, and nobody changes what they answer."""
    plain = iam_evaluator.parse_policy_document
    kept = lru_cache(CACHE_SIZE)(plain)

    def parse(document: Any) -> Any:
        return kept(document) if isinstance(document, str) else plain(document)

    iam_evaluator.parse_policy_document = parse
    dynamodb._condition_syntax_error = lru_cache(CACHE_SIZE)(dynamodb._condition_syntax_error)
