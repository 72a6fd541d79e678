"""Write what a pipeline builds into a folder that is sealed by a hash, and deploy such a folder as it is."""

import hashlib
import shutil
from pathlib import Path

from deploy.errors import UserError
from deploy.packaging import Package, package
from deploy.services import deploy_package
from deploy.stacks import Deployed
from deploy.storefront.building import build_site
from deploy.storefront.publishing import publish_site

STOREFRONT = "storefront"
CONTENT, SEAL = "content", "HASH"
EVERY_STAGE = (
    "package"  # what Chalice packages is the same for every stage; the templates' parameters make the difference
)


def build(service: str, to: Path) -> str:
    """Package a service, or build the storefront, into the folder `to`, and return the hash written beside it."""
    source = build_site(print) if service == STOREFRONT else package(service, EVERY_STAGE).folder
    shutil.rmtree(to, ignore_errors=True)
    shutil.copytree(source, to / CONTENT)
    digest = hash_folder(to / CONTENT)
    (to / SEAL).write_text(digest)
    return digest


def promote(service: str, stage: str, folder: Path) -> Deployed:
    """Deploy a folder that `build` has written; raise UserError, and change nothing, when a byte of it is another."""
    require_sealed(folder)
    if service == STOREFRONT:
        return publish_site(stage, folder / CONTENT)
    return deploy_package(Package(folder / CONTENT), service, stage)


def require_sealed(folder: Path) -> str:
    """Return the folder's hash; raise UserError when its content is not what was sealed."""
    seal = folder / SEAL
    sealed = seal.read_text() if seal.exists() else "nothing"
    found = hash_folder(folder / CONTENT)
    if sealed != found:
        raise UserError(
            f"{folder} is not what was built: its hash is {found}, and {sealed} was sealed. Build it again."
        )
    return found


def hash_folder(folder: Path) -> str:
    """Hash the names and contents of all files."""
    digest = hashlib.sha256()
    for file in sorted(file for file in folder.rglob("*") if file.is_file()):
        name, content = file.relative_to(folder).as_posix(), hashlib.sha256(file.read_bytes()).hexdigest()
        digest.update(f"{content}  {name}\n".encode())
    return digest.hexdigest()
