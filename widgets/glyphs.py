"""Signs, short words and colours of bands, tiers, clocks, stages and flags: never colour alone, and no sign of ambiguous width."""

from typing import NamedTuple

from rich.style import Style

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
    cosign: str
    letters: bool
    """Whether Chinese words may stand in for signs."""


UNICODE = Signs(
    bands={"long": "✖✖", "overdue": "✖ ", "urgent": "▴▴", "warn": "▴ ", "watch": "▫ ", "calm": "◦ ", "paused": "= ", "done": "✓ "},
    cursor="▸",
    mark="✚",
    more="›",
    rule="|",
    waiting="»",
    done="✓",
    refused="✗",
    cosign="✍",
    letters=True,
)
ASCII = Signs(
    bands={"long": "!!", "overdue": "! ", "urgent": "**", "warn": "* ", "watch": "- ", "calm": ". ", "paused": "= ", "done": "v "},
    cursor=">",
    mark="+",
    more="~",
    rule="|",
    waiting=">",
    done="v",
    refused="x",
    cosign="&",
    letters=False,
)

PLAIN = Style()
FAINT = Style(dim=True)
HEAD = Style(bold=True)
SELECTED = Style(reverse=True)
STRONG = Style(bold=True)
UNIT = Style(color="cyan")
BANDS = {
    "long": Style(color="bright_red", bold=True),
    "overdue": Style(color="bright_red"),
    "urgent": Style(color="bright_yellow", bold=True),
    "warn": Style(color="yellow"),
    "watch": Style(color="green"),
    "calm": PLAIN,
    "paused": FAINT,
    "done": FAINT,
}
"""By the terminal's own sixteen colours; none of them is dark blue, which nobody can read on black."""

PENDING = {
    "waiting": Style(color="bright_cyan", bold=True),
    "done": Style(color="green", bold=True),
    "refused": Style(color="bright_red", bold=True),
    "stale": Style(color="bright_red", bold=True),
    "unexpected": Style(color="bright_red", bold=True),
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
    "cosign": ("", ""),
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
    spoken = lang == "zh" and signs.letters
    return "".join(signs.cosign if flag == "cosign" else FLAGS[flag][not spoken] for flag in FLAGS if flag in carried)
