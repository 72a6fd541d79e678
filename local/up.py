"""`make up`: from whatever is there to a running shop, and what to try in it."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import date
from functools import partial

from deploy.errors import UserError
from deploy.file_lock import hold_lock
from deploy.full_deployment import deploy_stacks, report_duration
from deploy.project import service_names
from deploy.storefront import building
from deploy.storefront.publishing import deploy_storefront
from local import background_import
from local.backlog import wait_until_delivered
from local.emulator.clients import outputs
from local.environment import use_environment
from local.front_door_component import FrontDoor
from local.sample_data import catalogue
from local.sample_data.__main__ import show_progress
from local.sample_data.load import BOOKS, HISTORY, find_empty_tables, load_books, load_history, read_loaded
from local.system import Report, System
from local.warm_up import warm_up
from ops.sitemap import deploy_sitemap
from ops.stage import Stage


def up(system: System, say: Report) -> None:
    """Start what is not running, deploy what has changed, load a new system; Ctrl-C stops what this call started.

    The site is built and published beside all that. The shop is open when books, prices, stock and search are in.
    """
    with hold_lock(system.home / "up.lock", say), ThreadPoolExecutor(1) as beside, use_environment(system):
        started: list[str] = []
        try:
            site = beside.submit(building.build_site, say)
            started = system.start(say=say)
            deploy(system, say)
            if site.done():
                site.result()  # a build that has failed is said now, not after the loading
            published = beside.submit(report_duration, partial(deploy_storefront, system.stage, say), say)
            there = find_sample_data(system, say)
            if BOOKS not in there:
                load_sample_books(system)
            sitemap = beside.submit(report_duration, partial(deploy_sitemap, system.stage), say)
            published.result()
            if BOOKS not in there:
                wait_until_delivered(system)
            warm_up(system, say)
            sitemap.result()
            if HISTORY not in there:
                background_import.start_import(system.home, system.stage, system.environment())
        except BaseException as problem:
            building.cancel_all()
            if isinstance(problem, KeyboardInterrupt):
                system.stop(started, say)
            raise


def deploy(system: System, say: Report) -> None:
    """The same command that deploys to AWS, without the site; afterwards the front door knows what it opens to."""
    with use_environment(system):
        deploy_stacks(system.stage, endpoints=system.endpoints(), report=say)
    write_distribution(system)


def write_distribution(system: System) -> None:
    """Tell the front door the domain of the stage's CloudFront distribution."""
    domain = outputs(system, "edge").get("DistributionDomain")
    if not domain:
        raise UserError(
            f"The stack bookstore-{system.stage}-edge has no output DistributionDomain, so the door leads nowhere."
        )
    file = FrontDoor(system.home, system.ports).distribution
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(domain)


def find_sample_data(system: System, say: Report) -> frozenset[str]:
    """Which parts of the sample data are there; none, and a word about it, when the system has lost what it had."""
    there, had = read_loaded(Stage(system.stage)), system.home / "loaded"
    empty = find_empty_tables({service: outputs(system, service) for service in service_names()})
    if had.exists() and (BOOKS not in there or empty):
        lost = f"the tables of {', '.join(empty)} are empty" if empty else "the note of what was loaded is gone"
        say(f"data was lost ({lost}): loading the sample data again")
        return frozenset()
    return there


def load_sample_books(system: System) -> None:
    """Load the demo logins, the books and their copies, and show how far it is."""
    with ExitStack() as steps:
        load_books(Stage(system.stage), catalogue.load_catalogue(), show_progress(steps))
    (system.home / "loaded").touch()


def load_sample_data(system: System) -> None:
    """`make seed`: everything, also what is there already, and wait for it."""
    with use_environment(system), ExitStack() as steps:
        load_sample_books(system)
        load_history(Stage(system.stage), catalogue.load_catalogue(), date.today(), show_progress(steps))  # noqa: DTZ011
