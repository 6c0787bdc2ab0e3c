"""Text that wants to be obeyed, and a look at whether a terminal was told anything but what a desk says by itself."""

import re
import unicodedata

OWN: tuple[tuple[str, str], ...] = (
    ("osc 52", "\x1b]52;c;cm0gLXJmIC8=\x07剪贴板"),
    ("osc 52 asks", "\x1b]52;c;?\x1b\\"),
    ("title report", "\x1b]2;rm -rf /\x07\x1b[21t"),
    ("icon report", "\x1b[20t\x1b[14t\x1b[18t"),
    ("decrqss", "\x1bP$q\"p\x1b\\\x1bP$qm\x1b\\"),
    ("device reports", "\x1b[c\x1b[>c\x1b[=c\x1b[5n\x1b[6n\x1bZ\x05"),
    ("bracketed paste ends", "\x1b[201~rm -rf /\r\x1b[200~"),
    ("c1 controls", "\x9b2J\x9d52;c;eA==\x9c\x90$qm\x9c\x85\x84\x8d"),
    ("c1 as utf-8 of latin-1", "\u009b31m红\u009d0;x\u009c"),
    ("hyperlink", "\x1b]8;;http://elsewhere.example\x1b\\点我\x1b]8;;\x1b\\"),
    ("screen", "\x1b[2J\x1b[H\x1b[3J\x1bc\x1b[!p\x1b[?1049l\x1b[?1049h"),
    ("keys turned round", "\x1b]4;0;rgb:ff/ff/ff\x07\x1b]10;red\x07\x1b]1337;File=inline=1:AAAA\x07"),
    ("kitty picture", "\x1b_Ga=T,f=24,s=1,v=1;AAAA\x1b\\"),
    ("sixel", "\x1bPq#0;2;0;0;0~~@@vv@@~~@@~~$\x1b\\"),
    ("tmux passes it on", "\x1bPtmux;\x1b\x1b]52;c;eA==\x07\x1b\\"),
    ("printer", "\x1b[5i秘密\x1b[4i\x1b[i"),
    ("bidi", "支付\u202e元001\u202c\u2066反\u2069\u200f\u061c"),
    ("zero width", "海\u200b淀\u200c区\u200d\ufeff\u2060\u00ad\u180e"),
    ("tags", "区\U000e0041\U000e0042\U000e007f\ufe0f\U000e0100"),
    ("combining", "一" + "\u0301\u0323\u20dd" * 60),
    ("markup", "[red]红[/red] [link=http://elsewhere.example]点[/link] [@click=app.quit]退[/] $text"),
    ("markdown", "| a | `b` <script>alert(1)</script> [c](javascript:1)"),
    ("html", "<img src=x onerror=alert(1)>&lt;b&gt;\"'"),
    ("formula", "=HYPERLINK(\"http://elsewhere.example\",\"点\")"),
    ("formula behind a blank", " \t=cmd|'/C calc'!A0"),
    ("formula plus", "+1+cmd|'/C calc'!A0"),
    ("formula minus", "-2+3+cmd|'/C calc'!A0"),
    ("formula at", "@SUM(1+1)*cmd|'/C calc'!A0"),
    ("formula full width", "＝1＋1"),
    ("tab and return", "\t=1+1\r=2+2\n-3"),
    ("nul and lone surrogate", "\x00\ud800\udfff\x7f\x08\x08\x08"),
    ("line breaks of others", "a\u2028b\u2029c\x0bd\x0ce\x85f\x1c\x1d\x1e"),
    ("unfinished", "\x1b"), ("unfinished csi", "\x1b[38;2;"), ("unfinished osc", "\x1b]0;"), ("unfinished dcs", "\x1bP"),
    ("format", "%s%n {0} {title} ${HOME} `id` $(id)"),
    ("wide", "﷽𒐫ꙮ" * 20),
)  # fmt: skip
"""By name: what lists of others lack."""

SEQUENCE = re.compile(r"\x1b\[([0-?]*)([ -/]*[@-~])|\x1b\](?:0|2|22);[^\x07\x1b]*(?:\x07|\x1b\\)")
"""What the desk itself sends once it stands: colours, cursor moves, erasing of a line's end or of some cells, modes, the window's title."""
FINALS = frozenset(("m", "H", "K", "h", "l", "r", "A", "B", "C", "D", "G", "X", "d"))
MOVES = "\r\n\b"
"""With these the desk moves the cursor; that no text can send one is tried where text leaves (tests/tui/display)."""
TITLE = ("22;2t", "23;2t")
"""With these the desk puts the terminal's title aside and back."""
SCROLL = re.compile("\x1b[DM]")
"""With these the desk moves by a line, and scrolls the list at its edge."""


def foreign(received: str) -> list[str]:
    """What in the received text no desk sends by itself."""
    sent = [(final, f"{arguments}{final}") for arguments, final in SEQUENCE.findall(received) if final]
    found = [whole for final, whole in sent if final not in FINALS and whole not in TITLE]
    return found + unprintable(SEQUENCE.sub("", SCROLL.sub("", received)), besides=MOVES)


def unprintable(text: str, *, besides: str = "\n\t") -> list[str]:
    """Signs that a terminal obeys or hides."""
    return [sign for sign in text if sign not in besides and unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Co", "Cn")]
