"""Signs in ASCII: what is written where a terminal has no more, or draws others two cells wide. Words stay, in whatever script."""

from functools import lru_cache
from unicodedata import category, normalize

IN_ASCII = {
    **dict.fromkeys("─━┄┅┈┉╌╍═‐‑‒–—―−﹣", "-"), **dict.fromkeys("│┃┆┇┊┋╎╏║▏▎▍▌▐▕¦", "|"), **dict.fromkeys("█▉▊▋▇▆▅▮■◼▪", "#"),
    **dict.fromkeys("▁▂▃▄⣀", "_"), **dict.fromkeys("⣤", "-"), **dict.fromkeys("⣶", "="), **dict.fromkeys("⣿", "#"),
    **dict.fromkeys("▭▬", "="), "▫": "-", **dict.fromkeys("▯□◻◦", "."), **dict.fromkeys("●○•◉◎◌⚫⚪★☆▴", "*"), **dict.fromkeys("…·⋯∙‧", "."),
    **dict.fromkeys("→▸▹►▶⇒➔»〉", ">"), **dict.fromkeys("←◂◄◀⇐‹«〈", "<"), **dict.fromkeys("↑▲⇑▵", "^"), **dict.fromkeys("↓▾▼⇓▿", "v"),
    **dict.fromkeys("✓✔☑", "v"), **dict.fromkeys("✗✘✕×☒", "x"), **dict.fromkeys("✚✛✜", "+"), **dict.fromkeys("“”„〝〞″", '"'),
    **dict.fromkeys("‘’‚′`", "'"), "✍": "&", "›": "~", "✖": "!",
    "÷": "/", "°": "o", "§": "S", "¥": "Y", "￥": "Y", "€": "E", "£": "L", "©": "c", "®": "r",
}  # fmt: skip
UNKNOWN = "?"
_WORDS = ("L", "M")
"""First letters of the categories that words are made of."""


@lru_cache(maxsize=4096)
def in_ascii(sign: str) -> str:
    """One sign as it may be written: itself where it belongs to a word or to Chinese punctuation, else ASCII of one cell."""
    if sign.isascii() or category(sign)[0] in _WORDS or "\u3000" <= sign <= "\u303f" or "\uff01" <= sign <= "\uff5e":
        return IN_ASCII.get(sign, sign)
    if "\u2500" <= sign <= "\u257f":
        return IN_ASCII.get(sign, "+")
    usual = normalize("NFKC", sign)
    return IN_ASCII.get(sign) or (usual if len(usual) == 1 and usual.isascii() else UNKNOWN)
