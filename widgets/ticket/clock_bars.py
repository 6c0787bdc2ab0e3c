"""Every clock of a ticket as a bar of its life, with its due time, what is left, its story in words, and what the bar's signs mean."""

from collections.abc import Iterable
from typing import NamedTuple

from textual.content import Content
from textual.style import Style

from api_client.models.clock import Clock, ClockName, ClockState
from widgets.cells.glyphs import BANDS
from widgets.speech import Speech
from widgets.ticket.clock_story import story

NAME_CELLS = 14
"""So far the bars stand in one column; a longer name moves its own aside."""
BAR_CELLS = 20
WIDE = 76
"""From this width on a bar has all its cells."""
STYLES = {band: Style.from_rich_style(style) for band, style in BANDS.items()}
"""How each band is drawn; a word always stands beside the colour."""


class Signs(NamedTuple):
    """What a bar is made of."""

    spent: str
    paused: str
    hung: str
    extended: str
    """Where it was extended."""
    rest: str
    added: str
    """The same, in the time that extensions gave."""
    over: str
    due: str


NARROW = Signs("▮", "▭", "▫", "+", "▯", "▹", "▴", "╎")
"""None of ambiguous width: a bar is as long on every terminal."""
ASCII = Signs("#", "=", "-", "+", ".", ">", "!", "|")
HUNG, EXTENDED = "hung", "extended"
"""The events that begin a hang and an extension, as a clock's stretches name them."""


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


def bar(clock: Clock, now: int, *, cells: int = BAR_CELLS, signs: Signs = NARROW, added: float = 0) -> str:
    """The clock's life from its start to its due time (or to now, where it is over) in so many cells; `added` seconds of it came by extension."""
    start, due = clock.start.timestamp(), clock.due.timestamp()
    reached = min(clock.ended.timestamp(), now) if clock.ended else float(now)
    length = max(due, reached) - start
    if length <= 0:
        return signs.rest * cells
    still = [
        (part.start.timestamp(), part.end.timestamp() if part.end else float(now), signs.hung if part.why == HUNG else signs.paused)
        for part in clock.segments
        if part.state is ClockState.PAUSED
    ]
    drawn = ""
    for cell in range(cells):
        moment = start + (cell + 0.5) / cells * length
        if moment > reached:
            drawn += signs.added if moment > due - added else signs.rest
        else:
            going = signs.over if moment > due else signs.spent
            drawn += next((sign for begin, end, sign in still if begin <= moment < end), going)
    marks = [(part.start.timestamp(), signs.extended) for part in clock.segments if part.why == EXTENDED]
    for moment, sign in [*marks, *([(due, signs.due)] if reached > due else [])]:
        if start <= moment <= start + length:
            mark = min(int((moment - start) / length * cells), cells - 1)
            drawn = drawn[:mark] + sign + drawn[mark + 1 :]
    return drawn


def legend(drawn: str, signs: Signs, speech: Speech) -> str:
    """What the signs of some bars mean, in words; only of those that are there."""
    named = [(sign, speech.say(f"page.legend.{name}")) for name, sign in signs._asdict().items() if sign in drawn]
    return "  ".join(f"{sign} {word}" for sign, word in named)


def clock_line(clock: Clock, speech: Speech, *, now: int, drawn: str, name_cells: int = 10, next_up: bool = False, said: bool = True) -> Content:
    """One clock: name, bar, due time, what is left or how it ended; the one that is due next is bold, and where it is to be `said`, in a word."""
    band = clock_band(clock, now)
    name = Content(speech.clock(clock.name.value))
    due = speech.say("page.bar", due=speech.moment(clock.due, now))
    return Content.assemble(
        (name.pad_right(max(name_cells - name.cell_length, 2)).plain, "bold" if next_up else ""),
        (drawn, STYLES[band]),
        f"  {due}  ",
        (_state(clock, speech, now, band), STYLES[band]),
        (f"  {speech.say('page.next_up')}" if next_up and said else "", "bold"),
    )


def _state(clock: Clock, speech: Speech, now: int, band: str) -> str:
    state = speech.word("state", clock.state.value)
    if not clock.open or clock.state is ClockState.PAUSED:
        return state
    return f"{speech.left(clock.due, now)}  {speech.word('band', band)}"


def clock_lines(
    clocks: Iterable[Clock],
    speech: Speech,
    *,
    now: int,
    ascii_only: bool = False,
    next_clock: Clock | None = None,
    width: int = WIDE,
    added: float = 0,
) -> list[Content]:
    """All clocks, the open ones first by due time, each with its story; the legend of their bars below.

    In a narrow place their lines are shorter; where all stories fit beside the bars, they stand there, in a column of their own.
    `added` is how much extensions gave the tier's limit, in seconds.
    """
    lines: list[Content] = []
    shown = sorted(clocks, key=lambda clock: (not clock.open, clock.due))
    signs = ASCII if ascii_only else NARROW
    cells = min(NAME_CELLS, 2 + max((Content(speech.clock(clock.name.value)).cell_length for clock in shown), default=0))
    long = BAR_CELLS if width >= WIDE else BAR_CELLS // 2
    given = [added if clock.name is ClockName.DUE else 0 for clock in shown]
    bars = [bar(clock, now, signs=signs, cells=long, added=more) for clock, more in zip(shown, given, strict=True)]
    heads = [
        clock_line(clock, speech, now=now, drawn=drawn, name_cells=cells, next_up=clock is next_clock, said=width >= WIDE)
        for clock, drawn in zip(shown, bars, strict=True)
    ]
    stories = [story(clock, speech, now=now, added=more) for clock, more in zip(shown, given, strict=True)]
    aside = max((head.cell_length for head in heads), default=0)
    fits = all(aside + told.cell_length <= width for stretches in stories for told in stretches)
    for head, (summed, *stretches) in zip(heads, stories, strict=True):
        if fits:
            lines.append(Content.assemble(head.pad_right(aside - head.cell_length), summed))
            lines += [Content.assemble(" " * aside, part) for part in stretches]
        else:
            lines += [head, summed, *stretches]
    if shown:
        lines.append(Content.styled(legend("".join(bars), signs, speech), "dim"))
    return lines
