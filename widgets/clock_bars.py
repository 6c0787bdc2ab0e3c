"""Every clock of a ticket as a bar of its life, with its due time, what is left, and its stretches in words."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from textual.content import Content
from textual.style import Style

from api_client.models.clock import Clock, ClockState, Segment
from widgets.glyphs import BANDS
from widgets.speech import Speech

BAR_CELLS = 20
STYLES = {band: Style.from_rich_style(style) for band, style in BANDS.items()}
"""How each band is drawn; a word always stands beside the colour."""


class Signs(NamedTuple):
    """What a bar is made of."""

    spent: str
    paused: str
    rest: str
    over: str
    due: str


NARROW = Signs("▮", "▭", "▯", "▴", "╎")
"""None of ambiguous width: a bar is as long on every terminal."""
ASCII = Signs("#", "=", ".", "!", "|")


def clock_band(clock: Clock, now: int) -> str:
    """The band of one clock, as the queue names it for the whole ticket."""
    if not clock.open:
        return "done"
    if clock.state is ClockState.PAUSED:
        return "paused"
    for moment, band in (
        (clock.long_at, "long"),
        (clock.due, "overdue"),
        (clock.urgent_at, "urgent"),
        (clock.warn_at, "warn"),
        (clock.watch_at, "watch"),
    ):
        if now >= moment.timestamp():
            return band
    return "calm"


def bar(clock: Clock, now: int, *, cells: int = BAR_CELLS, signs: Signs = NARROW) -> str:
    """The clock's life from its start to its due time (or to now, where it is over) in so many cells."""
    start, due = clock.start.timestamp(), clock.due.timestamp()
    reached = min(clock.ended.timestamp(), now) if clock.ended else float(now)
    length = max(due, reached) - start
    if length <= 0:
        return signs.rest * cells
    paused = [(s.start.timestamp(), s.end.timestamp() if s.end else float(now)) for s in clock.segments if s.state is ClockState.PAUSED]
    drawn = ""
    for cell in range(cells):
        moment = start + (cell + 0.5) / cells * length
        if moment > reached:
            drawn += signs.rest
        elif any(begin <= moment < end for begin, end in paused):
            drawn += signs.paused
        else:
            drawn += signs.over if moment > due else signs.spent
    if reached > due:
        mark = min(int((due - start) / length * cells), cells - 1)
        drawn = drawn[:mark] + signs.due + drawn[mark + 1 :]
    return drawn


def clock_line(clock: Clock, speech: Speech, *, now: int, ascii_only: bool = False, name_cells: int = 10) -> Content:
    """One clock: name, bar, due time, what is left or how it ended."""
    band = clock_band(clock, now)
    name = Content(speech.clock(clock.name.value, clock.of))
    due = speech.say("page.bar", due=speech.moment(clock.due, now))
    return Content.assemble(
        (name.pad_right(max(name_cells - name.cell_length, 0)).plain, "bold"),
        (bar(clock, now, signs=ASCII if ascii_only else NARROW), STYLES[band]),
        f"  {due}  ",
        (_state(clock, speech, now, band), STYLES[band]),
    )


def _state(clock: Clock, speech: Speech, now: int, band: str) -> str:
    state = speech.word("state", clock.state.value)
    if not clock.open:
        return f"{state}  {speech.say('page.ended', at=speech.moment(clock.ended, now))}" if clock.ended else state
    if clock.state is ClockState.PAUSED:
        return state
    return f"{speech.left(clock.due, now)}  {speech.word('band', band)}"


def segment_lines(segments: Iterable[Segment], speech: Speech, *, now: int) -> list[Content]:
    """The stretches of a clock's life, so that elapsed time can be explained."""
    return [_segment(segment, speech, now) for segment in segments]


def _segment(segment: Segment, speech: Speech, now: int) -> Content:
    end = speech.moment(segment.end, now) if segment.end else speech.say("page.now")
    span = speech.span(_length(segment.start, segment.end, now))
    said = speech.say("page.segment", start=speech.moment(segment.start, now), end=end, state=speech.word("state", segment.state.value), span=span)
    why = speech.say("page.segment.why", why=speech.word("did", segment.why)) if segment.why else ""
    return Content.styled(f"    {said}{why}", "dim")


def _length(start: datetime, end: datetime | None, now: int) -> float:
    return (end.timestamp() if end else now) - start.timestamp()


def clock_lines(clocks: Iterable[Clock], speech: Speech, *, now: int, ascii_only: bool = False) -> list[Content]:
    """All clocks, the open ones first by due time; stretches under those that were ever interrupted."""
    lines: list[Content] = []
    shown = sorted(clocks, key=lambda clock: (not clock.open, clock.due))
    cells = 2 + max((Content(speech.clock(clock.name.value, clock.of)).cell_length for clock in shown), default=0)
    for clock in shown:
        lines.append(clock_line(clock, speech, now=now, ascii_only=ascii_only, name_cells=cells))
        lasting = [segment for segment in clock.segments if segment.end != segment.start]
        if len(lasting) > 1:
            lines += segment_lines(lasting, speech, now=now)
    return lines
