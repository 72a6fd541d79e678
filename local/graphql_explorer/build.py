"""Build the explorer with the queries of docs/graphql.md as its examples."""

import hashlib
import json
import re
import shutil
from pathlib import Path

from deploy.npm import NodeProject, Report, read_stamp
from deploy.paths import LOCAL, ROOT
from deploy.progress import CONSOLE

SOURCE = Path(__file__).parent
BUILT = LOCAL / "graphql-explorer"
STAMP = BUILT / "built.json"
DOCUMENT, SCHEMA = ROOT / "docs" / "graphql.md", ROOT / "docs" / "schema.graphql"
EXPLORER = NodeProject(SOURCE, "the GraphQL explorer")
EXAMPLE = re.compile(r"^([^\n]+):\n\n```graphql\n(.*?)```", re.MULTILINE | re.DOTALL)
FILES = ("explorer.jsx", "explorer.css", "index.html", "package-lock.json")


def read_examples() -> list[dict[str, str]]:
    """Return the title and the text of each query of the document, in their order."""
    return [{"title": title, "query": query} for title, query in EXAMPLE.findall(DOCUMENT.read_text())]


def build_explorer(report: Report) -> Path:
    """Build it when a source has changed, one process at a time, and return its folder; UserError says why it fails."""
    with EXPLORER.hold(report):
        current = hashlib.sha256(b"".join((SOURCE / name).read_bytes() for name in FILES)).hexdigest()
        if read_stamp(STAMP) != current:
            EXPLORER.install()
            with CONSOLE.task("building the GraphQL explorer"):
                _bundle()
            STAMP.write_text(json.dumps(current))
        (BUILT / "examples.json").write_text(json.dumps(read_examples()))
        shutil.copy(SCHEMA, BUILT)
    return BUILT


def _bundle() -> None:
    BUILT.mkdir(parents=True, exist_ok=True)
    EXPLORER.run(
        *("node_modules/esbuild/bin/esbuild", "explorer.jsx", "--bundle", "--minify", "--format=esm"),
        *("--target=es2022", "--jsx=automatic", "--define:process.env.NODE_ENV='production'"),
        *("--log-level=warning", f"--outdir={BUILT}"),
    )
    shutil.copy(SOURCE / "index.html", BUILT)
