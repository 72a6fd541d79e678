"""The emulated AWS as a component of a system."""

import os
import shutil

from local.component import Component
from local.health import is_ok
from local.paths import EMULATOR_NODE, EMULATOR_PYTHON
from local.ports import HOST


class Emulator(Component):
    """MiniStack; every change is journaled before it is acknowledged, and functions run with their own roles."""

    name = "emulator"
    stops_within = 60

    def listens_on(self) -> tuple[int, ...]:
        return (self.ports.emulator,)

    def prepare(self) -> None:
        """Empty the temporary folder, where a stop that was not orderly leaves unpacked functions."""
        shutil.rmtree(self.folder / "tmp", ignore_errors=True)
        for name in ("state", "s3", "tmp"):
            (self.folder / name).mkdir(parents=True, exist_ok=True)

    def command(self) -> list[str]:
        return [str(EMULATOR_PYTHON), "-m", "local.emulator"]

    def environment(self) -> dict[str, str]:
        return {
            "BIND_HOST": HOST,
            "GATEWAY_PORT": str(self.ports.emulator),
            "AUTH": "true",  # each function may do what its role allows, and no more
            "LAMBDA_EXECUTOR": "local",
            "LAMBDA_WARM_TTL_SECONDS": "30",  # a burst's extra workers go home soon; one per function stays
            "IOT_MTLS_ENABLED": "0",
            "MINISTACK_COGNITO_PRETOKEN_STRICT": "1",  # as on AWS, no token without the trigger that narrows it
            "LOG_LEVEL": "WARNING",
            "POWERTOOLS_LOG_LEVEL": "INFO",  # the functions inherit both: they are to say more than the emulator does
            "PERSIST_STATE": "1",
            "STATE_DIR": str(self.folder / "state"),
            "S3_PERSIST": "1",
            "S3_DATA_DIR": str(self.folder / "s3"),
            # CloudFront's functions run in Node: the wheel's own, since a machine may have none or an old one.
            "PATH": f"{EMULATOR_NODE}:{os.environ.get('PATH', '/usr/bin:/bin')}",
            "TMPDIR": str(self.folder / "tmp"),
            "MALLOC_ARENA_MAX": "2",  # many small Python processes: spare what each would keep for threads
        }

    def is_healthy(self) -> bool:
        return is_ok(self.ports.emulator, "/_ministack/health")
