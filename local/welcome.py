"""What `make up` says when the shop is open."""

from local import background_import
from local.system import System
from local.urls import LOGINS


def welcome(system: System, seconds: float) -> str:
    """Addresses, logins, and three things to try."""
    where = system.endpoints()["public_url"]
    behind = (
        "Past orders and reviews are being imported in the background; `make status` says how far it is.\n"
        if background_import.running(system.home)
        else ""
    )
    logins = "\n".join(f"    {login['role']:8} {login['email']}  {login['password']}" for login in LOGINS)
    return f"""
The shop is open after {seconds:.0f} s.
{behind}
  Shop       {where}
  API        {where}/api/catalog/books
  Local AWS  {system.environment()["AWS_ENDPOINT_URL"]}   (access key and secret: test)
  Logins
{logins}

  Try next
    curl '{where}/api/search/search?q=whale'
    curl '{where}/api/recommendations/bestsellers?window=month'
    make demo        one order, from search to every view, with the time each step takes
    make status      what runs, and what is still on its way
"""
