"""What an engine's refusal asks of us. Each engine has one table from its own codes to these answers, next to its
connection; docs/runbooks/engine-answers.md explains every row.

What no table names is waited for: it is then seen (the projector's alarm fires) and nothing is lost, while a record
that is parked by mistake, or a mistake that is retried in silence, would be found late.
"""

from enum import Enum

from bookstore import logs
from bookstore.errors import Unavailable


class Answer(Enum):
    """What has to happen with the work that an engine refused."""

    WAIT = "theirs: busy, full, blocked, starting or failed; the same work may succeed later"
    RECONNECT = "theirs: the server was replaced; the same work may succeed on another connection"
    CONFLICT = "another writer was faster: the same work is repeated at once"
    ACCESS = "ours, in the set-up: our credentials or rights are refused; all work waits until somebody repairs it"
    REFUSED = "this content, for ever: its record is parked, and what was there before is hidden"
    REPLACE = "theirs to lose: a key holds something that is not ours, and is replaced"
    OURS = "ours, in the code: it is raised as it is"

    @property
    def is_passing(self) -> bool:
        """Whether the same work may succeed later, unchanged."""
        return self in {Answer.WAIT, Answer.RECONNECT, Answer.ACCESS}


def to_unavailable(
    answer: Answer, engine: str, reason: str, *, message: str, retry_after: int = 2
) -> Unavailable | None:
    """Return the error for work that may succeed later, None for any other; log what somebody has to repair."""
    if answer is Answer.ACCESS:
        logs.warning("engine access refused", engine=engine, reason=reason)
    if not answer.is_passing:
        return None
    return Unavailable(message, retry_after=retry_after)
