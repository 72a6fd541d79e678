"""A merchant's responses to a dispute: evidence, whose test texts decide it, or acceptance."""

from stripe_simulator.objects import disputes, metadata
from stripe_simulator.objects.disputes import EVIDENCE_FIELDS
from stripe_simulator.protocol.documents import Document
from stripe_simulator.protocol.messages import Request
from stripe_simulator.protocol.parameters import Parameters
from stripe_simulator.simulator import Simulator

OUTCOMES = {"winning_evidence": "won", "losing_evidence": "lost"}
"""What the test texts in `uncategorized_text` decide. Source: https://docs.stripe.com/testing#evidence"""
MAX_EVIDENCE_LENGTH = 20_000


def update(simulator: Simulator, request: Request) -> Document:
    """Save evidence and metadata; all evidence so far is submitted to the bank unless `submit` is false."""
    dispute, parameters = disputes.retrieve(simulator, request), request.parameters
    evidence = _read_evidence(parameters.nested("evidence"))
    changed_metadata = metadata.merge(dispute["metadata"], parameters)
    disputes.check_open(dispute)
    details = dispute["evidence_details"]
    has_evidence = details["has_evidence"] or bool(evidence)
    is_submitted = has_evidence and parameters.flag("submit") is not False
    count = details["submission_count"] + is_submitted
    previous = {"evidence": {name: dispute["evidence"][name] for name in evidence}, "status": dispute["status"]}
    dispute = simulator.store.change(
        "dispute",
        dispute,
        evidence={**dispute["evidence"], **evidence},
        evidence_details={**details, "has_evidence": has_evidence, "submission_count": count},
        metadata=changed_metadata,
        status="under_review" if is_submitted else dispute["status"],
    )
    simulator.publish("charge.dispute.updated", dispute, request.cause, previous)
    outcome = OUTCOMES.get(dispute["evidence"]["uncategorized_text"] or "") if is_submitted else None
    return disputes.decide(simulator, dispute, outcome, request.cause) if outcome else dispute


def close(simulator: Simulator, request: Request) -> Document:
    """Accept a dispute, which is then lost."""
    return disputes.decide(simulator, disputes.retrieve(simulator, request), "lost", request.cause)


def _read_evidence(parameters: Parameters) -> dict[str, str]:
    parameters.permit(EVIDENCE_FIELDS, {"enhanced_evidence"})
    return {name: parameters.text(name, longest=MAX_EVIDENCE_LENGTH) or "" for name in parameters.form}
