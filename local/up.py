"""Bring up a running shop from whatever state there is (`make up`)."""

from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from datetime import date
from functools import partial
from pathlib import Path

from deploy.errors import UserError
from deploy.file_lock import hold_lock
from deploy.full_deployment import deploy_stacks, report_duration
from deploy.npm import cancel_all
from deploy.project import service_names
from deploy.storefront.building import build_site
from deploy.storefront.publishing import deploy_storefront
from local import background_import
from local.backlog import wait_until_delivered
from local.emulator.clients import outputs
from local.environment import use_environment
from local.front_door_component import FrontDoor
from local.graphql_explorer.build import build_explorer
from local.sample_data import catalogue
from local.sample_data.__main__ import show_progress
from local.sample_data.load import BOOKS, FILES, HISTORY, find_empty_tables, load_books, load_history, read_loaded
from local.system import Report, System
from local.warm_up import warm_up
from ops.sitemap import deploy_sitemap, has_sitemap
from ops.stage import Stage

FOR_DEPLOYMENT = ("emulator", "stripe")  # the engines take longer to start, and no template needs them


def up(system: System, report: Report) -> None:
    """Start what is not running, deploy what has changed, load a new system; Ctrl-C stops what this call started.

    The site is built and published beside all that. The shop is open when books, prices, stock and search are in.
    """
    with hold_lock(system.home / "up.lock", report), ThreadPoolExecutor(1) as pool, use_environment(system):
        started: list[str] = []
        try:
            build = pool.submit(build_site, report)
            with system.starting(report=report) as start:
                started = list(start.futures)
                start.wait(FOR_DEPLOYMENT)
                deploy(system, report)
            if build.done():
                build.result()  # a build that has failed is said now, not after the loading
            published = pool.submit(report_duration, partial(deploy_storefront, system.stage, report), report)
            loaded = find_sample_data(system, report)
            if not {BOOKS, FILES} <= loaded:
                load_sample_books(system)
            sitemap = pool.submit(renew_sitemap, system, report, is_new=BOOKS not in loaded)
            explorer = pool.submit(build_explorer, report)
            published.result()
            if not {BOOKS, FILES} <= loaded:
                wait_until_delivered(system)
            warm_up(system, report)
            sitemap.result()
            finish_explorer(explorer, report)
            if HISTORY not in loaded:
                background_import.start_import(system.home, system.stage, system.environment())
        except BaseException as problem:
            cancel_all()
            if isinstance(problem, KeyboardInterrupt):
                system.stop(started, report)
            raise


def finish_explorer(explorer: Future[Path], report: Report) -> None:
    """Wait for the GraphQL explorer; the shop is whole without it."""
    try:
        explorer.result()
    except UserError as problem:
        report(f"the GraphQL explorer is missing: {problem}")


def deploy(system: System, report: Report) -> None:
    """Deploy all stacks without the site, by the code that deploys to AWS; then tell the front door their names."""
    with use_environment(system):
        deploy_stacks(system.stage, endpoints=system.endpoints(), report=report)
    write_distribution(system)
    write_graphql_api(system)


def write_distribution(system: System) -> None:
    """Write the domain of the stage's CloudFront distribution where the front door reads it."""
    domain = outputs(system, "edge").get("DistributionDomain")
    if not domain:
        raise UserError(
            f"The stack bookstore-{system.stage}-edge has no output DistributionDomain, so the door leads nowhere."
        )
    file = FrontDoor(system.home, system.ports).distribution
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(domain)


def write_graphql_api(system: System) -> None:
    """Write the id of the stage's GraphQL API, if it has one, where the front door reads it."""
    api_id = outputs(system, "platform").get("GraphQLApiId")
    file = FrontDoor(system.home, system.ports).graphql_api
    if api_id:
        file.write_text(api_id)
    else:
        file.unlink(missing_ok=True)


def find_sample_data(system: System, report: Report) -> frozenset[str]:
    """Return the parts of the sample data that are loaded; none, with a message, when tables have been lost."""
    loaded, had = read_loaded(Stage(system.stage)), system.home / "loaded"
    empty = find_empty_tables({service: outputs(system, service) for service in service_names()})
    if had.exists() and (BOOKS not in loaded or empty):
        lost = f"the tables of {', '.join(empty)} are empty" if empty else "the note of what was loaded is gone"
        report(f"data was lost ({lost}): loading the sample data again")
        return frozenset()
    return loaded


def renew_sitemap(system: System, report: Report, *, is_new: bool) -> None:
    """Publish the sitemap of a new catalogue or a new address; `make sitemap` does after changes by staff."""
    if is_new or not has_sitemap(system.stage):
        report_duration(partial(deploy_sitemap, system.stage), report)


def load_sample_books(system: System) -> None:
    """Load the demo logins, the books and their copies, and show how far it is."""
    with ExitStack() as steps:
        load_books(Stage(system.stage), catalogue.load_catalogue(), show_progress(steps))
    (system.home / "loaded").touch()


def load_sample_data(system: System) -> None:
    """Load everything, also what is there already, and wait until it is delivered."""
    with use_environment(system), ExitStack() as steps:
        load_sample_books(system)
        load_history(Stage(system.stage), catalogue.load_catalogue(), date.today(), show_progress(steps))  # noqa: DTZ011
