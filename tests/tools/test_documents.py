"""The generated documents are those that the code would generate now: `python -m tools` writes them."""

from deploy.paths import ROOT
from tools.documents import find_stale


def test_no_generated_document_is_stale():
    assert [str(path.relative_to(ROOT)) for path in find_stale()] == []
