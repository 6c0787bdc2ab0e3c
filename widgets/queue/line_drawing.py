"""How one ticket reads as a line: segments for fixed columns, each of exactly its width."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from api_client.models.line import NEVER, Line, band
from widgets.cells import glyphs
from widgets.cells.columns import Column, age, countdown, fit, number, right
from widgets.cells.glyphs import Pair, Signs, flag_signs, short

HEADS: dict[str, Pair] = {
    "countdown": ("时限", "left"),
    "clock": ("钟", "clk"),
    "band": ("急", ""),
    "tier": ("档", "in"),
    "number": ("编号", "number"),
    "title": ("标题", "title"),
    "street": ("街道", "street"),
    "lead": ("主办", "lead"),
    "stage": ("阶段", "stage"),
    "hops": ("转", "hp"),
    "flags": ("标", "flg"),
    "age": ("受理", "age"),
    "item": ("事项", "item"),
    "kind": ("类型", "kind"),
    "cosign": ("会签", "co-sign"),
}

BADGES = ("band", "stage")
"""Columns whose text may stand on a ground of its own; the blanks after it do not."""


class Look(NamedTuple):
    """How a line is to be shown, beside what it says itself."""

    countdown: str
    band: str
    selected: bool
    marked: bool
    pending: str
    """State of the newest command on it in the outbox, empty where there is none."""
    lang: str
    age: str = ""
    """How long ago it was received, where a column shows that."""


def look(line: Line, now: int, *, selected: bool, marked: bool, pending: str, lang: str, aged: bool = False) -> Look:
    """How a line is shown at a moment."""
    left = "" if line.next_due >= NEVER else countdown(line.next_due - now)
    return Look(left, band(line, now), selected, marked, pending, lang, age(now - line.received) if aged and line.received else "")


def reads(line: Line, now: int, *, aged: bool) -> tuple[str, str, str]:
    """What of a line changes by itself as time passes: countdown, band, and its age where that is shown."""
    left = countdown(line.next_due - now) if line.next_due < NEVER else ""
    return left, band(line, now), age(now - line.received) if aged else ""


def blank(said: str, width: int, signs: Signs) -> list[Segment]:
    """A line without a ticket; what is to be said of an empty list stands in the second."""
    return [Segment(fit(f"  {said}", width, signs.more), glyphs.FAINT)]


def header(columns: tuple[Column, ...], lang: str, signs: Signs, width: int, news: Sequence[Segment] = ()) -> list[Segment]:
    """The line above the tickets; what has come in out of sight stands at its right end."""
    words = "".join(
        (right if column.name == "countdown" else fit)(short(HEADS, column.name, lang), column.width, signs.more) + " " for column in columns
    )
    room = width - sum(cell_len(part.text) for part in news)
    return [Segment(fit("  " + words.rstrip(), room, signs.more), glyphs.HEAD), *news]


def draw(line: Line, look: Look, columns: tuple[Column, ...], signs: Signs, unit: Callable[[str], str]) -> list[Segment]:
    """A ticket's line; with the blank after each column the segments fill the width exactly."""
    burn = glyphs.BANDS[look.band]
    segments = [
        Segment((signs.cursor if look.selected else " ") + (signs.mark if look.marked else " "), glyphs.STRONG if look.marked else glyphs.PLAIN)
    ]
    for column in columns:
        text, style = _cell(column, line, look, signs, unit)
        filled = right(text, column.width, signs.more) if column.name == "countdown" else fit(text, column.width, signs.more)
        if column.name in BADGES:
            text = filled.rstrip()
            segments += [Segment(text, style), Segment(" " * (cell_len(filled) - cell_len(text) + 1), glyphs.PLAIN)]
        else:
            segments.append(Segment(filled + " ", burn if style is None else style))
    if look.selected:
        return [Segment(segment.text, (segment.style or glyphs.PLAIN) + glyphs.SELECTED) for segment in segments]
    return segments


def _cell(column: Column, line: Line, look: Look, signs: Signs, unit: Callable[[str], str]) -> tuple[str, Style | None]:
    """What stands in a column; no style means the band's own."""
    match column.name:
        case "countdown":
            return look.countdown, None
        case "clock":
            return short(glyphs.CLOCK_NAMES if column.width >= glyphs.NAMED_FROM else glyphs.CLOCKS, line.next_clock, look.lang), None
        case "band":
            return signs.bands[look.band], glyphs.SIGNS[look.band]
        case "tier":
            return line.tier, glyphs.STRONG if line.tier == "2h" else glyphs.PLAIN
        case "number":
            return number(line.number, column.width), glyphs.PLAIN
        case "title":
            return line.title, glyphs.STRONG if line.urgent else glyphs.PLAIN
        case "street":
            return unit(line.street) if line.street else "", glyphs.PLAIN
        case "lead":
            return unit(line.lead) if line.lead else "", glyphs.UNIT
        case "hops":
            return str(line.hops) if line.hops else "", glyphs.PLAIN
        case "stage":
            return _stage(line, look, signs)
        case "age":
            return look.age, glyphs.FAINT
        case "item":
            return line.item, glyphs.PLAIN
        case "kind":
            return short(glyphs.KINDS, line.kind, look.lang), glyphs.PLAIN
        case "cosign":
            return short(glyphs.HELD, "cosign" if "cosign" in line.flags.split() else "", look.lang), glyphs.STRONG
        case _:
            return flag_signs(line.flags, urgent=bool(line.urgent), signs=signs, lang=look.lang), glyphs.STRONG


def _stage(line: Line, look: Look, signs: Signs) -> tuple[str, Style]:
    """The stage, or in its place what became of a command just asked."""
    if not look.pending:
        return short(glyphs.STAGES, line.stage, look.lang), glyphs.PLAIN
    sign = {"waiting": signs.waiting, "done": signs.done}.get(look.pending, signs.refused)
    return sign + short(glyphs.PENDING_WORDS, look.pending, look.lang), glyphs.PENDING.get(look.pending, glyphs.STRONG)
