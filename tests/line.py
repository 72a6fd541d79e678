"""The name that tests of search and recommendations use for `FlakyProxy` until they are renamed."""

from tests.flaky_proxy import FlakyProxy


class Line(FlakyProxy):
    """FlakyProxy with the former names of its methods."""

    silence = FlakyProxy.stall
    cut = FlakyProxy.drop_connections
    refuse = FlakyProxy.stop_listening
    welcome = FlakyProxy.resume_listening

    @property
    def opened(self) -> int:
        """The former name of connection_count."""
        return self.connection_count
