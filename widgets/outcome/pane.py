"""What a command would do, before it is sent: the clock effect, who is told, who must sign, what it counts against, or why not."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from rich.cells import cell_len
from textual.containers import VerticalScroll
from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from api_client.models.clock import Clock, ClockState
from api_client.models.page import ClockChange, DossierOutcome, Outcome, Problem, Told
from api_client.models.text import clean
from widgets.cells.columns import fit
from widgets.cells.glyphs import ALARM
from widgets.cells.hanging import hung_lines
from widgets.outcome.changes import change_said
from widgets.speech import Speech
from widgets.ticket.clock_bars import STYLES, WIDE, clock_band
from widgets.ticket.history import sentence
from widgets.ticket.timeline import timeline_lines

Answer = Outcome | DossierOutcome | Problem | None
"""What the hotline says to one previewed command; None where it could not be reached."""

REFUSED: Final = Style.from_rich_style(ALARM)
STALE = 412
REASONS_SAID = 4
"""So many different refusals of a bulk command are told, the most frequent first; the others are counted."""
HEADS = ("outcome.clocks", "outcome.told", "outcome.must_sign")
"""What stands beside these begins in one column; longer words push theirs aside."""


def outcome_lines(outcome: Outcome, speech: Speech, *, now: int) -> list[Content]:
    """One outcome in four paragraphs, the clock effect first; before it, whose the ticket becomes where it is dispatched."""
    lines = [Content.styled(speech.say("outcome.held"), "bold")] if outcome.held else []
    lines += [Content.styled(sentence(recorded, speech, now=now), REFUSED) for recorded in outcome.events if recorded.type == "cosign_lapsed"]
    lines += _goes_to(outcome, speech)
    lines += _paragraph(speech, "outcome.clocks", clock_effects(outcome, speech, now=now) or [Content(speech.say("outcome.clock.none"))])
    nobody = speech.say("outcome.nobody")
    told = speech.listed(_told(told, speech) for told in outcome.told) or nobody
    signers = speech.listed(speech.signer(signer) for signer in outcome.must_sign) or nobody
    against = speech.units(outcome.against) or nobody
    for key, value in (("outcome.told", told), ("outcome.must_sign", signers), ("outcome.against", against)):
        lines += _paragraph(speech, key, [Content(value)])
    if outcome.flagged:
        lines += _paragraph(speech, "outcome.flagged", [Content.styled(clean(speech.listed(outcome.flagged)), REFUSED)])
    return lines


def _goes_to(outcome: Outcome, speech: Speech) -> list[Content]:
    """To whom the order goes and its tier, and by whose word where that is not the catalogue's; nothing where no order goes out."""
    sent = next((recorded.data for recorded in outcome.events if recorded.type == "dispatched"), {})
    if not sent.get("unit"):
        return []
    tier, basis = str(sent.get("tier") or ""), str(sent.get("basis") or "")
    more = speech.listed(word for word in (speech.word("tier", tier), speech.word("basis", basis) if basis != "catalogue" else "") if word)
    return _paragraph(speech, "foretold.to", [Content.assemble((speech.unit(str(sent["unit"])), "bold"), "  ", more)])


def dossier_lines(outcome: DossierOutcome, speech: Speech, *, now: int) -> list[Content]:
    """What a command does to a dossier: what is written into it, and whose desks hear of it."""
    lines = [Content(sentence(recorded, speech, now=now)) for recorded in outcome.events]
    return [*lines, *_paragraph(speech, "outcome.told", [Content(speech.units(outcome.told) or speech.say("outcome.nobody"))])]


def _paragraph(speech: Speech, key: str, body: Sequence[Content]) -> list[Content]:
    """A bold word, then the first line beside it and the others below; the lines of all words begin in one column."""
    head, column = speech.say(key), max(cell_len(speech.say(one)) for one in HEADS) + 2
    first, *others = body
    column = max(column, cell_len(head) + 2)
    return [Content.assemble((fit(head, column, ""), "bold"), first), *(Content.assemble(" " * column, line) for line in others)]


def clock_effects(outcome: Outcome, speech: Speech, *, now: int) -> list[Content]:
    """Each clock the command touches, from what to what; then each open clock it leaves alone."""
    changed = {(change.name, change.of) for change in outcome.clocks}
    lines = [_change(change, outcome.ticket.clock(change.name, change.of), speech, now) for change in outcome.clocks]
    for clock in outcome.ticket.clocks:
        if clock.open and (clock.name, clock.of) not in changed:
            said = speech.say(
                "outcome.clock.unchanged",
                clock=speech.clock(clock.name.value, clock.of),
                due=speech.moment(clock.due, now),
                left=speech.left(clock.due, now),
            )
            lines.append(Content.styled(said, "dim"))
    return lines


def _change(change: ClockChange, clock: Clock | None, speech: Speech, now: int) -> Content:
    runs = clock is not None and change.due_to is not None and change.state != ClockState.PAUSED
    return Content.styled(change_said(change, speech, now), STYLES[clock_band(clock, now)] if clock and runs else "")


def _told(told: Told, speech: Speech) -> str:
    role = speech.word("told", told.role)
    return f"{speech.unit(told.unit)}{speech.say('aside', text=role)}" if told.unit else role


def refusal_lines(problem: Problem, speech: Speech, *, now: int) -> list[Content]:
    """The rule's sentence; for a stale ticket what happened meanwhile."""
    if problem.status != STALE:
        return [Content.styled(speech.say("outcome.refused", why=clean(problem.detail)), REFUSED)]
    head = Content.styled(speech.say("outcome.stale"), REFUSED)
    return [head, *timeline_lines(problem.changed, speech, now=now), Content.styled(speech.say("outcome.again"), "bold")]


def summary_lines(answers: Mapping[str, Answer], speech: Speech) -> list[Content]:
    """Many tickets in one summary: how many will, how many go to co-signing, how many are refused, and the rules' sentences."""
    outcomes = [answer for answer in answers.values() if isinstance(answer, Outcome)]
    refused = [answer for answer in answers.values() if isinstance(answer, Problem) and answer.status != STALE]
    stale = sum(isinstance(answer, Problem) and answer.status == STALE for answer in answers.values())
    held = sum(outcome.held for outcome in outcomes)
    counts = {"will": len(outcomes) - held, "held": held, "refused": len(refused)}
    parts = [speech.say(f"outcome.many.{name}", n=n) for name, n in counts.items() if n]
    lines = [Content.styled(speech.say("outcome.many", n=len(answers), parts=speech.clauses(parts)), "bold")]
    reasons = Counter(problem.detail for problem in refused).most_common()
    lines += [Content.styled(speech.say("outcome.many.rule", n=n, why=clean(why)), REFUSED) for why, n in reasons[:REASONS_SAID]]
    if others := sum(n for _, n in reasons[REASONS_SAID:]):
        lines.append(Content.styled(speech.say("outcome.many.other_rules", n=others), REFUSED))
    lines += [Content.styled(speech.say("outcome.many.stale", n=stale), REFUSED)] if stale else []
    unreached = sum(answer is None for answer in answers.values())
    lines += [Content(speech.say("outcome.many.unreachable", n=unreached))] if unreached else []
    return lines + _summed(outcomes, speech) if outcomes else lines


def _summed(outcomes: Sequence[Outcome], speech: Speech) -> list[Content]:
    """The effects of several outcomes, each named once."""
    moves = Counter(change.name.value for outcome in outcomes for change in outcome.clocks if change.due_from != change.due_to)
    moved = speech.listed(speech.say("outcome.many.moves", clock=speech.word("clock", name), n=n) for name, n in moves.most_common())
    told = dict.fromkeys(_told(told, speech) for outcome in outcomes for told in outcome.told)
    signers = dict.fromkeys(speech.signer(signer) for outcome in outcomes for signer in outcome.must_sign)
    against = dict.fromkeys(speech.unit(code) for outcome in outcomes for code in outcome.against)
    nobody = speech.say("outcome.nobody")
    return [
        *_paragraph(speech, "outcome.clocks", [Content(moved or speech.say("outcome.many.unmoved"))]),
        *_paragraph(speech, "outcome.told", [Content(speech.listed(told) or nobody)]),
        *_paragraph(speech, "outcome.must_sign", [Content(speech.listed(signers) or nobody)]),
        *_paragraph(speech, "outcome.against", [Content(speech.listed(against) or nobody)]),
    ]


class OutcomePane(VerticalScroll, can_focus=False):
    """Shows what the hotline says of the form as it is filled in. Tab passes it by, as nothing can be typed into it; the form scrolls it."""

    DEFAULT_CSS = """
    OutcomePane { height: auto; scrollbar-size: 0 0; }
    OutcomePane > Static { height: auto; width: 1fr; }
    """

    def __init__(self, speech: Speech, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.speech = speech
        self._said = Static(markup=False)
        self._lines: tuple[Content, ...] = ()
        self._width = 0

    def on_mount(self) -> None:
        """One text, in a pane that scrolls."""
        self.mount(self._said)

    @property
    def said(self) -> str:
        """The pane's words as plain text."""
        return "\n".join(line.plain for line in self._lines)

    def show(self, lines: Sequence[Content]) -> None:
        """Show these lines; one alone is prose, and not set in where it goes on."""
        self._lines = tuple(lines)
        self._width = self.scrollable_content_region.width
        self._said.update(hung_lines(self._lines, self._width or WIDE) if len(self._lines) > 1 else Content("\n").join(self._lines))

    def on_resize(self) -> None:
        """What goes on in the next line does so elsewhere now."""
        if self.scrollable_content_region.width != self._width:
            self.show(self._lines)

    def show_sentence(self, sentence: str, style: str | Style = "dim") -> None:
        """Show one sentence, or one a line: that the hotline is asked, or cannot be; what is still to fill in."""
        self.show([Content.styled(clean(line), style) for line in sentence.split("\n")])

    def show_answers(self, answers: Mapping[str, Answer], *, now: int) -> None:
        """Show what the hotline said: one outcome or refusal in full, several as a summary."""
        if len(answers) > 1:
            self.show(summary_lines(answers, self.speech))
            return
        match next(iter(answers.values()), None):
            case Outcome() as outcome:
                self.show(outcome_lines(outcome, self.speech, now=now))
            case DossierOutcome() as outcome:
                self.show(dossier_lines(outcome, self.speech, now=now))
            case Problem() as problem:
                self.show(refusal_lines(problem, self.speech, now=now))
            case None:
                self.show_sentence(self.speech.say("outcome.unreachable"), "bold")
