"""What is told to users when a command cannot go on: the exit codes, and the base of all errors that are told."""

from __future__ import annotations

from enum import IntEnum
from typing import ClassVar


class Exit(IntEnum):
    """Exit codes; warnings alone are fine, FAILED is for what was kept out and for checks that failed."""

    FINE = 0
    FAILED = 1
    USAGE = 2
    UNREADABLE = 3


class ReportedError(Exception):
    """An error whose message is one sentence for users, with what to do next.

    ``exit_code``: the exit code of a command that ends by it.
    """

    exit_code: ClassVar[Exit] = Exit.USAGE
