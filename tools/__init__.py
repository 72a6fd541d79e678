"""Generate documents from the code, so that they cannot be wrong: OpenAPI, event schemas, AsyncAPI."""

import sys

from deploy.paths import ROOT

sys.path.insert(0, str(ROOT / "shared"))  # `python -m tools` needs no other setting
