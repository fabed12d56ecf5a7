"""The ways in which a command ends early."""

from __future__ import annotations


class CommandError(Exception):
    """A command ends with one line on standard error; the message is that line.

    ``code`` is 2 for what the user can put right in what they typed or in their files, 1 for what
    went wrong in the program or the model.
    """

    def __init__(self, message: str, code: int = 2) -> None:
        super().__init__(message)
        self.code = code


class Terminated(BaseException):
    """The process was asked to end (SIGTERM)."""
