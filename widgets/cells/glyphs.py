"""Signs, short words and colours of bands, tiers, clocks, stages and flags: never colour alone, and no sign of ambiguous width."""

from typing import NamedTuple

from rich.style import Style

from widgets.cells.inks import ink

Pair = tuple[str, str]
"""Chinese, English."""


class Signs(NamedTuple):
    """One set of signs; bands are two cells wide, all others one."""

    bands: dict[str, str]
    cursor: str
    mark: str
    more: str
    """Where text was cut."""
    rule: str
    """Between two parts of a line."""
    waiting: str
    done: str
    refused: str
    above: str
    """Something has come in above what is seen."""
    below: str
    letters: bool
    """Whether Chinese words may stand in for signs."""


UNICODE = Signs(
    bands={"long": "✖✖", "overdue": "✖ ", "urgent": "▴▴", "warn": "▴ ", "watch": "▫ ", "calm": "◦ ", "paused": "= ", "done": "✓ "},
    cursor="▸",
    mark="*",
    more="›",
    rule="|",
    waiting="»",
    done="✓",
    refused="✗",
    above="▵",
    below="▿",
    letters=True,
)
ASCII = Signs(
    bands={"long": "!!", "overdue": "! ", "urgent": "**", "warn": "* ", "watch": "- ", "calm": ". ", "paused": "= ", "done": "v "},
    cursor=">",
    mark="*",
    more="~",
    rule="|",
    waiting=">",
    done="v",
    refused="x",
    above="^",
    below="v",
    letters=False,
)

PLAIN = Style()
FAINT = Style(dim=True)
HEAD = ink("heading")
SELECTED = Style(reverse=True)
STRONG = Style(bold=True)
UNIT = ink("unit")
GOOD, BAD, ALARM = ink("good"), ink("bad"), ink("alarm")
"""What went well, what is to be looked at, and what went wrong."""
BANDS = {band: ink(f"band.{band}") for band in UNICODE.bands}
"""Text in a band."""
SIGNS = {band: ink(f"sign.{band}") for band in UNICODE.bands}
"""The sign of a band, and what is counted by it."""

PENDING = {
    "waiting": ink("waiting"),
    "done": ink("done"),
    "refused": ALARM,
    "stale": ALARM,
    "unexpected": ALARM,
}
"""What became of a command, by its state in the outbox."""

CLOCKS: dict[str, Pair] = {
    "intake": ("派", "dsp"),
    "sign": ("签", "sgn"),
    "contact": ("联", "ctc"),
    "onsite": ("场", "ons"),
    "repaired": ("修", "rep"),
    "due": ("办", "due"),
    "opinion": ("提", "opn"),
    "ruling": ("裁", "rul"),
    "callback": ("访", "cbk"),
    "whistle": ("到", "rpt"),
    "co_due": ("协", "prt"),
    "instruction": ("批", "ins"),
    "consult": ("商", "con"),
}

CLOCK_NAMES: dict[str, Pair] = {
    "intake": ("派单", "dispatch"),
    "sign": ("签收", "sign"),
    "contact": ("联系", "contact"),
    "onsite": ("到场", "on site"),
    "repaired": ("修复", "repair"),
    "due": ("办结", "due"),
    "opinion": ("提级意见", "opinion"),
    "ruling": ("裁定", "ruling"),
    "callback": ("回访", "callback"),
    "whistle": ("报到", "report"),
    "co_due": ("协办", "joint"),
    "instruction": ("批示", "instruct"),
    "consult": ("会商", "consult"),
}
"""The same where there is room for a word."""
NAMED_FROM = 6
"""Cells of a clock's column from which on the word stands there."""

KINDS: dict[str, Pair] = {
    "inquiry": ("咨询", "inquiry"),
    "request": ("求助", "request"),
    "complaint": ("投诉", "complaint"),
    "report": ("举报", "report"),
    "suggestion": ("建议", "suggestion"),
    "praise": ("表扬", "praise"),
}

STAGES: dict[str, Pair] = {
    "received": ("已受理", "received"),
    "exited": ("分类", "exited"),
    "answered": ("答复", "answered"),
    "waiting": ("待派单", "to send"),
    "dispatched": ("待签收", "to sign"),
    "in_hand": ("办理中", "in hand"),
    "disputed": ("异议", "disputed"),
    "signing": ("待签发", "sign-off"),
    "fed_back": ("已反馈", "fed back"),
    "callback": ("待回访", "callback"),
    "closed": ("结案", "closed"),
    "merged": ("并单", "merged"),
}

HELD: dict[str, Pair] = {"cosign": ("待签", "waits")}
"""Whether a command on the ticket waits for a second signature."""

PENDING_WORDS: dict[str, Pair] = {
    "waiting": ("待送", "waiting"),
    "done": ("已办", "done"),
    "refused": ("被拒", "refused"),
    "stale": ("已变", "stale"),
    "unexpected": ("出错", "error"),
}

FLAGS: dict[str, tuple[str, str]] = {
    "urgent": ("急", "!"),
    "risk": ("险", "K"),
    "instructed": ("批", "I"),
    "supervised": ("督", "S"),
    "cosign": ("会", "C"),
    "redo_due": ("重", "D"),
    "redo": ("二", "R"),
    "escalated": ("提", "E"),
    "extended": ("延", "X"),
    "hung": ("挂", "H"),
    "paused": ("停", "p"),
    "whistled": ("哨", "W"),
    "joint": ("协", "J"),
    "inquired": ("询", "?"),
    "repeated": ("复", "="),
    "surge_parent": ("集", "G"),
    "surge_child": ("群", "g"),
    "problem_order": ("题", "P"),
    "warned": ("醒", "w"),
    "nuisance": ("恶", "N"),
    "excluded": ("剔", "x"),
    "imported": ("导", "i"),
}
"""By weight: where there is no room for all, the first ones are shown."""


def short(table: dict[str, Pair], value: str, lang: str) -> str:
    """The short word of a value; the value itself where a newer hotline knows more of them."""
    pair = table.get(value)
    return value if pair is None else pair[lang != "zh"]


def flag_signs(flags: str, *, urgent: bool, signs: Signs, lang: str) -> str:
    """The flags of a line, heaviest first, one sign each."""
    carried = set(flags.split())
    if urgent:
        carried.add("urgent")
    return "".join(flag_sign(flag, signs=signs, lang=lang) for flag in FLAGS if flag in carried)


def flag_sign(flag: str, *, signs: Signs, lang: str) -> str:
    """The one sign of a flag."""
    return FLAGS[flag][not (lang == "zh" and signs.letters)]
