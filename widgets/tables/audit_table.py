"""The audit as a table, an event in full with its neighbours in the chain, and the state of the chain in words and by a sign (审计)."""

from collections.abc import Iterable
from datetime import datetime

from api_client.models.audit import AuditRecord, ChainState
from api_client.models.text import clean
from widgets.cells import glyphs
from widgets.speech import Speech
from widgets.tables.table import Cell, Column, Row, Table, row

MINUTE, HOUR = 60, 3600
HASH_SHOWN = 16
"""Signs of a hash that fit a narrow screen; the whole stands in the JSON."""
BAD, GOOD = glyphs.BAD, glyphs.GOOD


def records(items: Iterable[AuditRecord], speech: Speech, *, now: int) -> Table:
    """One row an event, in the order given; one that does not hold stands out by its word."""
    say = speech.say
    columns = (
        Column(say("audit.seq"), number=True), Column(say("audit.at"), least=11), Column(say("audit.who"), least=8),
        Column(say("audit.what"), least=8), Column(say("audit.number"), least=15), Column(say("audit.reason"), rank=3),
        Column(say("audit.rule"), least=11, rank=2), Column(say("audit.role"), least=11, rank=4),
        Column(say("audit.unit"), least=14, rank=5), Column(say("audit.name"), least=16, rank=6),
        Column("", rank=1, least=4),
    )  # fmt: skip
    return Table(columns, tuple(_row(one, speech, now) for one in items))


def _row(one: AuditRecord, speech: Speech, now: int) -> Row:
    return row(
        f"event:{one.seq}", str(one.seq) if one.sound else f"!{one.seq}", speech.moment(one.at, now), _called(one, speech),
        speech.word("did", one.type), clean(one.ticket),
        clean(one.reason), speech.word("rule", one.rule), speech.word("role", one.by.role.value), speech.unit(one.by.unit), clean(one.by.name),
        "" if one.sound else Cell(speech.say("audit.sound.no"), BAD), strong=not one.sound,
    )  # fmt: skip


def _called(one: AuditRecord, speech: Speech) -> str:
    """The name that colleagues know."""
    return speech.say("role.system") if one.by.role == "system" else clean(one.by.title or one.by.name)


def who(one: AuditRecord, speech: Speech) -> str:
    """The same, with the sign-in name where that is another one."""
    called, name = _called(one, speech), clean(one.by.name)
    return called if one.by.role == "system" or called == name else f"{called} ({name})"


def detail(one: AuditRecord, speech: Speech, *, now: int) -> list[str]:
    """An event in full: what the columns had no room for, and the hashes before, of, and behind it."""
    say = speech.say
    holds = say("audit.sound.yes" if one.sound else "audit.sound.no")
    facts = (
        f"{who(one, speech)}  {speech.word('role', one.by.role.value)}  {speech.unit(one.by.unit)}  {speech.moment(one.at, now)}",
        f"{speech.word('did', one.type)}  {clean(one.ticket)}  {say('audit.version')} {one.version}  "
        f"{say('audit.rule')} {speech.word('rule', one.rule)}  {say('audit.policy')} {clean(one.policy)}",
        f"{say('audit.reason')} {clean(one.reason)}" if one.reason else "",
        say("audit.prev", seq=one.seq - 1, hash=one.prev[:HASH_SHOWN]) if one.seq > 1 else say("audit.first"),
        f"{say('audit.own', seq=one.seq, hash=one.hash[:HASH_SHOWN])}  {holds}",
        say("audit.next", seq=one.seq + 1, hash=one.next[:HASH_SHOWN]) if one.next else say("audit.last"),
    )
    return [fact for fact in facts if fact]


def chain_words(chain: ChainState | None, speech: Speech, *, now: int) -> str:
    """How far the log holds and when that was looked at."""
    say = speech.say
    if chain is None:
        return say("chain.unknown")
    facts = {"ago": _ago(chain.at, speech, now), "checked": f"{chain.checked:,}"}
    if chain.broken:
        return say("chain.broken", broken=f"{chain.broken:,}", ago=facts["ago"])
    return say("chain.intact", **facts) if chain.checked >= chain.head else say("chain.going_on", head=f"{chain.head:,}", **facts)


def _ago(at: datetime | None, speech: Speech, now: int) -> str:
    since = now - int(at.timestamp()) if at else 0
    if since < MINUTE:
        return speech.say("chain.now")
    return speech.say("chain.ago", span=speech.span(since) if since >= HOUR else speech.say("span.minutes", m=since // MINUTE))
