"""Errors that a person at the keyboard can put right."""


class UserError(Exception):
    """An error that the person at the keyboard can correct; its message, one sentence, is shown without a traceback."""


class Stalled(UserError):
    """Something that was waited for has stopped advancing."""
