"""What the tests of a ticket in words share."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from uuid import uuid4

from textual.content import Content

from api_client.models.clock import ClockName
from api_client.models.commands import Reassign
from api_client.models.parts import (
    Callback,
    Consultation,
    CoOrder,
    Dispute,
    Escalation,
    Exclusion,
    Halt,
    Held,
    Instruction,
    Mediation,
    Reply,
    Rung,
    Supervision,
)
from api_client.models.ticket import FullTicket, Requester
from tests.tui.fake_desk import DISPATCHER, LEADER, NOW, clock, ticket

SECONDS = int(NOW.timestamp())
LATER = NOW + timedelta(hours=2)


def plain(lines: Sequence[Content]) -> str:
    return "\n".join(line.plain for line in lines)


def a_command() -> Reassign:
    return Reassign(id=uuid4(), ticket="20261122-000123", seen=4, unit="110108", reason="属地在海淀")


def rich_ticket(text: str | Callable[[], str] = "有话要说") -> FullTicket:
    """A ticket in which every part is filled, with this text wherever people write."""
    say = text if callable(text) else lambda: text
    return ticket(
        title=say(), content=say(), address=say(), path=say(), origin_line=say(), external=say(), policy=say(), parent=say(), problem=say(),
        campaign=say(), parent_before=say(), repeats=say(), children=(say(), say()), climbed=(say(),), inquiries=3, anonymous=True,
        requester=Requester(name=say(), phone=say()), cc="110108", hops=2, redos=1, extensions=1, reply_by="written", contact_promised=LATER,
        clocks=(clock(), clock(ClockName.WHISTLE, hours=4, of="110108")),
        held=(Held(request=uuid4(), command={"do": "extend", "hours": 5, "reason": say()}, maker=LEADER, at=NOW, signers=(), reason=say()),),
        escalations=(Escalation(to="110000", at=NOW, by=LEADER, reason=say(), opinion=say()),),
        disputes=(Dispute(unit="110105", at=NOW, by=LEADER, reason=say(), legal_basis=say(), suggested="110108", upheld=True, ruling=say()),),
        callbacks=(Callback(at=NOW, by=DISPATCHER, channel="phone", reached=True, solved=False, verbatim=say()),),
        replies=(
            Reply(
                at=NOW, by=LEADER, solved=False, handling=say(), public_reply=say(), unsolved_reason=say(), evidence=(say(), say()),
                root_cause=say(), flagged=(say(),), fee=True, beyond_duty=True, true_claim=False, requester_agrees=True,
            ),
        ),
        ladder=(Rung(name=say(), at=LATER, share=0.75, told=("lead", "district")),),
        co_orders=(
            CoOrder(
                unit="110108", sort="whistle", kind="emergency", mode="onsite", task=say(), since=NOW, interims=(say(), say()), late_reason=say(),
            ),
            CoOrder(
                unit="110106", sort="joint", task=say(), since=NOW, reported=NOW, solved=True, result=say(), dismissed=LATER, stayed=False, score=4,
                lead_score=2, waived=say(),
            ),
        ),
        supervisions=(
            Supervision(why="hot", level="city", unit="110000", owner=say(), reason=say(), since=NOW, released=LATER, release_reason=say()),
        ),
        instructions=(Instruction(leader=say(), text=say(), at=NOW, due=LATER, answer=say(), answered=LATER),),
        halts=(Halt(sort="hang", why=say(), since=NOW, until=LATER),),
        consultations=(Consultation(unit="110108", question=say(), asked=NOW, ours=False, opinion=say()),),
        mediations=(Mediation(at=NOW, parties=(say(), say()), agreed=True, result=say()),),
        exclusion=Exclusion(why="objective", evidence=(say(), say()), reason=say(), at=NOW),
    )  # fmt: skip
