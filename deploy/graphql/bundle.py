"""Bundle each resolver to one APPSYNC_JS module by esbuild: AppSync takes JavaScript without imports of our own."""

import subprocess
from pathlib import Path

from deploy.errors import UserError
from deploy.npm import NodeProject, environment

TOOLCHAIN = NodeProject(Path(__file__).parent, "the GraphQL resolvers")
ESBUILD = TOOLCHAIN.folder / "node_modules" / "esbuild" / "bin" / "esbuild"
EXTERNAL = ("@aws-appsync/utils", "@aws-appsync/utils/*")  # AppSync's own
MAX_BYTES = 32_000  # AppSync's limit for the code of a resolver or function


def bundle_resolvers(folder: Path, to: Path) -> None:
    """Bundle `folder/resolvers/*.ts` to one module each in `to`; UserError shows esbuild's report, or what is too
    large.

    esbuild runs in the folder, since a module names its sources as they are seen from there: a copy of the folder makes
    the same bytes wherever it is.
    """
    sources = sorted(str(source.relative_to(folder)) for source in (folder / "resolvers").glob("*.ts"))
    options = ["--bundle", "--format=esm", "--target=esnext", "--charset=utf8", "--log-level=warning"]
    external = [f"--external:{name}" for name in EXTERNAL]
    command = [str(ESBUILD), *sources, *options, *external, f"--outdir={to.resolve()}"]
    with TOOLCHAIN.hold(print):  # until the bundles are there: installing for tests takes all packages away first
        TOOLCHAIN.install()
        done = subprocess.run(command, cwd=folder, env=environment(), capture_output=True, text=True, check=False)
    if done.returncode:
        raise UserError(f"The resolvers of {folder} cannot be bundled:\n{done.stderr.strip()}")
    for module in to.glob("*.js"):
        if module.stat().st_size > MAX_BYTES:
            raise UserError(f"{module.name} has {module.stat().st_size} bytes; AppSync takes {MAX_BYTES}.")
