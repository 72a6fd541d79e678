"""Errors that a person at the keyboard can put right."""


class UserError(Exception):
    """Say in one sentence what is wrong and what to do next; it is shown without a traceback."""


class Stalled(UserError):
    """Say that something that was waited for has stopped advancing."""
