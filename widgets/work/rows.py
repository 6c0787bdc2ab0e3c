"""The lists of what waits as tables: how long is left first, whose turn it is in words; what is others' turn is faint but for how it burns."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from api_client.models.line import NEVER, band
from api_client.models.text import clean
from widgets.cells import glyphs
from widgets.cells.columns import countdown, right
from widgets.cells.glyphs import Signs
from widgets.speech import Speech
from widgets.tables.table import Cell, Column, Row, Table
from widgets.work.items import Actor, Item

LEFT = 7
"""Cells of what is left, so that the columns stay where they are while it counts down."""


class Hand(NamedTuple):
    """What a list is drawn with."""

    speech: Speech
    signs: Signs
    pending: Mapping[str, str] = {}
    """What became of commands, by the ticket's number: waiting, done, refused, stale, unexpected."""

    def word(self, name: str) -> str:
        """A heading or a short word of these lists."""
        return self.speech.say(f"work.{name}")


OWN: dict[str, tuple[tuple[str, Column], ...]] = {
    "cosign": (("what", Column("", least=6, most=17)), ("from", Column("", rank=2, least=8, most=14)), ("asked", Column("", rank=3))),
    "sign": (("tier", Column("", least=3)), ("street", Column("", rank=3, most=16))),
    "callback": (("tries", Column("", least=3)), ("next", Column("", least=6, most=14)), ("requester", Column("", rank=3, least=15, most=18))),
    "supervision": (
        ("level", Column("", least=4, most=10)), ("why", Column("", least=4, most=14)), ("order", Column("", rank=2, most=10)),
        ("reminded", Column("", rank=3, number=True)),
    ),
    "dispute": (("unit", Column("", least=6, most=18)), ("basis", Column("", rank=3, least=14, most=24))),
    "whistle": (("unit", Column("", least=6, most=14)), ("kind", Column("", least=4, most=14)), ("state", Column("", least=6, most=20, wish=17))),
    "joint": (("unit", Column("", least=6, most=18)), ("state", Column("", least=6, most=20, wish=17))),
}  # fmt: skip
"""The columns of each list between what is left and the title."""


def table(name: str, items: Sequence[Item], hand: Hand, *, now: int) -> Table:
    """A list as a table."""
    own = tuple(column._replace(title=hand.word(f"col.{key}")) for key, column in OWN[name])
    columns = (
        Column(right(hand.word("col.left"), LEFT, hand.signs.more), least=LEFT, most=LEFT), Column("", least=2, most=2), *own,
        Column(hand.word("col.title"), least=10, most=60, wish=36), Column(hand.word("col.who"), rank=1, least=8, most=18),
        Column(hand.word("col.number"), rank=4, least=15),
    )  # fmt: skip
    return Table(columns, tuple(row(name, item, hand, now=now) for item in items))


def row(name: str, item: Item, hand: Hand, *, now: int) -> Row:
    """One thing that waits as a row."""
    line, heat = item.line, band(item.line, now)
    left = countdown(line.next_due - now) if line.next_due < NEVER else "-"
    cells = [Cell(f"{left:>{LEFT}}", glyphs.BANDS[heat]), _sign(line.number, heat, hand)]
    cells += [Cell(clean(_own(key, item, hand, now))) for key, _ in OWN[name]]
    title = Cell(clean(line.title), glyphs.STRONG if line.urgent else glyphs.PLAIN)
    cells += [title, Cell(whose(item, hand, short=True)), Cell(clean(line.number))]
    return Row(item.id, tuple(cells if item.mine else (*cells[:2], *(Cell(cell.text, glyphs.FAINT) for cell in cells[2:]))))


def _sign(number: str, heat: str, hand: Hand) -> Cell:
    """How it burns, or in its place what became of a command just asked."""
    state = hand.pending.get(number, "")
    if not state:
        return Cell(hand.signs.bands[heat], glyphs.SIGNS[heat])
    sign = {"waiting": hand.signs.waiting, "done": hand.signs.done}.get(state, hand.signs.refused)
    return Cell(f"{sign} ", glyphs.PENDING.get(state, glyphs.STRONG))


def whose(item: Item, hand: Hand, *, short: bool = False) -> str:
    """Whose turn it is: mine, or the units and roles it waits for."""
    return hand.word("mine") if item.mine else hand.speech.listed(_actor(one, hand.speech, short=short) for one in item.actors)


def _actor(actor: Actor, speech: Speech, *, short: bool) -> str:
    role, whole_city = speech.word("role", actor.role), speech.city is not None and speech.city.code == actor.unit
    name = (speech.unit_short if short else speech.unit)(actor.unit) if actor.unit and not (role and whole_city) else ""
    return " ".join(part for part in (name, role) if part)


def moment(text: Any) -> datetime | None:
    """A moment as the summary tells it, or None."""
    return datetime.fromisoformat(text) if isinstance(text, str) and text else None


def half_day(at: datetime, hand: Hand, now: int) -> str:
    """A moment with the half of the day it lies in."""
    half = hand.word("morning" if at.astimezone(hand.speech.zone).hour < 12 else "afternoon")
    return hand.speech.say("work.half_day", at=hand.speech.moment(at, now), half=half)


def _own(key: str, item: Item, hand: Hand, now: int) -> str:
    told, speech = item.told, hand.speech
    match key:
        case "what":
            return speech.word("command", told["do"])
        case "from":
            return str(told.get("title") or told["maker"])
        case "asked":
            return speech.moment(at, now) if (at := moment(told.get("at"))) else ""
        case "tier":
            return item.line.tier
        case "street":
            return speech.unit_short(item.line.street) if item.line.street else ""
        case "tries":
            attempts = told["attempts"]
            left = attempts[-1].get("left") if attempts else None
            return f"{len(attempts)}/{len(attempts) + left}" if left is not None else str(len(attempts))
        case "next":
            if told["redo_due"]:
                return hand.word("redo_due")
            return speech.say("work.from_then", at=speech.moment(datetime.fromtimestamp(item.after, speech.zone), now)) if item.after > now else ""
        case "requester":
            asked = told.get("requester") or {}
            return f"{asked.get('name', '')} {asked.get('phone', '')}".strip()
        case "unit":
            return speech.unit_short(told["unit"] if told.get("unit") else item.line.lead)
        case "basis":
            return str(told.get("legal_basis", ""))
        case "kind":
            return speech.word("whistle_kind", told.get("kind", ""))
        case "state":
            return part_state(item, hand, now)
    return _watched(key, item, hand)


def _watched(key: str, item: Item, hand: Hand) -> str:
    speech, watched, order = hand.speech, item.told.get("supervisions") or (), item.told.get("instruction")
    match key:
        case "level":
            return speech.listed(speech.word("choice.level", one["level"]) for one in watched)
        case "why":
            return speech.listed(speech.word("supervise_reason", one["why"]) for one in watched) or (hand.word("order") if order else "")
        case "order":
            return str(order["leader"]) if order else ""
        case _:
            return str(len(item.told.get("reminded") or ()) or "")


def part_state(item: Item, hand: Hand, now: int) -> str:
    """How far a called or joined unit is."""
    told = item.told
    for name in ("reported", "reported_in"):
        if at := moment(told.get(name)):
            return hand.speech.say(f"work.state.{name}", at=hand.speech.moment(at, now))
    late = item.line.next_due < NEVER and item.line.next_due <= now
    if told["sort"] == "joint":
        return hand.word("state.late_part" if late else "state.working")
    return hand.word("state.late" if late else "state.called")
