"""OpenSearch, started as plain Java, because its own script needs tools that a small machine lacks."""

import os
from typing import ClassVar

from local.engines.engine import Engine
from local.engines.java import class_archive_options, java_command
from local.health import get_json

HEALTH = "/_cluster/health?wait_for_status=yellow&timeout=2s"


class OpenSearch(Engine):
    """OpenSearch; every change is on disk before it is acknowledged, so the index survives any stop."""

    name = "opensearch"
    configuration: ClassVar[dict[str, str]] = {
        "opensearch.yml": "opensearch.yml",
        "opensearch-log4j2.properties": "log4j2.properties",
    }

    def listens_on(self) -> tuple[int, ...]:
        return self.ports.opensearch, self.ports.opensearch_transport

    def command(self) -> list[str]:
        home = self.files / "home"
        return [
            *java_command(self.temporary, smallest="128m", largest="512m"),
            *class_archive_options(self.folder / "classes.jsa"),
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:+AllowArchivingWithJavaAgent",
            f"-javaagent:{home}/agent/opensearch-agent.jar",  # mandatory since 3.0
            *self._native_access(),
            "-Dio.netty.noUnsafe=true",
            "-Dlog4j.shutdownHookEnabled=false",
            "-Dlog4j2.disable.jmx=true",
            "-Dorg.apache.lucene.store.MMapDirectory.sharedArenaMaxPermits=1",
            # The wheel's JDK has trimmed locales: without these and the ICU jars every new index fails on Thai.
            "-Djava.locale.providers=CLDR,SPI",
            f"-Dopensearch.path.home={home}",
            f"-Dopensearch.path.conf={self.folder}/conf",
            "-Dopensearch.distribution.type=zip",
            "-Dopensearch.bundled_jdk=false",
            "-cp",
            f"{home}/lib/*:{self.jars}",
            "org.opensearch.bootstrap.OpenSearch",
        ]

    def _native_access(self) -> list[str]:
        """Let root run it: OpenSearch refuses root where it can ask the system, and a container has only root."""
        as_root = ["-Djna.nounpack=true"] if os.geteuid() == 0 else []
        return ["-Djna.nosys=true", f"-Djna.tmpdir={self.temporary}", *as_root]

    def is_healthy(self) -> bool:
        health = get_json(self.ports.opensearch, HEALTH)
        return bool(health) and not health["timed_out"]
