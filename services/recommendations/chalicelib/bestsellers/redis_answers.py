"""What the refusals of Redis (Valkey) ask of us: by the first word of the error, as the server sends it.

Sources: https://valkey.io/topics/protocol/#simple-errors and the errors of server.c, cluster.c, replication.c, acl.c.
"""

import re

from redis.exceptions import AuthenticationError, ConnectionError, DataError, RedisError, TimeoutError

from bookstore.engine_answers import Answer

BY_CODE = {
    "LOADING": Answer.WAIT,  # it restarts
    "BUSY": Answer.WAIT,  # a script runs
    "BUSYKEY": Answer.WAIT,
    "OOM": Answer.WAIT,  # full, and nothing may be evicted
    "MISCONF": Answer.WAIT,  # it cannot write its file
    "NOREPLICAS": Answer.WAIT,
    "TRYAGAIN": Answer.WAIT,  # a slot moves
    "CLUSTERDOWN": Answer.WAIT,
    "READONLY": Answer.RECONNECT,  # after a failover the former primary is a replica, and keeps our connection
    "MASTERDOWN": Answer.RECONNECT,
    "UNBLOCKED": Answer.RECONNECT,  # it becomes a replica
    "MOVED": Answer.RECONNECT,
    "ASK": Answer.RECONNECT,
    "NOAUTH": Answer.ACCESS,
    "WRONGPASS": Answer.ACCESS,
    "NOPERM": Answer.ACCESS,
    "WRONGTYPE": Answer.REPLACE,
    "CROSSSLOT": Answer.OURS,
    "EXECABORT": Answer.WAIT,  # a command of the transaction was refused for one of the reasons above
    "ERR": Answer.OURS,  # an unknown command, a wrong number of arguments, no number
}
BY_CLASS: tuple[tuple[type[RedisError], Answer], ...] = (  # what the client raises without a code
    (AuthenticationError, Answer.ACCESS),
    (ConnectionError, Answer.WAIT),
    (TimeoutError, Answer.WAIT),
    (DataError, Answer.OURS),
)
CODE = re.compile(r"(?:^|caused error: )([A-Z]{2,})\b")  # a pipeline puts its own words before the server's


def classify(error: RedisError) -> Answer:
    """Return what an error asks of us; one that no table names is a state of the server, and waited for."""
    by_class = next((answer for kind, answer in BY_CLASS if isinstance(error, kind)), None)
    return by_class or BY_CODE.get(_code(error), Answer.WAIT)


def _code(error: RedisError) -> str:
    """Return the server's code: the client takes those it knows out of the message and remembers them."""
    found = CODE.search(str(error))
    return error.status_code or (found[1] if found else "")
