"""Which Textual the thin display knows from inside; read without importing it."""

from collections.abc import Callable

KNOWN = ("8.2.8",)
"""Versions whose compositor and driver were read; a newer one is added here once tests/tui/display hold with it."""


def installed() -> str:
    """Textual's version."""
    from importlib.metadata import version

    return version("textual")


def knows(version: Callable[[], str] = installed) -> bool:
    """Whether the thin display works with what is installed; otherwise Textual writes to the terminal itself, which is slower and right as well."""
    return version() in KNOWN
