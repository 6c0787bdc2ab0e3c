"""Lines of a queue for tests: held in memory, in the mirror's order."""

from collections.abc import Iterable

from api_client.models.line import Line

NOW = 1_795_348_800
"""2026-11-22 12:00:00 UTC."""

AWKWARD = (
    "朝阳区望京街道某小区供暖不热多次拨打电话无人处理希望尽快解决",
    "short",
    "“引号”与…省略号·中点①②℃■★→×",
    "ｆｕｌｌ　ｗｉｄｔｈ １２３４５ 全角",
    "e\u0301a\u0308o\u0302 combining ñ",
    "[bold]甲[/]乙 [@click=app.quit]不是标记[/]",
    "한국어 도로 파손 そして日本語",
    "",
)


def line(serial: int, due: int = 3600, **changes: object) -> Line:
    """A ticket due in so many seconds from NOW."""
    made = Line(
        number=f"20261122-{serial:06}",
        version=1,
        tier=("2h", "24h", "7d", "15d")[serial % 4],
        stage="dispatched",
        kind="complaint",
        title=AWKWARD[serial % len(AWKWARD)],
        lead="street-1",
        street="street-1",
        hops=serial % 3,
        flags="supervised cosign extended escalated redo" if serial % 2 else "",
        urgent=int(serial % 5 == 0),
        next_clock="sign",
        next_due=NOW + due,
        watch_at=NOW + due - 3000,
        warn_at=NOW + due - 1800,
        urgent_at=NOW + due - 600,
        long_at=NOW + due + 86_400,
    )
    return made._replace(**changes)  # type: ignore[arg-type]  # the caller names Line's own fields


class Held:
    """A source of lines that a test can change."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self.lines: list[Line] = []
        self.put(lines)

    def put(self, lines: Iterable[Line]) -> None:
        """Replace all lines."""
        self.lines = sorted(lines, key=lambda line: (line.next_due, line.number))

    @property
    def count(self) -> int:
        """How many lines there are."""
        return len(self.lines)

    @property
    def exact(self) -> bool:
        """All are known."""
        return True

    def window(self, top: int, height: int) -> list[Line]:
        """Lines from an index on."""
        return self.lines[top : top + height]

    def find(self, number: str) -> int | None:
        """The index of a ticket."""
        return next((at for at, line in enumerate(self.lines) if line.number == number), None)
