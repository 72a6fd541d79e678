"""The settings of the catalog's functions, read from the environment."""

from functools import cache

from msgspec import Struct

from bookstore import environment

RESERVED_NAMES = (
    "Catchword,the shop,staff,admin,admins,administrator,administrators,moderator,moderators,"
    "support,help desk,customer service,customer care,official,shop owner,shop manager,shop team,store manager,"
    "store team,the store,the bookshop,the bookstore,our team,bookseller,booksellers,webmaster"
)


class Settings(Struct, frozen=True):
    """One field per environment variable."""

    table: str
    event_bus: str
    parked_url: str
    covers_bucket: str
    imports_bucket: str
    stage: str
    files_bucket: str
    reserved_names: str = RESERVED_NAMES
    traces_open: bool = False

    @property
    def reserved_name_list(self) -> list[str]:
        """The names that no review may be signed with; written with commas between them."""
        return [name for name in self.reserved_names.split(",") if name.strip()]


@cache
def settings() -> Settings:
    """Return the settings, read once per process."""
    return environment.read(Settings)
