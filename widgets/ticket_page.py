"""Everything known of one ticket, in the order one reads it."""

from collections.abc import Callable, Iterable, Sequence

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from api_client.models.page import Ask, TicketView
from api_client.models.parts import Callback, Dispute, Escalation, Held, Reply
from api_client.models.text import clean
from api_client.models.ticket import FullTicket, Ticket
from widgets.clock_bars import STYLES, clock_band, clock_lines
from widgets.held import command_lines
from widgets.speech import Speech
from widgets.timeline import callback_answers, timeline_lines

Lines = list[Content]

LIVE = ("head", "clocks")
"""The parts that read differently as time passes."""

GROUPED_ASKS = ("wrong_stage", "not_your_role")
"""Reasons that many commands share: told once, with the commands."""

PARTS = ("head", "content", "facts", "clocks", "held", "escalations", "disputes", "callbacks", "replies", "asks", "timeline", "similar")


def head_lines(ticket: Ticket, speech: Speech, *, now: int) -> Lines:
    """Number, title, how it stands, and which clock is next."""
    marks = [speech.word("kind", ticket.kind.value), speech.word("tier", ticket.tier), speech.word("stage", ticket.stage.value)]
    marks += [speech.word("flag", flag.value) for flag in ticket.flags]
    lines = [Content.assemble((clean(ticket.title), "bold")), Content("  ".join(mark for mark in marks if mark))]
    clock = ticket.next
    if clock is None:
        return [*lines, Content.styled(speech.say("page.no_clock"), "dim")]
    name = speech.word("clock", clock.name.value)
    said = speech.say("page.next", clock=name, due=speech.moment(clock.due, now), left=speech.left(clock.due, now))
    return [*lines, Content.styled(said, STYLES[clock_band(clock, now)])]


def facts_lines(ticket: Ticket, speech: Speech, *, now: int) -> Lines:
    """Where it is, whose it is, who asks, how it came."""
    say = speech.say
    place = [speech.unit(ticket.district), speech.unit(ticket.street), clean(ticket.address)]
    units = [
        (f"{say('page.lead')} {speech.unit(ticket.lead)}") if ticket.lead else "",
        f"{say('page.first_receiver')} {speech.unit(ticket.first_receiver)}" if ticket.first_receiver else "",
        f"{say('page.co_units')} {speech.units(ticket.co_units)}" if ticket.co_units else "",
        f"{say('page.cc')} {speech.unit(ticket.cc)}" if ticket.cc else "",
        say("page.hops", n=ticket.hops) if ticket.hops else "",
    ]
    asker = ticket.requester
    requester = [clean(asker.name), clean(asker.phone), speech.word("requester", asker.kind) if asker.name or asker.phone else ""]
    came = [speech.word("choice.channel", ticket.channel), clean(ticket.origin_line), say("page.received", at=speech.moment(ticket.received, now))]
    if ticket.external:
        came.append(say("page.external", number=clean(ticket.external)))
    rows = (("place", place), ("units", units), ("requester", requester), ("path", [speech.path(ticket)]), ("came", came))
    return [_labelled(say(f"page.{key}"), "  ".join(part for part in parts if part)) for key, parts in rows if any(parts)]


def _labelled(label: str, value: str) -> Content:
    return Content.assemble((label, "bold"), "  ", value)


def held_lines(requests: Iterable[Held], speech: Speech, *, now: int) -> Lines:
    """Each co-sign request: who asked for what, who must sign, what exactly is to be signed."""
    lines: Lines = []
    for held in requests:
        do = speech.word("command", str(held.command.get("do", "")))
        asked = speech.say("page.held.asked", maker=speech.person(held.maker), at=speech.moment(held.at, now), do=do)
        lines.append(Content.assemble(asked, "  ", (speech.word("held", held.state), "bold")))
        if held.state == "waiting":
            signers = speech.listed(speech.signer(signer) for signer in held.signers)
            lines.append(Content(f"  {speech.say('page.held.missing', signers=signers)}"))
        if held.signed:
            lines.append(Content(f"  {speech.say('page.held.signed', people=speech.listed(speech.person(by) for by in held.signed))}"))
        lines += [Content.assemble("  ", line.stylize("dim")) for line in command_lines(held.command, speech)]
        lines += _quoted(speech, ("reason", held.reason))
    return lines


def escalation_lines(escalations: Iterable[Escalation], speech: Speech, *, now: int) -> Lines:
    """Who was asked for what, and the opinion."""
    lines: Lines = []
    for asked in escalations:
        at, by, to = speech.moment(asked.at, now), speech.person(asked.by), speech.unit(asked.to)
        lines.append(Content(speech.say("page.escalation", at=at, by=by, to=to)))
        lines += _quoted(speech, ("reason", asked.reason), ("opinion", asked.opinion or speech.say("page.no_opinion")))
    return lines


def dispute_lines(disputes: Iterable[Dispute], speech: Speech, *, now: int) -> Lines:
    """Who objected, on what ground, and the ruling."""
    lines: Lines = []
    for dispute in disputes:
        state = "open" if dispute.upheld is None else "upheld" if dispute.upheld else "rejected"
        said = speech.say("page.dispute", at=speech.moment(dispute.at, now), by=speech.person(dispute.by))
        lines.append(Content.assemble(said, "  ", (speech.say(f"page.dispute.{state}"), "bold")))
        suggested = speech.unit(dispute.suggested) if dispute.suggested else ""
        lines += _quoted(speech, ("reason", dispute.reason), ("legal_basis", dispute.legal_basis), ("suggested", suggested), ("text", dispute.ruling))
    return lines


def callback_lines(callbacks: Iterable[Callback], speech: Speech, *, now: int) -> Lines:
    """Each attempt to hear from the requester."""
    lines: Lines = []
    for callback in callbacks:
        who = (speech.moment(callback.at, now), speech.person(callback.by), speech.word("choice.channel", callback.channel))
        lines.append(Content.assemble("  ".join(who), "  ", (callback_answers(callback, speech), "bold")))
        lines += _quoted(speech, ("verbatim", callback.verbatim))
    return lines


def reply_lines(replies: Iterable[Reply], speech: Speech, *, now: int) -> Lines:
    """What the lead units reported."""
    lines: Lines = []
    for reply in replies:
        result = speech.say("result.solved" if reply.solved else "result.unsolved")
        lines.append(Content.assemble(speech.moment(reply.at, now), "  ", speech.person(reply.by), "  ", (result, "bold")))
        lines += _quoted(
            speech, ("handling", reply.handling), ("public_reply", reply.public_reply), ("unsolved_reason", reply.unsolved_reason)
        )  # fmt: skip
    return lines


def _quoted(speech: Speech, *said: tuple[str, str]) -> Lines:
    """What people wrote, each under its label."""
    return [
        Content.assemble("  ", (speech.say("labelled", label=speech.say(f"detail.{name}"), value=clean(text, lines=True)), "dim"))
        for name, text in said
        if text
    ]


def ask_lines(asks: Iterable[Ask], speech: Speech, *, keys: Callable[[str], str] = lambda _: "") -> Lines:
    """What may be asked now with its key; then what may not with the rule's reason, and in one line each what another role or stage is for."""
    asks = tuple(asks)
    may = [f"{keys(ask.do)} {speech.word('command', ask.do)}".strip() for ask in asks if ask.may]
    lines = [Content(speech.say("page.asks.none") if not may else "  ".join(may))]
    closed = [ask for ask in asks if not ask.may]
    if closed:
        lines.append(Content.styled(speech.say("page.asks.not"), "bold"))
    said = [
        speech.say("labelled", label=speech.word("command", ask.do), value=clean(ask.why or ask.code))
        for ask in closed
        if ask.code not in GROUPED_ASKS
    ]
    for code in GROUPED_ASKS:
        if dos := [speech.word("command", ask.do) for ask in closed if ask.code == code]:
            said.append(speech.say("labelled", label=speech.say(f"page.asks.{code}"), value=speech.listed(dos)))
    return [*lines, *(Content.assemble("  ", (sentence, "dim")) for sentence in said)]


def similar_lines(similar: Iterable[Ticket], speech: Speech) -> Lines:
    """Tickets that look alike."""
    return [
        Content.assemble((ticket.number, "bold"), "  ", speech.word("stage", ticket.stage.value), "  ", clean(ticket.title)) for ticket in similar
    ]


class TicketPage(VerticalScroll):
    """One ticket from head to history; parts that stay empty take no room."""

    DEFAULT_CSS = """
    TicketPage { height: 1fr; scrollbar-size: 0 0; }
    TicketPage > Static { height: auto; width: 1fr; display: none; }
    TicketPage > .filled { display: block; }
    """

    def __init__(self, speech: Speech, *, ascii_only: bool = False, keys: Callable[[str], str] = lambda _: "", id: str | None = None) -> None:
        """`keys` tells the key of a command, as the person has set it."""
        super().__init__(id=id)
        self.speech = speech
        self.ticket: Ticket | None = None
        self._view: TicketView | None = None
        self._ascii_only = ascii_only
        self._keys = keys
        self._drawn: dict[str, Content] = {}
        self._parts = {name: Static(markup=False, id=f"part-{name}") for name in PARTS}

    def on_mount(self) -> None:
        """One text a part."""
        self.mount(*self._parts.values())

    @property
    def said(self) -> str:
        """The whole page as plain text."""
        return "\n".join(self._drawn[name].plain for name in PARTS if name in self._drawn)

    def show_summary(self, ticket: Ticket, now: int) -> None:
        """Show what the feed told: the page without content and history. Nothing that was shown in full is lost to it."""
        if self._view is None or self._view.ticket.number != ticket.number:
            self.ticket = ticket
            self._draw(PARTS, now)

    def show(self, view: TicketView, now: int) -> None:
        """Show a ticket in full."""
        self._view, self.ticket = view, view.ticket
        self._draw(PARTS, now)

    def relabel(self, speech: Speech, now: int) -> None:
        """Say it all again: another language, or the city is known now."""
        self.speech = speech
        self._draw(PARTS, now)

    def tick(self, now: int) -> None:
        """Time has passed: repaint the parts that read differently now."""
        self._draw(LIVE, now)

    def _draw(self, names: Sequence[str], now: int) -> None:
        if self.ticket is None:
            return
        for name in names:
            lines = self._lines(name, self.ticket, now)
            drawn = Content("\n").join(lines)
            if name in self._drawn and drawn.is_same(self._drawn[name]):
                continue
            self._drawn[name] = drawn
            self._parts[name].update(drawn)
            self._parts[name].set_class(bool(lines), "filled")

    def _lines(self, name: str, ticket: Ticket, now: int) -> Lines:
        """One part; none where there is nothing to tell."""
        speech, view = self.speech, self._view
        match name:
            case "head":
                return head_lines(ticket, speech, now=now)
            case "facts":
                return [Content(), *facts_lines(ticket, speech, now=now)]
            case "clocks":
                return self._headed(name, clock_lines(ticket.clocks, speech, now=now, ascii_only=self._ascii_only))
            case "similar" if view:
                return self._headed(name, similar_lines(view.similar, speech))
            case "asks" if view:
                return self._headed(name, ask_lines(view.asks, speech, keys=self._keys))
            case "timeline" if view:
                return self._headed(name, timeline_lines(view.timeline, speech, now=now))
        return self._full(name, ticket, now) if isinstance(ticket, FullTicket) else []

    def _full(self, name: str, ticket: FullTicket, now: int) -> Lines:
        """The parts that only the full ticket has."""
        speech = self.speech
        match name:
            case "content":
                said = clean(ticket.content, lines=True) or speech.say("page.no_content")
                return [Content(), Content(said)]
            case "held":
                return self._headed(name, held_lines(ticket.held, speech, now=now))
            case "escalations":
                return self._headed(name, escalation_lines(ticket.escalations, speech, now=now))
            case "disputes":
                return self._headed(name, dispute_lines(ticket.disputes, speech, now=now))
            case "callbacks":
                return self._headed(name, callback_lines(ticket.callbacks, speech, now=now))
            case "replies":
                return self._headed(name, reply_lines(ticket.replies, speech, now=now))
        return []

    def _headed(self, name: str, lines: Lines) -> Lines:
        """A part under its heading, after a blank line."""
        return [Content(), Content.styled(self.speech.say(f"page.{name}"), "bold underline"), *lines] if lines else []
