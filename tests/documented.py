"""The commands that README, CONTRIBUTING and the pages of docs/ tell their readers to type: the lines of all blocks marked `sh`."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tests.hotlines import ROOT

PAGES = [path.relative_to(ROOT).as_posix() for path in (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md")))]
PROGRAMS = ("paidan", "hotline", "make", "curl", "pip", "pipx", "python", "python3", "sudo", "systemctl", "docker", "psql", "createdb")
_FENCE = re.compile(r"^ *```([\w-]*)[^\n]*\n(.*?)^ *```", re.MULTILINE | re.DOTALL)
_REMARK = re.compile(r"\s+#\s.*$")


class Command(NamedTuple):
    """One of them, and the page it stands on."""

    page: str
    text: str


def blocks(page: str) -> Iterator[tuple[str, str]]:
    """The blocks of a page: the mark of each, and its lines, those joined that end in a backslash."""
    for mark, body in _FENCE.findall((ROOT / page).read_text(encoding="utf-8")):
        yield mark, re.sub(r"\\\n\s*", "", body)


def commands(page: str) -> list[Command]:
    """The commands of a page in order, without the remarks behind them."""
    lines = (_REMARK.sub("", line).strip() for mark, body in blocks(page) if mark == "sh" for line in body.splitlines())
    return [Command(page, line) for line in lines if line and not line.startswith("#")]


def unmarked(page: str) -> list[str]:
    """What reads as a command and stands in a block that is not marked as such, so that nothing runs it."""
    told = re.compile(rf"(?:\$ )?(?:[A-Z_]+=\S+ )*(?:{'|'.join(PROGRAMS)}) ")
    return [line for mark, body in blocks(page) if mark != "sh" for line in body.splitlines() if told.match(line)]


def exists(path: str) -> bool:
    """Whether a file of the source tree is there."""
    return Path(ROOT / path).exists()
