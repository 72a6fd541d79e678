"""The storefront's own journeys, in a real browser, on the whole running shop: clicking, typing, paying, axe."""

import subprocess

from deploy.storefront.building import SOURCE, environment, install

FIND_CHROMIUM = "import('@sparticuz/chromium').then(async ({ default: it }) => console.log(await it.executablePath()))"


def test_people_buy_books_in_a_browser(shop):
    install(print)
    chromium = run("node", "-e", FIND_CHROMIUM).stdout.strip()
    done = run("npx", "playwright", "test", SHOP=shop.stage.parameters["public-url"], CHROMIUM=chromium)
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]


def run(*command: str, **also: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=SOURCE, env={**environment(), **also}, capture_output=True, text=True, check=False
    )
