"""The dispatch catalogue and the policy as tables, and one line in full (派单目录、规则取值)."""

from collections.abc import Iterator, Sequence

from textual.content import Content

from api_client.models.city import CatalogueItem, Policy, Setting
from api_client.models.text import clean
from widgets.cells import glyphs
from widgets.speech import Speech
from widgets.tables.board_tables import word
from widgets.tables.table import Cell, Column, Table, row
from widgets.tables.work_tables import owner

YES_NO = {True: "choice.yes", False: "choice.no"}


def lines(items: Sequence[CatalogueItem], speech: Speech) -> Table:
    """Catalogue lines: the third level first, as it is what one looks for."""
    columns = (
        Column(word(speech, "item"), least=12, wish=30), Column(word(speech, "tier"), least=4), Column(word(speech, "owner"), least=8),
        Column(word(speech, "level2"), least=10, rank=1), Column(word(speech, "level1"), least=10, rank=2), Column(word(speech, "code"), rank=3),
    )  # fmt: skip
    rows = []
    for item in items:
        first, second, third = levels(item, speech)
        rows.append(row(f"item:{item.code}", Cell(third, glyphs.STRONG), item.tier, owner(item.owner, speech), second, first, clean(item.code)))
    return Table(columns, tuple(rows))


def levels(item: CatalogueItem, speech: Speech) -> tuple[str, str, str]:
    """The three levels in this language."""
    english = (item.level1_en, item.level2_en, item.level3_en)
    first, second, third = english if speech.lang == "en" and all(english) else (item.level1, item.level2, item.level3)
    return clean(first), clean(second), clean(third)


def item_lines(item: CatalogueItem, speech: Speech) -> list[Content]:
    """Everything the catalogue says of a line."""
    head = Content.assemble((clean(item.code), "bold"), f"  {' / '.join(levels(item, speech))}")
    facts = [
        ("owner", owner(item.owner, speech)), ("tier", speech.word("tier", item.tier)),
        ("limit", _limit(item, speech)), ("milestones", speech.listed(_milestones(item, speech))),
        ("industry", speech.unit(item.industry)), ("tags", speech.listed(map(speech.tag, item.tags))),
        ("in_force", _in_force(item, speech)),
    ]  # fmt: skip
    told = "  ".join(f"{word(speech, name)} {value}" for name, value in facts if value)
    return [head, Content.styled(told, "dim")]


def _limit(item: CatalogueItem, speech: Speech) -> str:
    if item.limit is None:
        return ""
    return speech.span(item.limit.count) if item.limit.unit == "s" else _counted(item.limit.count, item.limit.unit, speech)


def _milestones(item: CatalogueItem, speech: Speech) -> Iterator[str]:
    for one in item.milestones:
        yield f"{speech.clock(one.name)} {speech.span(one.seconds)}"


def _in_force(item: CatalogueItem, speech: Speech) -> str:
    if item.effective_to is None:
        return speech.say("board.since_day", day=item.effective_from.isoformat())
    return speech.say("board.from_to", since=item.effective_from.isoformat(), until=item.effective_to.isoformat())


NAMED = {"days_counted": "length.counted", "fallback": "filed.owner", "pause_reasons": "pause_reason", "rates.left_kinds": "kind"}
"""Settings whose values are names from a closed list, and by which words these are told."""


def settings(policy: Policy, speech: Speech) -> Table:
    """Every value of the policy with its basis and source."""
    columns = (
        Column(word(speech, "setting"), least=14, wish=30), Column(word(speech, "value"), least=8, wish=12, most=26),
        Column(word(speech, "basis"), least=11), Column(word(speech, "source"), least=20, most=120, rank=1),
        Column(word(speech, "rule_key"), least=12, rank=2),
    )  # fmt: skip
    rows = tuple(
        row(
            f"setting:{one.key}", called(one.key, speech), Cell(value(one, speech), glyphs.STRONG), _basis(one.basis, speech),
            clean(one.source), clean(one.key),
        )
        for one in policy.settings
    )  # fmt: skip
    return Table(columns, rows)


def called(key: str, speech: Speech) -> str:
    """A value of the policy by its name, with the tier where it differs by tier; by its key where it has no name."""
    if (whole := speech.word("setting", key)) != clean(key):
        return whole
    base, _, tier = key.rpartition(".")
    name = speech.word("setting", base)
    return speech.say("setting.by_tier", name=name, tier=clean(tier)) if name != clean(base) else clean(key)


def _basis(basis: str, speech: Speech) -> str:
    return speech.word("grounds", basis.replace(" ", "_"))


def value(setting: Setting, speech: Speech) -> str:
    """A value with its unit, as one reads it: lengths of time in words, shares in percent."""
    told = setting.value
    if isinstance(told, bool):
        return speech.say(YES_NO[told])
    if isinstance(told, str):
        topic = NAMED.get(setting.key)
        return (speech.listed(speech.word(topic, one) for one in told.split()) if topic else clean(told)) or "-"
    if setting.unit == "s":
        return speech.span(told)
    if setting.unit == "share":
        return f"{told:.0%}"
    return _counted(told, setting.unit, speech) if setting.unit not in ("", "count") else f"{told:g}"


def _counted(count: float, unit: str, speech: Speech) -> str:
    """So many days or working hours; in Chinese without a blank."""
    return f"{count:g}{'' if speech.lang == 'zh' else ' '}{speech.word('length', unit)}"


def signatures(policy: Policy, speech: Speech) -> Table:
    """Which commands need a second signature, when, and by whom."""
    columns = (
        Column(word(speech, "command"), least=10), Column(word(speech, "when"), least=8), Column(word(speech, "by"), least=8),
        Column(word(speech, "basis"), least=10, rank=1), Column(word(speech, "source"), least=20, most=120, rank=2),
    )  # fmt: skip
    rows = tuple(
        row(
            "", speech.word("command", one.do), speech.word("signed_when", one.when), speech.listed(speech.word("signer", by) for by in one.by),
            _basis(one.basis, speech), clean(one.source),
        )
        for one in policy.cosign
    )  # fmt: skip
    return Table(columns, rows)


def narrowed(table: Table, typed: str) -> Table:
    """The rows in which everything stands that was typed."""
    parts = typed.casefold().split()
    kept = tuple(one for one in table.rows if all(part in " ".join(cell.text for cell in one.cells).casefold() for part in parts))
    return table._replace(rows=kept)
