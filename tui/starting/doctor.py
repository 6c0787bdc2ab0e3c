"""What is well with terminal, hotline and local files, and what to do where it is not; each check is a function of what it is given."""

import os
import stat
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from api_client.errors import HotlineError, LocalError, NotSignedIn, Unreachable
from tui import themes
from tui.settings import Settings
from tui.terminals.probe import Answer
from tui.terminals.terminal import BARE_LOCALES, SLOW_TICK_SECONDS, Terminal, line, locale_of
from tui.terminals.terminal import colours as colours_of

if TYPE_CHECKING:
    from api_client.mirror import Mirror
    from api_client.outbox import Outbox

SMALLEST = (60, 20)
OFF_SECONDS = 5
"""How far the clocks may differ before it is worth a word."""
FAR_SECONDS = 1800
"""How far they differ only where one of both is at another time altogether."""
UNREADY = ("starting", "stopping", "unwell_disk", "unwell_log", "unwell_writer", "unwell_database")
"""What may keep a hotline from its work, as it is called in `/readyz`."""
WIDTHS = {"中": 2, "你好": 4, "─": 1, "·": 1, "…": 1, "▸": 1, "Ａ": 2}
"""What the desk draws, and how many cells it counts on for it."""


class Finding(NamedTuple):
    """What one check found."""

    topic: str
    """`terminal`, `hotline` …: key of its heading."""
    name: str
    """Which of the topic's sentences says it."""
    ok: bool = True
    facts: Mapping[str, object] = {}

    @property
    def key(self) -> str:
        """Key of the sentence; `.do` after it is the key of what to do."""
        return f"doctor.{self.topic}.{self.name}"


def terminal(environment: Mapping[str, str], size: tuple[int, int] | None) -> Finding:
    """Whether there is a terminal, and a large enough one. `size` is None where the output goes elsewhere."""
    if size is None:
        return Finding("terminal", "none")
    facts = {"term": environment.get("TERM", ""), "width": size[0], "height": size[1]}
    if facts["term"] in ("", "dumb", "unknown"):
        return Finding("terminal", "unnamed", ok=False)
    fits = size[0] >= SMALLEST[0] and size[1] >= SMALLEST[1]
    return Finding("terminal", "ok" if fits else "small", fits, facts)


def colours(environment: Mapping[str, str]) -> Finding:
    """How many colours the desk will use."""
    return Finding("colours", colours_of(environment))


def display(version: str, *, known: bool) -> Finding:
    """Whether the desk sends only what differs. `version` is Textual's."""
    return Finding("display", "thin" if known else "thick", known, {"version": version})


def encoding(name: str, *, utf8: bool) -> Finding:
    """Whether the terminal is written to in UTF-8."""
    return Finding("encoding", "ok" if utf8 else "other", utf8, {"encoding": name})


def locale(environment: Mapping[str, str]) -> Finding:
    """Which locale the environment names; with none, or with C, signs are ASCII."""
    name = locale_of(environment)
    bare = name in BARE_LOCALES
    return Finding("locale", "bare" if bare else "ok" if name else "none", not bare, {"locale": name})


def theme(settings: Settings, environment: Mapping[str, str]) -> Finding:
    """In which theme the desk is shown."""
    shown = themes.theme(settings.theme, colours_of(environment)).name
    return Finding("theme", "shown" if shown == settings.theme else "instead", facts={"theme": shown, "set": settings.theme})


def signs(settings: Settings, kind: Terminal, answer: Answer) -> Finding:
    """Which signs the desk draws with, and why."""
    why = "set" if settings.ascii else "kind" if kind.ascii else "wide" if answer.wide else "all"
    return Finding("signs", why, ok=why != "wide")


def link(settings: Settings, kind: Terminal, answer: Answer) -> Finding:
    """Whether the desk spares the line to the terminal, and why."""
    found = line(settings.link, kind, slow=answer.slow)
    measured = "measured" if answer.slow else "silent" if answer.seconds is None else "near"
    why = "set" if settings.link != "auto" else "remote" if kind.remote else measured
    facts = {"ms": round((answer.seconds or 0) * 1000), "seconds": SLOW_TICK_SECONDS}
    return Finding("link", f"{found}_{why}", facts=facts)


def own_settings(settings: Settings, path: Path, *, keys: Sequence[str] = ()) -> Finding:
    """Whether the settings file says nothing but what is understood. `keys`: what is wrong with the person's own keys, a sentence each."""
    troubles = (*settings.troubles, *keys)
    return Finding("settings", "wrong" if troubles else "ok", not troubles, {"path": path, "why": "; ".join(troubles)})


def widths(measured: Mapping[str, int | None]) -> Finding:
    """Whether the terminal's widths are those the desk counts on."""
    if all(width is None for width in measured.values()):
        return Finding("widths", "silent")
    wrong = [f"{sample} {width}" for sample, width in measured.items() if width is not None and width != WIDTHS[sample]]
    return Finding("widths", "wrong" if wrong else "ok", not wrong, {"samples": ", ".join(wrong)})


def hotline(url: str, *, name: str = "", took: float = 0.0, error: HotlineError | None = None, why: str = "") -> Finding:
    """Whether the hotline answers, and knows who asks. `took` in seconds; `why` is the error in words."""
    match error:
        case None:
            return Finding("hotline", "ok" if url else "none", bool(url), {"url": url, "ms": round(took * 1000), "name": name})
        case NotSignedIn():
            return Finding("hotline", "signed_out", False, {"url": url})
        case _:
            return Finding("hotline", "away", False, {"url": url, "why": why or error})


def ready(error: HotlineError | None) -> Finding:
    """Whether the hotline can do its work, as it says itself; an older one does not tell."""
    match error:
        case None:
            return Finding("ready", "ok")
        case Unreachable(code=""):
            return Finding("ready", "unknown")
        case Unreachable(code=code):
            return Finding("ready", code if code in UNREADY else "other", False, {"why": error})
        case _:
            return Finding("ready", "untold")


def clock(offset: float | None, *, rate: float = 1.0) -> Finding:
    """How far this machine's clock is from the hotline's, in seconds; None where nobody told."""
    if offset is None:
        return Finding("clock", "unknown")
    if rate != 1.0:
        return Finding("clock", "scenario", facts={"rate": f"{rate:g}"})
    if abs(offset) > FAR_SECONDS:
        return Finding("clock", "far", False, {"hours": round(offset / 3600)})
    fine = abs(offset) <= OFF_SECONDS
    return Finding("clock", "ok" if fine else "off", fine, {"seconds": round(offset)})


def token(path: Path | None, *, ring: str = "", why: str = "") -> Finding:
    """Where the token is, and whether nobody else can read it. None: it comes from the environment.

    `ring`: what the keyring that has it calls itself; `why` it does not give it.
    """
    if path is None:
        return Finding("token", "environment")
    if ring and not path.exists():
        return Finding("token", "shut" if why else "keyring", not why, {"ring": ring, "why": why})
    if not path.exists():
        return Finding("token", "none")
    private = not stat.S_IMODE(path.stat().st_mode) & 0o077 or os.name == "nt"
    return Finding("token", "ok" if private else "open", private, {"path": path})


def mirror(path: Path, opened: "Mirror | LocalError | None", *, now: int) -> Finding:
    """What the local copy holds. `now` is in seconds since 1970."""
    match opened:
        case None:
            return Finding("mirror", "none")
        case LocalError():
            return Finding("mirror", "broken", False, {"why": opened})
        case _:
            count = sum(opened.counts(now).values())
            return Finding("mirror", "ok", facts={"count": count, "size": path.stat().st_size // 1024, "path": path})


def outbox(opened: "Outbox | LocalError") -> Finding:
    """What waits, and what was refused and not yet looked at."""
    if isinstance(opened, LocalError):
        return Finding("outbox", "broken", False, {"why": opened})
    facts = {"waiting": len(opened.waiting()), "trouble": len(opened.trouble())}
    return Finding("outbox", "waiting", False, facts) if any(facts.values()) else Finding("outbox", "ok")
