"""What the terminal can do, decided before Textual is imported; it reads some of its own switches once, at import."""

import codecs
import locale
import sys
from collections.abc import Mapping, MutableMapping
from typing import NamedTuple

PLAIN_TERMS = ("linux", "vt100", "vt102", "vt220", "vt320", "vt420", "ansi", "dumb", "unknown", "cons25", "")
"""Terminals whose fonts have no signs beyond ASCII that one could count on (the first part of TERM, before a dash or a dot)."""

BARE_LOCALES = ("C", "POSIX")
SLOW_TICK_SECONDS = 5
"""On a slow line countdowns go on so often."""
SLOW_FPS = 10
"""Pictures a second on a slow line; what answers a key is painted at once in any case."""

EIGHT_COLOURS, NO_COLOURS = ("linux", "screen", "ansi", "cons25"), ("vt100", "vt102", "vt220", "vt320", "vt420")
WITHOUT_REGIONS, WITHOUT_UNDOING, FILLING = ("ansi", "cons25"), ("vt100", "vt102", "ansi", "cons25"), ("xterm", "linux", "rxvt")
ERASING = ("xterm", "linux", "vt220")
"""By the first part of TERM, as terminfo knows them; tests/tui/terminals/test_terminal_kinds.py looks there."""

COLOUR_SYSTEMS = ("auto", "standard", "256", "truecolor")


class Terminal(NamedTuple):
    """What the desk may use here."""

    ascii: bool
    """Signs of ASCII only."""
    remote: bool
    """The desk runs at the end of a network line."""
    trouble: str = ""
    """Key of a sentence to say, empty where all is well."""


NOT_FOR_OLD_ONES = ("\x1b[?2026$p", "\x1b[?2048$p", "\x1b]22;", "\x1b]2;", "\x1b[22;2t", "\x1b[23;2t")
"""How the sequences begin that old terminals print the end of, although every one is sent them: two queries, the pointer's shape, the title."""
KITTY_OFF = "\x1b[<u"
"""What Textual takes back at the end, whether it was on or not."""


def look(environment: Mapping[str, str], encoding: str) -> Terminal:
    """What the environment says of the terminal. `encoding` is that of its output."""
    utf8 = _is_utf8(encoding)
    return Terminal(
        ascii=_is_plain(environment) or not utf8 or locale_of(environment) in BARE_LOCALES,
        remote="SSH_CONNECTION" in environment or "SSH_TTY" in environment,
        trouble="" if utf8 else "desk.not_utf8",
    )


def prepare(environment: MutableMapping[str, str]) -> None:
    """Set what Textual reads at import. Call it before anything imports textual.

    The Kitty keyboard protocol makes several terminals swallow what a Chinese input method commits, so it is off.
    """
    environment.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")
    environment.setdefault("TEXTUAL_ANIMATIONS", "none")
    environment.setdefault("TEXTUAL_SMOOTH_SCROLL", "0")
    if environment.get("TEXTUAL_COLOR_SYSTEM", "auto") not in COLOUR_SYSTEMS:
        environment.pop("TEXTUAL_COLOR_SYSTEM")
    if environment.get("TERM", "") in ("", "dumb", "unknown", "linux") or environment.get("TERM", "").startswith("vt"):
        # Textual takes a terminal it does not know for one with 16 million colours.
        environment["TEXTUAL_COLOR_SYSTEM"] = "standard"
        environment.pop("COLORTERM", None)
    if _kind(environment) in NO_COLOURS:
        environment["NO_COLOR"] = "1"
    for size in () if in_browser(environment) else ("COLUMNS", "LINES"):
        # Where they are exported, Textual believes them at every resize.
        environment.pop(size, None)
    if "SSH_CONNECTION" in environment:
        # Over a slow line the parts of an arrow key's sequence arrive apart from one another.
        environment.setdefault("ESCDELAY", "300")


def line(wanted: str, kind: Terminal, *, slow: bool) -> str:
    """`fast` or `slow`: as wanted, or for `auto` by where the desk runs and by how long its terminal takes to answer."""
    return wanted if wanted != "auto" else "slow" if kind.remote or slow else "fast"


def spare_the_line(environment: MutableMapping[str, str]) -> None:
    """Have Textual draw less often. Call it before anything imports textual."""
    environment.setdefault("TEXTUAL_FPS", str(SLOW_FPS))
    if colours(environment) == "truecolor":
        environment["TEXTUAL_COLOR_SYSTEM"] = "256"  # half the bytes


def colours(environment: Mapping[str, str]) -> str:
    """How many colours the desk uses: `none`, `standard` (sixteen), `256` or `truecolor`; found as Textual finds it."""
    if "NO_COLOR" in environment or _kind(environment) in NO_COLOURS:
        return "none"
    forced = environment.get("TEXTUAL_COLOR_SYSTEM", "auto")
    if forced in COLOUR_SYSTEMS[1:]:
        return forced
    if environment.get("COLORTERM", "").strip().lower() in ("truecolor", "24bit"):
        return "truecolor"
    kind = environment.get("TERM", "").strip().lower()
    return "256" if kind.rpartition("-")[2] in ("256color", "kitty") else "standard"


def in_browser(environment: Mapping[str, str]) -> bool:
    """Whether textual-serve has started this desk for a page."""
    return environment.get("TEXTUAL_DRIVER", "").endswith(":WebDriver")


def has_eight(environment: Mapping[str, str]) -> bool:
    """Whether terminfo gives this kind of terminal eight colours, the bright ones being bold."""
    return _kind(environment) in EIGHT_COLOURS and "256" not in environment["TERM"] and "16" not in environment["TERM"]


def fills(environment: Mapping[str, str]) -> bool:
    """Whether what this kind of terminal erases gets the colour of the ground (terminfo: bce)."""
    return _kind(environment) in FILLING


def erases(environment: Mapping[str, str]) -> bool:
    """Whether this kind of terminal can erase cells inside a line (terminfo: ech)."""
    return _kind(environment) in ERASING


def undoes(environment: Mapping[str, str]) -> bool:
    """Whether this kind of terminal can switch an attribute off by itself (terminfo: rmul)."""
    return _kind(environment) not in WITHOUT_UNDOING


def places_text(environment: Mapping[str, str]) -> bool:
    """Whether text can be put anywhere on the screen; not where TERM says that there is nothing but a line."""
    return _kind(environment) not in ("dumb", "network", "printer")


def scrolls(environment: Mapping[str, str]) -> bool:
    """Whether this kind of terminal knows scroll regions (terminfo: csr, ri)."""
    return _kind(environment) not in WITHOUT_REGIONS


def spared(environment: Mapping[str, str]) -> tuple[str, ...]:
    """How the sequences begin that Textual would send and this terminal might print."""
    old = NOT_FOR_OLD_ONES if _is_plain(environment) else ()
    return old if environment.get("TEXTUAL_DISABLE_KITTY_KEY") == "0" else (*old, KITTY_OFF)


def output_encoding() -> str:
    """The encoding in which text reaches this process's terminal."""
    return getattr(sys.__stderr__, "encoding", None) or locale.getpreferredencoding(False)


def locale_of(environment: Mapping[str, str]) -> str:
    """The locale of signs, by the variables in the order in which they hold."""
    return next((value for name in ("LC_ALL", "LC_CTYPE", "LANG") if (value := environment.get(name, ""))), "")


def has_chinese(encoding: str) -> bool:
    """Whether Chinese can be written in an encoding."""
    try:
        "工单".encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def input_encoding(encoding: str) -> str:
    """The encoding in which keys arrive at a terminal that is written to in this one; UTF-8 where that knows ASCII alone, or nobody knows it."""
    try:
        name = codecs.lookup(encoding).name
    except LookupError:
        return "utf-8"
    return "utf-8" if name == "ascii" else name


def _is_plain(environment: Mapping[str, str]) -> bool:
    return _kind(environment) in PLAIN_TERMS


def _kind(environment: Mapping[str, str]) -> str:
    """The first part of TERM."""
    return environment.get("TERM", "").lower().replace(".", "-").split("-")[0]


def _is_utf8(encoding: str) -> bool:
    try:
        return codecs.lookup(encoding).name == "utf-8"
    except LookupError:
        return False
