"""What people said to one another about a ticket, as lines: signatures, consultations, objections, opinions, mediations, replies, callbacks."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from types import MappingProxyType

from textual.content import Content

from api_client.models.parts import Callback, Consultation, Dispute, Escalation, Held, Mediation, Reply
from api_client.models.people import By
from api_client.models.recorded import Recorded
from api_client.models.text import clean
from api_client.models.ticket import Pending
from widgets.speech import Speech
from widgets.ticket.event_facts import callback_answers
from widgets.ticket.held import command_lines

Lines = list[Content]
EVERYBODY_UNKNOWN: Mapping[tuple[str, str], datetime] = MappingProxyType({})


def quoted(speech: Speech, *said: tuple[str, str]) -> Lines:
    """What people wrote, each under its label; nothing where nothing was written."""
    return [
        Content.assemble("  ", (speech.say("labelled", label=speech.say(f"detail.{name}"), value=clean(text, lines=True)), "dim"))
        for name, text in said
        if text
    ]


def signed_at(timeline: Iterable[Recorded]) -> dict[tuple[str, str], datetime]:
    """When each request was signed, by request and sign-in name: the requests themselves tell only who."""
    return {(str(one.data.get("request")), one.by.name): one.at for one in timeline if one.type == "cosigned"}


def held_lines(requests: Iterable[Held], speech: Speech, *, now: int, signed: Mapping[tuple[str, str], datetime] = EVERYBODY_UNKNOWN) -> Lines:
    """Each co-sign request: who asked for what, who must sign, who did and when, what exactly is to be signed."""
    lines: Lines = []
    for held in requests:
        do = speech.word("command", str(held.command.get("do", "")))
        asked = speech.say("page.held.asked", maker=speech.person(held.maker), at=speech.moment(held.at, now), do=do)
        lines.append(Content.assemble(asked, "  ", (speech.word("held", held.state), "bold")))
        if held.state == "waiting":
            signers = speech.listed(speech.signer(signer) for signer in held.signers)
            lines.append(Content(f"  {speech.say('page.held.missing', signers=signers)}"))
        if held.signed:
            people = speech.listed(_signed(by, signed.get((str(held.request), by.name)), speech, now) for by in held.signed)
            lines.append(Content(f"  {speech.say('page.held.signed', people=people)}"))
        lines += [Content.assemble("  ", line.stylize("dim")) for line in command_lines(held.command, speech, now=now)]
        lines += quoted(speech, ("reason", held.reason))
    return lines


def _signed(by: By, at: datetime | None, speech: Speech, now: int) -> str:
    return f"{speech.person(by)} {speech.moment(at, now)}" if at else speech.person(by)


def pending_lines(cosigns: Iterable[Pending], speech: Speech, *, now: int) -> Lines:
    """The same as far as a summary tells it: what waits, and whose signature is missing."""
    lines: Lines = []
    for one in cosigns:
        maker = clean(one.title or one.maker)
        asked = speech.say("page.held.asked", maker=maker, at=speech.moment(one.at, now) if one.at else "", do=speech.word("command", one.do))
        lines.append(Content.assemble(asked, "  ", (speech.word("held", "waiting"), "bold")))
        lines.append(Content(f"  {speech.say('page.held.missing', signers=speech.listed(map(speech.signer, one.signers)))}"))
        lines += [Content.assemble("  ", line.stylize("dim")) for line in command_lines({"do": one.do, **one.command}, speech, now=now)]
    return lines


def consultation_lines(consultations: Iterable[Consultation], speech: Speech, *, now: int) -> Lines:
    """Whom the hotline asked before dispatch, what, and the answer."""
    lines: Lines = []
    for asked in consultations:
        state = "open" if asked.ours is None else "ours" if asked.ours else "not_ours"
        said = speech.say("page.consultation", at=speech.moment(asked.asked, now), unit=speech.unit(asked.unit))
        lines.append(Content.assemble(said, "  ", (speech.say(f"page.consultation.{state}"), "bold")))
        lines += quoted(speech, ("question", asked.question), ("opinion", asked.opinion))
    return lines


def escalation_lines(escalations: Iterable[Escalation], speech: Speech, *, now: int) -> Lines:
    """Who was asked for what, and the opinion."""
    lines: Lines = []
    for asked in escalations:
        at, by, to = speech.moment(asked.at, now), speech.person(asked.by), speech.unit(asked.to)
        lines.append(Content(speech.say("page.escalation", at=at, by=by, to=to)))
        lines += quoted(speech, ("reason", asked.reason), ("opinion", asked.opinion or speech.say("page.no_opinion")))
    return lines


def dispute_lines(disputes: Iterable[Dispute], speech: Speech, *, now: int) -> Lines:
    """Who objected, on what ground, and the ruling."""
    lines: Lines = []
    for dispute in disputes:
        state = "open" if dispute.upheld is None else "upheld" if dispute.upheld else "rejected"
        said = speech.say("page.dispute", at=speech.moment(dispute.at, now), by=speech.person(dispute.by))
        lines.append(Content.assemble(said, "  ", (speech.say(f"page.dispute.{state}"), "bold")))
        suggested = speech.unit(dispute.suggested) if dispute.suggested else ""
        lines += quoted(speech, ("reason", dispute.reason), ("legal_basis", dispute.legal_basis), ("suggested", suggested), ("text", dispute.ruling))
    return lines


def mediation_lines(mediations: Iterable[Mediation], speech: Speech, *, now: int) -> Lines:
    """Who sat together, and what came of it."""
    lines: Lines = []
    for held in mediations:
        key = "page.mediation.agreed" if held.agreed else "page.mediation.not"
        lines.append(Content(speech.say(key, at=speech.moment(held.at, now), parties=speech.listed(map(clean, held.parties)))))
        lines += quoted(speech, ("result", held.result))
    return lines


def callback_line(number: int, callback: Callback, speech: Speech, *, now: int) -> Content:
    """One attempt to hear from the requester: when, which one, who, how, and the answers."""
    who = (speech.moment(callback.at, now), speech.say("page.callback.attempt", n=number), speech.person(callback.by))
    return Content.assemble("  ".join((*who, speech.word("choice.channel", callback.channel))), "  ", (callback_answers(callback, speech), "bold"))


def callback_lines(callbacks: Iterable[Callback], speech: Speech, *, now: int) -> Lines:
    """Each attempt; after one that reached nobody, from when on the next counts and how many are left; and what was said."""
    lines: Lines = []
    for number, callback in enumerate(callbacks, 1):
        lines.append(callback_line(number, callback, speech, now=now))
        if callback.again is not None:
            lines.append(Content.styled(f"  {speech.say('page.callback.again', at=speech.moment(callback.again, now), n=callback.left or 0)}", "dim"))
        lines += quoted(speech, ("verbatim", callback.verbatim))
    return lines


def reply_lines(replies: Iterable[Reply], speech: Speech, *, now: int) -> Lines:
    """What the lead units reported."""
    lines: Lines = []
    for reply in replies:
        result = speech.say("result.solved" if reply.solved else "result.unsolved")
        marks = {"true_claim": not reply.true_claim, "beyond_duty": reply.beyond_duty, "fee": reply.fee, "requester_agrees": reply.requester_agrees}
        said = speech.listed([result, *(speech.say(f"page.reply.{name}") for name, on in marks.items() if on)])
        lines.append(Content.assemble(speech.moment(reply.at, now), "  ", speech.person(reply.by), "  ", (said, "bold")))
        lines += quoted(
            speech, ("handling", reply.handling), ("public_reply", reply.public_reply), ("unsolved_reason", reply.unsolved_reason),
            ("root_cause", reply.root_cause), ("evidence", speech.listed(reply.evidence)), ("flagged", speech.listed(reply.flagged)),
        )  # fmt: skip
    return lines
