"""Settings changed from the desk: at once where that can be, from the next start where not, and kept in the settings file."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from tui import themes
from tui.desk import Desk
from tui.settings import LANGUAGES, LINKS, keep
from tui.words.words import Words

SWITCHES = ("mouse", "preview", "bell", "title", "night_theme", "ascii")
AT_ONCE = ("theme", "lang", "mouse", "preview", "bell", "title", "night_theme")
"""What changes while the desk runs; the others from its next start on."""
ON, OFF = "on", "off"


class Choice(NamedTuple):
    """One value of one setting."""

    name: str
    value: str
    """As it is typed: `on` and `off` for switches."""
    now: bool
    """Whether it holds already."""


def choices(desk: Desk) -> Iterator[Choice]:
    """Every setting with its values, as they can be chosen."""
    settings = desk.settings
    for theme in themes.NAMES:
        yield Choice("theme", theme, settings.theme == theme)
    for lang in LANGUAGES:
        yield Choice("lang", lang, desk.say.lang == lang)
    for link in LINKS:
        yield Choice("link", link, settings.link == link)
    for name in SWITCHES:
        for value in (ON, OFF):
            yield Choice(name, value, bool(getattr(settings, name)) is (value == ON))


def keep_choice(desk: Desk, name: str, value: str) -> str:
    """Take a value over and keep it; returns the sentence about it, which says where it could not be kept."""
    told: str | bool = value == ON if name in SWITCHES else value
    changed: dict[str, Any] = {name: told}
    desk.settings = desk.settings._replace(**changed)
    if name == "lang":
        desk.say.lang = value
    say: Words = desk.say
    said = say("set.done" if name in AT_ONCE else "set.later", name=say(f"set.{name}"), value=say.get(f"set.{value}") or value)
    try:
        if desk.settings_file is not None:
            keep(desk.settings_file, name, told)
    except (OSError, ValueError) as trouble:
        said = say("set.not_kept", why=trouble)
    return said
