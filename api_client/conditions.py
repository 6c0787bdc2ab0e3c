"""A filter as SQL on the mirror's ticket table: which tickets it keeps, in which band they are, in which order they come."""

from collections.abc import Collection, Iterator

from api_client.filter import COLUMNS, NO_TIER, UNIT_COLUMNS, Query, Term, Who
from api_client.models.line import NEVER
from api_client.summary import place_of

Values = dict[str, str | int]

_BAND = (
    f"CASE WHEN next_due >= {NEVER} THEN {{idle}} WHEN :now >= next_due THEN CASE WHEN :now >= long_at THEN 'long' ELSE 'overdue' END"
    " WHEN :now >= urgent_at THEN 'urgent' WHEN :now >= warn_at THEN 'warn' WHEN :now >= watch_at THEN 'watch' ELSE 'calm' END"
)
_BAND_OF_OPEN, _BAND_OF_ANY = _BAND.format(idle="'paused'"), _BAND.format(idle="CASE WHEN open THEN 'paused' ELSE 'done' END")

_HOURS = "CASE WHEN tier = '' THEN 1e9 ELSE CAST(tier AS INTEGER) * CASE WHEN tier LIKE '%d' THEN 24 ELSE 1 END END"
_ORDERS = {
    "due": "next_due, number",
    "newest": "received DESC, number DESC",
    "tier": f"{_HOURS}, next_due, number",
    "hops": "hops DESC, next_due, number",
}

BY_ANYBODY = {"received": ("dispatch", "answer"), "waiting": ("dispatch",), "disputed": ("rule",), "callback": ("call_back",)}
"""The commands that a ticket in a stage waits for, whoever of the role asks them."""
BY_THE_LEAD = {"dispatched": "sign", "in_hand": "feedback"}
"""The command that it waits for from its lead unit."""

UNTAKEN = "(urgent = 1 AND stage IN ('received', 'waiting', 'dispatched'))"
"""An emergency that nobody has taken yet, in SQL."""
BURNS = f"(urgent_at <= :now OR {UNTAKEN})"
"""Whether an open ticket on which a clock runs is urgent, overdue, or such an emergency, in SQL."""

_OF_SUMMARY = "EXISTS (SELECT 1 FROM summary AS s, {each} WHERE s.id = ticket.id AND {holds})"
_SIGNERS = f"json_each(s.json, {place_of('cosigns', 's.json')}) AS asked, json_each(asked.value, '$.signers') AS signer"
_SIGNS = (
    "json_extract(asked.value, '$.maker') <> {name} AND json_extract(signer.value, '$.role') = {role}"
    " AND coalesce(json_extract(signer.value, '$.unit'), '') IN ('', {unit})"
)
_CLOCKS = f"json_each(s.json, {place_of('clocks', 's.json')}) AS clock"
_OPEN = "json_extract(clock.value, '$.of') = {unit} AND json_extract(clock.value, '$.ended') IS NULL AND {state} <> 'cancelled'"
_DISPATCHED = f"(SELECT CAST(strftime('%s', json_extract(json, {place_of('dispatched')})) AS INTEGER) FROM summary WHERE id = ticket.id)"


def band_of(query: Query) -> str:
    """What `models.line.band` says of the tickets of a query, in SQL; for open ones all of it is found in an index."""
    return _BAND_OF_ANY if query.ended else _BAND_OF_OPEN


def order_of(query: Query) -> str:
    """What the tickets of a query are ordered by, in SQL."""
    return _ORDERS[query.order]


def where(query: Query, now: int) -> tuple[str, Values]:
    """The query as an SQL condition on the mirror's ticket table, with its values; `now` in epoch seconds, for bands."""
    values: Values = {"now": now}
    parts = [] if query.ended else ["open = 1"]
    for term in query.terms:
        condition = _condition(term, values, query)
        parts.append(f"NOT ({condition})" if term.negated else f"({condition})")
    return " AND ".join(parts) or "1", values


def _bound(value: str | int, values: Values) -> str:
    name = f"v{len(values)}"
    values[name] = value
    return f":{name}"


def _among(column: str, choices: Collection[str], values: Values) -> str:
    return f"{column} IN ({', '.join(_bound(choice, values) for choice in choices)})"


def _flagged(flag: str, values: Values) -> str:
    return f"instr(' ' || flags || ' ', {_bound(f' {flag} ', values)})"


def _condition(term: Term, values: Values, query: Query) -> str:
    match term.key:
        case "":
            in_words = f"instr(words, {_bound(term.values[0], values)})"
            return f"{in_words} OR {_among('lead', term.units, values)}" if term.units else in_words
        case "flag":
            return " OR ".join(_flagged(flag, values) for flag in term.values)
        case "band":
            return _among(band_of(query), term.values, values)
        case "hops":
            return " OR ".join(_counted(value, values) for value in term.values)
        case "since":
            return _come_in(f":now - {_bound(max(map(int, term.values)), values)}")
        case "new":
            return _come_in(_bound(query.who.looked, values))
        case "waits":
            return " OR ".join(_waits(query.who, values)) or "0"
        case key if key in UNIT_COLUMNS:
            return " OR ".join(_among(column, term.units, values) for column in UNIT_COLUMNS[key])
        case "tier":
            return _among("tier", [value.removeprefix(NO_TIER) for value in term.values], values)
        case key:
            return _among(COLUMNS[key], term.values, values)


def _counted(value: str, values: Values) -> str:
    least, dash, most = value.partition("-")
    if dash:
        return f"hops BETWEEN {_bound(int(least), values)} AND {_bound(int(most), values)}"
    return f"hops {'>=' if value.endswith('+') else '='} {_bound(int(value.removesuffix('+')), values)}"


def _come_in(after: str) -> str:
    """Registered after a moment, or dispatched after it and not signed for yet."""
    return f"received > {after} OR (stage = 'dispatched' AND {_DISPATCHED} > {after})"


def _waits(who: Who, values: Values) -> Iterator[str]:
    """What waits for an act of the person's own: the next step of its stage, a part of the unit's, a signature, a second dispatch."""
    free = [stage for stage, acts in BY_ANYBODY.items() if who.asks.intersection(acts)]
    led = [stage for stage, act in BY_THE_LEAD.items() if act in who.asks]
    unit = _bound(who.unit, values)
    if free:
        yield _among("stage", free, values)
    if "reassign" in who.asks:
        yield _flagged("redo_due", values)
    if led:
        yield f"(lead = {unit} AND {_among('stage', led, values)})"
        state = "json_extract(clock.value, '$.state')"
        part = _OF_SUMMARY.format(each=_CLOCKS, holds=_OPEN.format(unit=unit, state=state))
        yield f"(({_flagged('joint', values)} OR {_flagged('whistled', values)}) AND {part})"
    if "cosign" in who.asks:
        signs = _SIGNS.format(name=_bound(who.name, values), role=_bound(who.role, values), unit=unit)
        yield f"({_flagged('cosign', values)} AND {_OF_SUMMARY.format(each=_SIGNERS, holds=signs)})"
