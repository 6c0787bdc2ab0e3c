"""Which Textual the thin display knows from inside; read without importing it."""

import os
from collections.abc import Callable
from contextlib import suppress
from importlib.util import find_spec

KNOWN = ("8.2.8",)
"""Versions whose compositor and driver were read; a newer one is added here once tests/tui/display hold with it."""


def installed() -> str:
    """Textual's version, by the name of the folder beside it that tells of its installation: no start waits for `importlib.metadata` then."""
    spec = find_spec("textual")
    if spec is not None and spec.origin:
        with suppress(OSError):
            names = os.listdir(os.path.dirname(os.path.dirname(spec.origin)))
            told = [name for name in names if name.startswith("textual-") and name.endswith(".dist-info")]
            if len(told) == 1:
                return told[0].removeprefix("textual-").removesuffix(".dist-info")
    from importlib.metadata import version

    return version("textual")


def knows(version: Callable[[], str] = installed) -> bool:
    """Whether the thin display works with what is installed; otherwise Textual writes to the terminal itself, which is slower and right as well."""
    return version() in KNOWN
