"""`paidan watch`: how it stands in one line, from the local copy alone, for tmux, a prompt, or a script."""

import argparse
import re
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, tzinfo
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from api_client.glance import Glance, glance
from api_client.profile import Profile
from tui.cli.console import Code, Console, printable
from tui.cli.grammar import WATCH_FIELDS
from tui.cli.known import known_profile
from tui.words.words import Words
from widgets.cells.columns import countdown

LOOK_SECONDS = 1.0
COLOURS = {
    "none": {},
    "ansi": {"overdue": ("\x1b[1;37;41m", "\x1b[m"), "urgent": ("\x1b[30;43m", "\x1b[m"), "trouble": ("\x1b[7m", "\x1b[m")},
    "tmux": {
        "overdue": ("#[fg=white,bg=red,bold]", "#[default]"), "urgent": ("#[fg=black,bg=yellow]", "#[default]"),
        "trouble": ("#[reverse]", "#[default]"),
    },
}  # fmt: skip
"""What stands before and behind a part, by its kind."""
_OBEYED = re.compile("[\x00-\x1f\x7f-\x9f#]")
"""What a terminal or tmux might obey in what came from elsewhere."""


def run(wish: argparse.Namespace, console: Console, *, pause: Callable[[float], None] = time.sleep) -> int:
    """Say it once, or again at each change until interrupted."""
    profile = known_profile(console)
    if not profile.url:
        raise console.stop(Code.NOT_SIGNED_IN, "cli.desk_nowhere")
    told, seen = "", _look(profile, console)
    while True:
        if (line := _told(seen, wish, console)) != told:
            console.painted(line)
            sys.stdout.flush()
        told = line
        if not wish.follow:
            return _code(seen) if wish.exit_code else Code.DONE
        pause(LOOK_SECONDS)
        seen = _look(profile, console)


def _look(profile: Profile, console: Console) -> Glance:
    seen = glance(profile.mirror_path, profile.outbox_path, console.now())
    if seen is None:
        raise console.stop(Code.UNREACHABLE, "cli.watch_no_mirror")
    return seen


def _code(seen: Glance) -> Code:
    return Code.OVERDUE if seen.overdue else Code.URGENT if seen.urgent else Code.DONE


def _told(seen: Glance, wish: argparse.Namespace, console: Console) -> str:
    if wish.json:
        return console.json_line(document(seen))
    if not wish.format:
        return line(seen, console.say, wish.color)
    try:
        return printable(wish.format.format(**fields(seen, console.say)))
    except (KeyError, ValueError, IndexError, AttributeError, TypeError):
        known = ", ".join(f"{{{name}}}" for name in WATCH_FIELDS)
        raise console.stop(Code.USAGE, "cli.watch_bad_format", format=wish.format, fields=known) from None


def line(seen: Glance, say: Words, colour: str) -> str:
    """The line: what burns, what is due next, what waits, and since when nothing was heard; each part only where there is something to say."""
    facts = fields(seen, say)
    parts = [("overdue", say("watch.overdue", **facts)) if seen.overdue else None]
    parts += [("urgent", say("watch.urgent", **facts)) if seen.urgent else None]
    parts += [("", say("watch.calm")) if not (seen.overdue or seen.urgent) else None]
    parts += [("", say("watch.next", **facts)) if seen.number else None]
    parts += [("", say("watch.waiting", **facts)) if seen.waiting else None, ("trouble", say("watch.refused", **facts)) if seen.refused else None]
    parts += [("trouble", say("watch.since", **facts)) if seen.quiet else None]
    return "12345 " + " | ".join(_coloured(*part, colour) for part in parts if part)


def _coloured(kind: str, text: str, colour: str) -> str:
    before, behind = COLOURS[colour].get(kind, ("", ""))
    return f"{before}{printable(text)}{behind}"


def fields(seen: Glance, say: Words) -> dict[str, Any]:
    """What a format may hold, by name (`WATCH_FIELDS`)."""
    zone = _zone(seen.zone)
    state = "overdue" if seen.overdue else "urgent" if seen.urgent else "calm"
    return {
        "overdue": seen.overdue, "urgent": seen.urgent, "open": sum(seen.bands.values()), "tier": _OBEYED.sub("", seen.tier),
        "number": _OBEYED.sub("", seen.number), "left": countdown(seen.due - seen.now) if seen.number else "", "state": say(f"band.{state}"),
        "since": _clock(seen.told, zone) if seen.quiet else "", "waiting": seen.waiting, "refused": seen.refused, "time": _clock(seen.now, zone),
    }  # fmt: skip


def document(seen: Glance) -> dict[str, Any]:
    """The same for a script; moments in UTC."""
    due = {"number": seen.number, "tier": seen.tier, "due": _written(seen.due)} if seen.number else None
    return {
        "now": _written(seen.now), "told": _written(seen.told), "quiet": seen.quiet, "open": sum(seen.bands.values()), "overdue": seen.overdue,
        "urgent": seen.urgent, "bands": dict(seen.bands), "next": due, "waiting": seen.waiting, "refused": seen.refused,
    }  # fmt: skip


def _zone(name: str) -> tzinfo:
    try:
        return ZoneInfo(name)
    except (ValueError, ZoneInfoNotFoundError):
        return UTC


def _clock(moment: int, zone: tzinfo) -> str:
    return f"{datetime.fromtimestamp(moment, zone):%H:%M}"


def _written(moment: int) -> str:
    return f"{datetime.fromtimestamp(moment, UTC):%Y-%m-%dT%H:%M:%SZ}"
