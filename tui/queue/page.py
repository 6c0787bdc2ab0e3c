"""What stands where on the queue's page, and the whole page as it is before anything has been pressed, without any widget."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from rich.segment import Segment

from tui.desk import Desk
from widgets.cells.columns import layout
from widgets.lines.around import Counts, Status, Tally, joined, key_parts
from widgets.queue.line_drawing import blank, draw, header, look
from widgets.queue.summary import Summary

SMALLEST = (60, 15)
PREVIEW_FROM = 100
LINES_AROUND = 3
"""Counts above the list, state and keys below."""
HINTS = ("act", "queue", "intake", "desk")
"""Which groups of keys the bottom line names."""

STANDING = ("view", "filter", "link", "since", "cause", "coming", "waiting", "trouble", "session", "time", "person")
"""What of the status line stands as it is until it is said anew."""

NO_LINE: Mapping[str, Any] = MappingProxyType({"link": "connecting"})
"""The line to the hotline before anything is heard of it."""

PageLine = list[Segment]


def pane_width(width: int) -> int:
    """Columns of the pane beside the list, where there is room for one."""
    return 36 if width < 130 else 40 if width < 150 else 44


def known(desk: Desk) -> Status:
    """What the status line says whatever the list shows."""
    waiting, trouble = map(len, desk.outbox.standing())
    return Status(
        waiting=waiting, trouble=trouble, session=desk.session, read_only=desk.read_only,
        time=desk.clock_time(desk.now()), person=desk.person(), coming=desk.coming(),
    )  # fmt: skip


def empty_said(desk: Desk, *, filtered: bool, link: str, why: str, where: str = "") -> str:
    """The sentence for a queue without tickets."""
    if filtered:
        return desk.say(
            "desk.empty_filter_part" if desk.expected and link == "lost" else "desk.empty_filter_coming" if desk.expected else "desk.empty_filter"
        )
    if desk.mirror.cursor or link == "live":
        return desk.say("desk.empty")
    topic, city = ("open311", desk.city_name() or desk.open311) if desk.open311 else ("desk", "")
    return (
        desk.say(f"{topic}.empty_lost", why=desk.say.why(why, where), city=city)
        if link == "lost"
        else desk.say(f"{topic}.empty_connecting", city=city)
    )


def pending_said(desk: Desk, number: str) -> list[str]:
    """What became of commands on a ticket, in words."""
    state = desk.pending().get(number, "")
    return [desk.say(f"outbox.{state}", why="")] if state else []


def first(desk: Desk, width: int, height: int, *, counts: Counts | None = None, link: Mapping[str, Any] = NO_LINE) -> list[PageLine] | None:
    """The page as at the start, the first ticket selected; None where there is nothing to show yet, or no room for it. Raises LocalError.

    `link` is how the line to the hotline stands, as `Desk.line_said` tells it.
    """
    if width < SMALLEST[0] or height < SMALLEST[1]:
        return None
    view = desk.mirror.view()
    middle, pane = height - LINES_AROUND, pane_width(width) if desk.settings.preview and width >= PREVIEW_FROM else 0
    rows = view.window(0, middle - 1)
    if not rows:
        return None
    now, lang, signs, pending = desk.now(), desk.lang(), desk.signs, desk.pending()
    columns = layout(width - pane, lang, desk.settings.columns)
    aged = any(column.name == "age" for column in columns)
    lines = [header(columns, lang, signs, width - pane)]
    for place, line in enumerate(rows):
        shown = look(line, now, selected=place == 0, marked=False, pending=pending.get(line.number, ""), lang=lang, aged=aged)
        lines.append(draw(line, shown, columns, signs, desk.unit_short))
    lines += [blank("", width - pane, signs)] * (middle - len(lines))
    if pane:
        beside = _pane(desk, rows[0].number, pane, middle)
        lines = [[*line, *part] for line, part in zip(lines, beside, strict=True)]
    status = known(desk)._replace(**link, at=1, total=view.count, exact=view.exact and not desk.expected)
    return [
        joined(Tally(desk.tiers(), counts).parts(width, desk.say_of_bands, signs), [], width),
        *lines,
        joined(*status.parts(width, desk.say, signs), width),
        joined(*key_parts(desk.hints(*HINTS), width), width),
    ]


def _pane(desk: Desk, number: str, width: int, height: int) -> list[PageLine]:
    summary = Summary(desk.say, desk.lang, desk.unit, desk.signs, desk.now, desk.zone)
    lines = summary.lines(desk.summary(number), pending_said(desk, number), width)[:height]
    return [summary.ruled(line, width) for line in [*lines, *[[]] * (height - len(lines))]]
