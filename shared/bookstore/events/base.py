"""What every event has: a source, a subject and the subject's version."""

from typing import ClassVar

from bookstore.field_types import Checked, Version


class Event(Checked, frozen=True, kw_only=True):
    """Something that has happened. `version` counts the changes of the subject, starting at 1."""

    source: ClassVar[str]
    schema_version: ClassVar[int] = 1
    version: Version

    @property
    def subject(self) -> str:
        """Return what the event is about as `kind/id`; versions are compared within one subject of one source."""
        raise NotImplementedError

    @classmethod
    def name(cls) -> str:
        """Return the event's name, which is EventBridge's detail type."""
        return cls.__name__
