"""List the generated documents and template blocks and find those that differ from the code."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from bookstore.events import EVENTS
from deploy.graphql.schema import merge_parts, read_parts, to_document
from deploy.paths import ROOT
from tools import asyncapi, events_page, permissions_page, schemas, template_blocks

DOCS = ROOT / "docs"
ADDRESS_FORMATS = ROOT / "services" / "orders" / "chalicelib" / "addresses" / "formats.json"


def service_names() -> list[str]:
    """List the services of this project."""
    return sorted(app.parent.name for app in (ROOT / "services").glob("*/resources.yaml"))


def render_documents() -> dict[Path, str]:
    """Render every generated document."""
    events = {DOCS / "schemas" / f"{kind.name()}.json": _json(schemas.build_schema(kind)) for kind in EVENTS}
    texts = {name: _run("tools.openapi", name) for name in service_names()}
    openapi = {ROOT / "services" / name / "openapi.json": text for name, text in texts.items()}
    permissions = permissions_page.render_page({name: json.loads(text) for name, text in texts.items()})
    pages = {
        DOCS / "events.md": events_page.render_page(),
        DOCS / "permissions.md": permissions,
        DOCS / "asyncapi.json": _json(asyncapi.build_document()),
        DOCS / "schema.graphql": to_document(merge_parts(read_parts().values())),
    }
    formats = {ADDRESS_FORMATS: _run("tools.address_formats")}
    return events | openapi | pages | formats | template_blocks.render_templates()


def find_stale() -> dict[Path, str]:
    """Return the documents that are missing or differ."""
    return {path: text for path, text in render_documents().items() if not path.exists() or path.read_text() != text}


def write(path: Path, text: str) -> None:
    """Write one document."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def _run(module: str, *arguments: str) -> str:
    """Render in a process of its own: two services have modules of the same names."""
    command = [sys.executable, "-m", module, *arguments]
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout


def _json(document: Any) -> str:
    return json.dumps(document, indent=1, ensure_ascii=False) + "\n"
