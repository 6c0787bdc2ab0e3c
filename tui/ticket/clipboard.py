"""Copying over the terminal (OSC 52): a ticket's number or a few lines that sum it up; what was copied is said, as not every terminal takes it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from textual.screen import Screen

from tui.commands.asks_of import tell
from tui.desk import Desk
from widgets.cells.naming import place_said

SAID_SIGNS = 40
"""So much of what was copied is said."""


def copy(screen: Screen[Any], desk: Desk, text: str) -> None:
    """Put text on the clipboard, where the terminal allows it, and say so."""
    screen.app.copy_to_clipboard(text)
    first = text.partition("\n")[0]
    tell(screen, desk.say("page.copied", number=first if len(text) <= SAID_SIGNS else f"{first[:SAID_SIGNS]} ..."))


def summaries(desk: Desk, numbers: Sequence[str]) -> str:
    """Tickets as the mirror holds them, a block of lines each: to be pasted into a message. Names and numbers of callers stay masked."""
    return "\n\n".join("\n".join(_lines(desk, found)) for number in numbers if (found := desk.summary(number)))


def _lines(desk: Desk, ticket: Mapping[str, Any]) -> Iterator[str]:
    say = desk.say
    words = [say.get(f"{topic}.{ticket[topic]}") or str(ticket[topic]) for topic in ("kind", "tier", "stage") if ticket.get(topic)]
    yield f"{ticket['number']}  {'  '.join(words)}"
    yield str(ticket.get("title", ""))
    place = " ".join(place_said([desk.unit(ticket.get("street") or ticket.get("district") or "")], str(ticket.get("address", ""))))
    for key, value in (("page.place", place), ("page.lead", desk.unit(ticket.get("lead") or "")), ("page.path", ticket.get("path"))):
        if value:
            yield say("labelled", label=say(key), value=value)
    line = desk.line(str(ticket["number"]))
    if line is not None and line.next_clock:
        yield say("labelled", label=say(f"clock.{line.next_clock}"), value=say("page.bar", due=desk.day_time(line.next_due)))
