"""A ticket's summary as labelled lines, clocks first: what the pane beside the queue shows, drawn before there is any widget."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, tzinfo
from typing import Any, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from widgets.cells import glyphs
from widgets.cells.columns import countdown, fit
from widgets.cells.folding import wrap
from widgets.cells.glyphs import Signs
from widgets.cells.naming import place_said

LABEL = {"zh": 7, "en": 11}
"""Cells of the labels' column."""

MOMENTS = ("received", "dispatched", "signed", "contacted", "fed_back", "closed")
RULE_CELLS = 2
NOTHING = "-"
"""What stands beside a label that is always there."""
TITLE_LINES = 2
"""Kept for a title at least: what stands below it stands still from ticket to ticket."""


class Summary(NamedTuple):
    """How summaries are drawn."""

    say: Callable[..., str]
    lang: Callable[[], str]
    unit: Callable[[str], str]
    signs: Signs
    now: Callable[[], int]
    zone: tzinfo | None = None

    def lines(self, ticket: Mapping[str, Any] | None, pending: Sequence[str], width: int) -> list[list[Segment]]:
        """A ticket as the wire tells it, and what became of commands on it, in a pane of this width."""
        return list(self._lines(ticket, pending, max(10, width - RULE_CELLS)))

    def ruled(self, line: list[Segment], width: int) -> list[Segment]:
        """A line of the pane, which is as wide as this, with the rule at its left."""
        return Segment.adjust_line_length([Segment(f"{self.signs.rule} ", glyphs.FAINT), *line], width)

    def _lines(self, ticket: Mapping[str, Any] | None, pending: Sequence[str], width: int) -> Iterator[list[Segment]]:
        if ticket is None:
            yield [Segment(self.say("preview.nothing"), glyphs.FAINT)]
            return
        title = wrap(str(ticket.get("title", "")), width)
        for piece in title:
            yield [Segment(piece, glyphs.STRONG)]
        yield from ([] for _ in range(max(0, TITLE_LINES - len(title)) + 1))
        for state in pending:
            yield from self._labelled("command", state, width, glyphs.PENDING["waiting"])
        for clock in sorted(ticket.get("clocks", ()), key=lambda clock: (_ended(clock), clock["due"])):
            yield from self._clock(clock, width)
        if ticket.get("clocks"):
            yield []
        for label, value, style in self._facts(ticket):
            if value:
                yield from self._labelled(label, value, width, style)

    def _facts(self, ticket: Mapping[str, Any]) -> Iterator[tuple[str, str, Style]]:
        say, plain = self.say, glyphs.PLAIN
        yield "number", f"{ticket['number']}  {ticket.get('tier') or say('desk.no_tier')}", glyphs.STRONG
        yield "stage", self._word("stage", ticket["stage"]), plain
        yield "kind", self._word("kind", ticket["kind"]) + (f" {say('preview.urgent')}" if ticket.get("urgent") else ""), plain
        flags = self._listed(self._word("flag", flag) for flag in ticket.get("flags", ()))
        yield "flags", flags or NOTHING, glyphs.STRONG if flags else plain
        yield "cosigns", self._listed(self._cosign(pending) for pending in ticket.get("cosigns", ())), glyphs.STRONG
        yield "lead", self.unit(ticket.get("lead", "")) or NOTHING, glyphs.UNIT if ticket.get("lead") else plain
        first = ticket.get("first_receiver", "")
        yield "first_receiver", self.unit(first) if first != ticket.get("lead") else "", plain
        yield "co_units", self._listed(self.unit(code) for code in ticket.get("co_units", ())), plain
        yield "cc", self.unit(ticket.get("cc", "")), plain
        yield "hops", str(ticket.get("hops") or 0), plain
        yield "path", ticket.get("path", ""), plain
        yield "place", _joined(*place_said([self.unit(ticket.get("street") or ticket.get("district", ""))], ticket.get("address", ""))), plain
        requester = ticket.get("requester") or {}
        yield "requester", _joined(requester.get("name", ""), requester.get("phone", "")), plain
        yield "channel", _joined(self._word("choice.channel", ticket.get("channel", "")), ticket.get("origin_line", "")), plain
        for name in ("parent", "problem", "campaign", "external"):
            yield name, ticket.get(name, ""), plain
        for name in MOMENTS:
            yield name, self._moment(ticket.get(name)), plain

    def _clock(self, clock: Mapping[str, Any], width: int) -> Iterator[list[Segment]]:
        """One obligation: name, what is left or how it ended, due when, and whose it is where it is not the lead's."""
        now, due = self.now(), _epoch(clock["due"])
        ended = _ended(clock)
        steps = (("long", "long_at"), ("overdue", "due"), ("urgent", "urgent_at"), ("warn", "warn_at"), ("watch", "watch_at"))
        running = next((band for band, step in steps if now >= _epoch(clock[step])), "calm")
        band = "done" if ended else "paused" if clock["state"] == "paused" else running
        said = self._word("state", clock["state"]) if ended or band == "paused" else countdown(due - now)
        style = glyphs.BANDS["overdue"] if ended and clock["state"] == "missed" else glyphs.BANDS[band]
        label = fit(self._word("clock", clock["name"]), LABEL[self.lang()], self.signs.more)
        told = f"{self.signs.bands[band]} {fit(said, 8, self.signs.more)} {self._moment(clock['due'])}".rstrip()
        whose, room = self.unit(clock.get("of", "")), width - cell_len(label)
        beside = bool(whose) and cell_len(f"{told} {whose}") <= room
        yield [Segment(label, glyphs.FAINT), Segment(f"{told} {whose}" if beside else told, style)]
        for piece in wrap(whose, room) if whose and not beside else ():
            yield [Segment(" " * cell_len(label)), Segment(piece, style)]

    def _cosign(self, pending: Mapping[str, Any]) -> str:
        return f"{self._word('command', pending['do'])} ({pending['maker']})"

    def _word(self, topic: str, value: str) -> str:
        """The word for a value; the value itself where a newer hotline knows more of them."""
        try:
            return self.say(f"{topic}.{value}")
        except KeyError:
            return value

    def _labelled(self, label: str, value: str, width: int, style: Style) -> Iterator[list[Segment]]:
        cells = LABEL[self.lang()]
        head = fit(self.say(f"preview.{label}"), cells, self.signs.more)
        for piece in wrap(value, width - cells):
            yield [Segment(head, glyphs.FAINT), Segment(piece, style)]
            head = " " * cells

    def _listed(self, parts: Iterator[str]) -> str:
        return ("、" if self.lang() == "zh" else ", ").join(parts)

    def _moment(self, said: str | None) -> str:
        return f"{datetime.fromisoformat(said).astimezone(self.zone):%m-%d %H:%M}" if said else ""


def _ended(clock: Mapping[str, Any]) -> bool:
    """Whether an obligation is over; one that is only late still waits to be met."""
    return clock.get("ended") is not None or clock["state"] in ("met", "cancelled")


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def _epoch(said: str) -> int:
    return int(datetime.fromisoformat(said).timestamp())
