"""What the palette offers for a typed text: commands, numbers, filters, views, units, screens and settings; and what each is called."""

import re
from collections.abc import Sequence

from api_client.filter import FilterError
from tui import keymap
from tui.desk import Desk
from tui.filtering.filter_words import mistake
from tui.filtering.views import views
from tui.palette.set_here import choices
from tui.words.words import LANGUAGES, Words
from widgets.chooser import Entry, narrowed
from widgets.forms.command_fields import OF_TICKETS
from widgets.forms.matching import SCATTERED, Candidate, fit, matches

NUMBER = re.compile(r"\d{8}-\d{6,}")
FILED = re.compile(r"[A-Z]\d{4}-\d{4,}")
"""The number of a dossier."""
HIDDEN = ("lists",)
"""Groups whose rows only make sense as keys."""
MOST_UNITS = 8
_BEGINS = {"／": "/", "、": "/", "：": ":"}


def entries(desk: Desk, known: Sequence[Entry], text: str) -> list[Entry]:
    """What fits a text, best first. `known` are the commands that work where the palette was opened."""
    typed = plain(text)
    if typed.startswith("/"):
        return [_filter(desk, typed[1:].strip())]
    own = len(desk.settings.views)
    named = [
        Entry(f"view:{view.name}", desk.say("palette.view", name=view.name, text=view.text), typed=view.name)
        for view in views(desk.settings.views, desk.say)
    ]
    if not typed:
        return [*known, *named]
    found = sorted(narrowed(known, typed), key=lambda entry: not _named(entry, typed))
    settings = narrowed(_settings(desk), typed)
    meant = [entry for entry in settings if " " in typed and entry.typed.startswith(typed.casefold())]
    found = [*_numbers(desk, typed), *meant, *narrowed(named[:own], typed), *found, *narrowed(named[own:], typed)]
    found += [*(entry for entry in settings if entry not in meant), *_units(desk, typed)]
    return found or [Entry(f"save:{typed}", desk.say("palette.save", name=typed), typed=typed)]


def plain(text: str) -> str:
    """What was typed, without the colon that opened the palette, the signs of a Chinese keyboard as plain ones."""
    text = text.strip()
    text = _BEGINS.get(text[:1], text[:1]) + text[1:]
    return text.removeprefix(":").strip()


def _filter(desk: Desk, text: str) -> Entry:
    """The filter, or what is wrong with it."""
    try:
        desk.read_filter(text)
    except FilterError as error:
        return Entry("", mistake(error, desk.say), "/", typed=f"/{text}")
    return Entry(f"filter:{text}", desk.say("palette.filter", text=text), "/", typed=f"/{text}")


def _numbers(desk: Desk, typed: str) -> list[Entry]:
    """A ticket or a dossier by its number; a ticket of the copy also by the end of it."""
    say = desk.say
    if NUMBER.fullmatch(typed):
        return [Entry(f"open:{typed}", say("palette.number", number=typed), typed=typed)]
    if FILED.fullmatch(typed.upper()):
        return [Entry(f"dossier:{typed.upper()}", say("palette.dossier", number=typed.upper()), typed=typed.upper())]
    if not typed.isdecimal() or len(typed) > len("000000"):
        return []
    ended = desk.mirror.ending(f"-{typed:0>6}")
    return [Entry(f"open:{number}", say("palette.number", number=f"{number}  {title}"), typed=number) for number, title in ended]


def _units(desk: Desk, typed: str) -> list[Entry]:
    """The tickets of a unit, found by Chinese, pinyin, initials, English or code."""
    if len(typed) < 2 and typed.isascii():
        return []
    named = [
        Candidate(unit["code"], unit["name"], unit.get("name_en") or "", unit.get("pinyin") or "", unit.get("initials") or "")
        for unit in desk.units()
    ]
    found = [unit for unit in matches(typed, named) if (how := fit(typed, unit)) is not None and how < SCATTERED][:MOST_UNITS]
    return [Entry(f"filter:unit:{unit.code}", desk.say("palette.unit", name=desk.unit(unit.code)), typed=f"/unit:{unit.code}") for unit in found]


def _settings(desk: Desk) -> list[Entry]:
    both = [Words(lang) for lang in LANGUAGES]
    found = []
    for name, value, now in choices(desk):
        said = {say.lang: (say(f"set.{name}"), say.get(f"theme.{value}" if name == "theme" else f"set.{value}") or value) for say in both}
        label, shown = said[desk.say.lang]
        title = desk.say("palette.set_now" if now else "palette.set", name=label, value=shown)
        found.append(
            Entry(f"set:{name}={value}", title, "", " ".join((name, value, *(word for pair in said.values() for word in pair))), f"{name} {value}")
        )
    return found


def _named(entry: Entry, text: str) -> bool:
    """Whether what was typed begins the entry's name, not only stands somewhere in what it does."""
    begun = text.casefold()
    return entry.title.casefold().startswith(begun) or entry.id.partition(":")[2].startswith(begun.replace(" ", "_"))


def commands(desk: Desk, place: str) -> list[Entry]:
    """The commands that work in a place, with their keys; found in both languages and by their names."""
    both = [Words(lang) for lang in LANGUAGES]
    rows = [row for group in reversed(keymap.PLACES[place]) for row in desk.keys if row.where == group and group not in HIDDEN]
    found = {
        where: [
            Entry(
                f"key:{row.id}", desk.say(f"keys.{row.id}_help").replace("`", ""), keymap.shown(row.keys[0]),
                " ".join([row.id, *(said for say in both for said in (say(f"keys.{row.id}"), say(f"keys.{row.id}_help")))]), row.id,
            )
            for row in rows
            if (row.where == "desk") is (where == "desk")
        ]
        for where in ("here", "desk")
    }  # fmt: skip
    return [*found["here"], *without_key(desk, place), *found["desk"]]


def without_key(desk: Desk, place: str) -> list[Entry]:
    """The commands of a person's role that have no key in this place; all of them while the role is not known."""
    keyed = {row.id for row in desk.keys if row.where in keymap.PLACES[place]}
    asked = desk.asks() or frozenset(OF_TICKETS)
    on_tickets = "act" in keymap.PLACES[place]
    both = [Words(lang) for lang in LANGUAGES]
    return [
        Entry(
            f"do:{do}", desk.say("labelled", label=desk.say(f"command.{do}"), value=desk.say(f"command.{do}.help")), "",
            " ".join([do, do.replace("_", " "), *(said for say in both for said in (say(f"command.{do}"), say(f"command.{do}.help")))]), do,
        )
        for do in OF_TICKETS
        if do in asked and do not in keyed and (on_tickets or do == "register")
    ]  # fmt: skip
