"""What OpenSearch's refusals ask of us: what passes is waited for, what never passes is parked."""

import pytest

from bookstore.engine_answers import Answer
from bookstore.errors import Unavailable
from chalicelib.index.answers import classify
from chalicelib.index.connection import Overloaded, to_unavailable
from chalicelib.index.targets import TargetMissing


@pytest.mark.parametrize(
    ("status", "error_type", "answer"),
    [
        (400, "mapper_parsing_exception", Answer.REFUSED),
        (400, "document_parsing_exception", Answer.REFUSED),
        (400, "illegal_argument_exception", Answer.REFUSED),
        (400, "an_exception_of_another_version", Answer.REFUSED),
        (400, "strict_dynamic_mapping_exception", Answer.WAIT),
        (400, "index_closed_exception", Answer.WAIT),
        (400, "snapshot_in_progress_exception", Answer.WAIT),
        (401, "", Answer.ACCESS),
        (403, "security_exception", Answer.ACCESS),
        (403, '{"Message":"User is not authorized to perform: es:ESHttpPost"}', Answer.ACCESS),
        (403, "cluster_block_exception", Answer.WAIT),
        (429, "cluster_block_exception", Answer.WAIT),
        (403, "index_create_block_exception", Answer.WAIT),
        (404, "index_not_found_exception", Answer.WAIT),
        (404, "resource_not_found_exception", Answer.OURS),
        (405, "method_not_allowed", Answer.OURS),
        (408, "receive_timeout_transport_exception", Answer.WAIT),
        (409, "version_conflict_engine_exception", Answer.WAIT),
        (413, "Request size exceeded", Answer.REFUSED),
        (429, "circuit_breaking_exception", Answer.WAIT),
        (429, "rejected_execution_exception", Answer.WAIT),
        (500, "null_pointer_exception", Answer.WAIT),
        (502, "", Answer.WAIT),
        (503, "unavailable_shards_exception", Answer.WAIT),
        (504, "", Answer.WAIT),
        (507, "", Answer.WAIT),
        ("N/A", "", Answer.WAIT),
    ],
)
def test_each_refusal_has_one_answer(status, error_type, answer):
    assert classify(status, error_type) is answer


@pytest.mark.parametrize(
    ("status", "error_type", "kind"),
    [
        (403, "cluster_block_exception", Unavailable),
        (403, "security_exception", Unavailable),
        (429, "cluster_block_exception", Overloaded),
        (404, "index_not_found_exception", TargetMissing),
        (400, "strict_dynamic_mapping_exception", Unavailable),
        (501, "", Unavailable),
    ],
)
def test_what_may_pass_is_unavailable(status, error_type, kind):
    assert type(to_unavailable(status, error_type)) is kind


@pytest.mark.parametrize(("status", "error_type"), [(400, "mapper_parsing_exception"), (404, "no_such_thing")])
def test_what_never_passes_is_not(status, error_type):
    assert to_unavailable(status, error_type) is None


def test_rights_that_are_missing_are_logged_for_somebody_to_repair(caplog):
    to_unavailable(403, "security_exception")
    assert "engine access refused" in caplog.messages
