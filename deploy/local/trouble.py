"""The one exception of the local platform: something a person can put right."""


class Trouble(Exception):
    """Its message is one sentence, shown without a traceback."""
