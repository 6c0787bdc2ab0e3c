"""The night page without any widget: one ticket under a large countdown, or what is to be said when nothing burns."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, tzinfo
from typing import Any, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from api_client.models.line import Line, band
from widgets.cells import glyphs
from widgets.cells.columns import countdown, fit, number
from widgets.cells.folding import wrap
from widgets.cells.glyphs import Signs
from widgets.cells.naming import place_said
from widgets.lines.around import Counts, Tally
from widgets.night.big_digits import ROWS, big
from widgets.queue.summary import LABEL

PageLine = list[Segment]
MARGIN = 2
TITLE_LINES = 2
ROOMY = 21
"""Lines from which there are blank ones between the parts."""
TALL_FROM = (110, 34)
"""Columns and lines from which the digits are twice as high."""
NUMBER_CELLS = 11


class OnTicket(NamedTuple):
    """What is known of the ticket that is on."""

    line: Line
    ticket: Mapping[str, Any]
    """Its summary as the wire tells it."""
    place: tuple[int, int]
    """`3 of 17`."""
    following: Sequence[Line] = ()
    asleep: int = 0
    """How many burning ones are put off."""
    pending: Sequence[str] = ()
    """What became of commands on it, in words."""
    may: str = ""
    """What may be asked of it, with the keys."""
    content: str = ""
    """What was told, where the hotline could be asked."""


class Nothing(NamedTuple):
    """What is to be said when no ticket is left."""

    counts: Counts
    tiers: tuple[str, ...]
    next: Line | None
    """The ticket that is due next."""
    passed: int
    asleep: int
    back_at: int
    """When the first of those put off comes back, epoch seconds; 0 where none is."""
    keys: Mapping[str, str]
    """The keys of `next` and `handover`."""
    known: bool = True
    """Whether there is a copy to say it of."""


class NightPage(NamedTuple):
    """How the page is drawn."""

    say: Callable[..., str]
    lang: Callable[[], str]
    unit: Callable[[str], str]
    signs: Signs
    now: Callable[[], int]
    zone: tzinfo | None = None

    def lines(self, shown: OnTicket | Nothing, width: int, height: int) -> list[PageLine]:
        """Exactly `height` lines, each of at most `width` cells; what matters least is left out where there is no room."""
        if isinstance(shown, Nothing):
            drawn = [self._indented(line) for line in self._nothing(shown, width - 2 * MARGIN)][:height]
            return drawn + [[]] * (height - len(drawn))
        roomy = height >= ROOMY
        top = [*self._head(shown, width), *([[]] if roomy else []), *self._countdown(shown.line, width, height), *([[]] if roomy else [])]
        tail = [*self._may(shown, width), *self._following(shown.following[: max(1, (height - ROOMY) // 2)], width)]
        middle = list(self._facts(shown, width - 2 * MARGIN))
        room = max(0, height - len(top) - len(tail))
        filled = [self._indented(line) for line in middle[:room]]
        return [*top, *filled, *([[]] * (room - len(filled))), *tail][:height]

    # -- one ticket

    def _head(self, shown: OnTicket, width: int) -> Iterator[PageLine]:
        at, total = shown.place
        said = f" {self.say('night.place', at=at, total=total)} "
        aside = self.say("night.asleep", count=shown.asleep) if shown.asleep else ""
        yield [Segment(said, glyphs.SELECTED), Segment(fit(f"  {aside}", max(0, width - cell_len(said)), self.signs.more).rstrip(), glyphs.FAINT)]

    def _countdown(self, line: Line, width: int, height: int) -> Iterator[PageLine]:
        """The large digits, then in words which clock it is and how it stands."""
        now = self.now()
        burns = band(line, now)
        tall = 2 if width >= TALL_FROM[0] and height >= TALL_FROM[1] else 1
        for row in big(countdown(line.next_due - now), glyphs.BANDS[burns], width=width - 2 * MARGIN, tall=tall, blocks=self.signs.letters):
            yield self._indented(row)
        if height >= ROWS * 3:
            yield []
        said = self.say("night.clock", clock=self._word("clock", line.next_clock), due=self._moment(line.next_due))
        sign = self.signs.bands[burns].rstrip()
        words = f"{self.signs.bands[burns].removeprefix(sign)} {self._word('band', burns)}  {said}"
        yield self._indented([Segment(sign, glyphs.SIGNS[burns]), Segment(words, glyphs.BANDS[burns] + glyphs.STRONG)])

    def _facts(self, shown: OnTicket, width: int) -> Iterator[PageLine]:
        line, ticket = shown.line, shown.ticket
        emergency = self.say("preview.urgent") if line.urgent else ""
        title = wrap(line.title, width)
        for row in title[:TITLE_LINES]:
            yield [Segment(row, glyphs.STRONG)]
        for state in shown.pending:
            yield from self._labelled("command", state, width, glyphs.PENDING["waiting"])
        flags = [emergency, *(self._word("flag", flag) for flag in ticket.get("flags", ()))]
        place = place_said([self.unit(str(ticket.get("street") or ticket.get("district", "")))], str(ticket.get("address", "")))
        first = str(ticket.get("first_receiver", ""))
        yield from self._labelled("place", " ".join(place), width, glyphs.PLAIN)
        yield from self._labelled("lead", self.unit(line.lead) if line.lead else "-", width, glyphs.UNIT)
        yield from self._labelled("stage", f"{self._word('stage', line.stage)}  {self._word('kind', line.kind)}", width, glyphs.PLAIN)
        yield from self._labelled("flags", self._listed(flags), width, glyphs.STRONG)
        yield from self._labelled("number", f"{line.number}  {line.tier or self.say('desk.no_tier')}", width, glyphs.PLAIN)
        yield from self._labelled("first_receiver", self.unit(first) if first != line.lead else "", width, glyphs.PLAIN)
        yield from self._labelled("hops", str(line.hops or ""), width, glyphs.PLAIN)
        yield from self._labelled("path", str(ticket.get("path", "")), width, glyphs.FAINT)
        if shown.content:
            yield []
            for row in wrap(shown.content, width):
                yield [Segment(row)]

    def _may(self, shown: OnTicket, width: int) -> Iterator[PageLine]:
        room = width - 2 * MARGIN
        rows = packed(shown.may, room)
        if len(rows) > TITLE_LINES:
            rows[TITLE_LINES - 1 :] = [fit(f"{rows[TITLE_LINES - 1]}  {rows[TITLE_LINES]}", room, self.signs.more).rstrip()]
        for row in rows:
            yield self._indented([Segment(row, glyphs.STRONG)])

    def _following(self, lines: Sequence[Line], width: int) -> Iterator[PageLine]:
        """The tickets that come next, one line each."""
        now = self.now()
        head = self.say("night.following")
        for line in lines:
            burns = band(line, now)
            left = f"{self.signs.bands[burns]} {countdown(line.next_due - now):>7} {number(line.number, NUMBER_CELLS)} "
            room = max(0, width - 2 * MARGIN - cell_len(head) - 1 - cell_len(left))
            yield self._indented(
                [Segment(f"{head} ", glyphs.FAINT), Segment(left, glyphs.BANDS[burns]), Segment(fit(line.title, room, self.signs.more))]
            )
            head = " " * cell_len(head)

    # -- none

    def _nothing(self, shown: Nothing, width: int) -> Iterator[PageLine]:
        say = self.say
        yield []
        over = "night.passed_all" if shown.passed else "night.asleep_all" if shown.asleep else "night.nothing" if shown.known else "night.no_copy"
        for row in wrap(say(over, count=shown.passed or shown.asleep), width):
            yield [Segment(row, glyphs.STRONG)]
        yield []
        yield Tally(shown.tiers, shown.counts).parts(width, say, self.signs)
        told = []
        if line := shown.next:
            clock = self._word("clock", line.next_clock)
            told.append(say("night.next_due", due=self._moment(line.next_due), clock=clock, number=line.number, title=line.title))
        if shown.asleep:
            told.append(say("night.asleep_until", count=shown.asleep, at=self._moment(shown.back_at)))
        if shown.passed:
            told.append(say("night.passed_again", key=shown.keys["next"]))
        if key := shown.keys.get("handover"):
            told.append(say("night.to_handover", key=key))
        for sentence in told:
            yield []
            for row in wrap(sentence, width):
                yield [Segment(row)]

    # -- parts

    def _labelled(self, label: str, value: str, width: int, style: Style) -> Iterator[PageLine]:
        cells = LABEL[self.lang()]
        head = fit(self.say(f"preview.{label}"), cells, self.signs.more)
        for row in wrap(value, width - cells) if value else ():
            yield [Segment(head, glyphs.FAINT), Segment(row, style)]
            head = " " * cells

    def _indented(self, line: PageLine) -> PageLine:
        return [Segment(" " * MARGIN), *line] if line else []

    def _listed(self, words: Sequence[str]) -> str:
        return ("、" if self.lang() == "zh" else ", ").join(word for word in words if word)

    def _word(self, topic: str, value: str) -> str:
        """The word for a value; the value itself where a newer hotline knows more of them."""
        try:
            return self.say(f"{topic}.{value}")
        except KeyError:
            return value

    def _moment(self, at: int) -> str:
        here, today = datetime.fromtimestamp(at, self.zone), datetime.fromtimestamp(self.now(), self.zone)
        return f"{here:%H:%M}" if here.date() == today.date() else f"{here:%m-%d %H:%M}"


def packed(text: str, width: int) -> list[str]:
    """Phrases that two blanks keep apart, in lines of at most so many cells; no phrase is broken unless it is wider than that itself."""
    lines: list[str] = []
    for phrase in filter(None, text.split("  ")):
        if lines and cell_len(f"{lines[-1]}  {phrase}") <= width:
            lines[-1] += f"  {phrase}"
        else:
            lines += wrap(phrase, width)
    return lines
