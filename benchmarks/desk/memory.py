"""What a process holds in memory and how much it has worked, as Linux tells it."""

import os
import re
from pathlib import Path
from typing import NamedTuple


class Held(NamedTuple):
    """Megabytes: all that a process holds, and that with what it shares counted in part."""

    resident: float
    proportional: float

    @property
    def told(self) -> str:
        """Both."""
        return f"{self.resident:.0f}, {self.proportional:.0f}"


def held(*pids: int) -> Held:
    """The memory of some processes together."""
    sizes = [_sizes(Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii", errors="replace")) for pid in pids]
    return Held(*map(sum, zip(*sizes, strict=True)))


def _sizes(told: str) -> tuple[float, float]:
    rss, pss = (int(found[1]) / 1024 if (found := re.search(rf"^{name}:\s+(\d+)", told, re.MULTILINE)) else 0.0 for name in ("Rss", "Pss"))
    return rss, pss


def children(pid: int) -> list[int]:
    """The processes that a process has started; each belongs to the thread that started it."""
    return [int(child) for task in Path(f"/proc/{pid}/task").iterdir() for child in (task / "children").read_text(encoding="ascii").split()]


def family(pid: int) -> list[int]:
    """A process and all that came of it."""
    return [pid, *(one for child in children(pid) for one in family(child))]


def courier_of(desk: int) -> int:
    """The courier that a desk has started."""
    [courier] = children(desk)
    return courier


def worked(pid: int) -> float:
    """Seconds of processor time that a process has taken."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
