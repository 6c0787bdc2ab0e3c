"""The one table of keys: footer, help, palette and docs/keys.md are made from it, and the settings file may change it."""

import sys
import unicodedata
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from tui.words.words import Words

if TYPE_CHECKING:
    from textual.binding import BindingType

FULL_WIDTH_OFFSET = 0xFEE0
"""From an ASCII sign to its full-width form, which a Chinese input method sends in its place."""


class Key(NamedTuple):
    """One row: a thing a person can do, the keys for it, and where they work."""

    id: str
    """Its name in the settings file and, as `keys.<id>`, in the words."""
    keys: tuple[str, ...]
    """The first is shown; the others are twins for who cannot send it. Signs are written as they are typed."""
    where: str
    """`desk` everywhere, `queue`, `ticket`, `form`, `outbox`, `act` (on tickets: queue and ticket screens), `lists` (whatever moves)."""
    action: str
    """The Textual action it runs."""
    footer: bool = False
    """Whether the bottom line names it, as far as there is room."""


KEYS: tuple[Key, ...] = (
    Key("down", ("j", "down"), "lists", "move('line', 1)"),
    Key("up", ("k", "up"), "lists", "move('line', -1)"),
    Key("page_down", ("pagedown", "ctrl+f"), "lists", "move('page', 1)"),
    Key("page_up", ("pageup",), "lists", "move('page', -1)"),
    Key("half_down", ("ctrl+d",), "lists", "move('half', 1)"),
    Key("half_up", ("ctrl+u",), "lists", "move('half', -1)"),
    Key("top", ("g", "home"), "lists", "move('edge', -1)"),
    Key("bottom", ("G", "end"), "lists", "move('edge', 1)"),
    Key("open", ("enter",), "queue", "open", footer=True),
    Key("filter", ("/", "、", "ctrl+s"), "queue", "filter", footer=True),
    Key("dispatch", ("d", "f2"), "act", "act('dispatch')", footer=True),
    Key("sign", ("s", "f3"), "act", "act('sign')", footer=True),
    Key("reassign", ("r", "f4"), "act", "act('reassign')", footer=True),
    Key("escalate", ("e", "f6"), "act", "act('escalate')", footer=True),
    Key("cosign", ("c", "f7"), "act", "act('cosign')", footer=True),
    Key("extend", ("x", "f8"), "act", "act('extend')"),
    Key("feedback", ("f", "f9"), "act", "act('feedback')"),
    Key("call_back", ("b", "ctrl+t"), "act", "act('call_back')"),
    Key("whistle", ("w", "ctrl+w"), "act", "act('whistle')"),
    Key("merge", ("m", "ctrl+g"), "act", "act('merge')"),
    Key("reveal", ("v", "ctrl+k"), "act", "act('reveal')"),
    Key("note", ("o", "ctrl+o"), "act", "act('note')"),
    Key("register", ("a", "ctrl+n"), "intake", "act('register')", footer=True),
    Key("next_burning", ("n", "f5"), "queue", "next_burning", footer=True),
    Key("mark", ("space",), "queue", "mark", footer=True),
    Key("mark_all", ("*", "ctrl+x"), "queue", "mark_all"),
    Key("mark_range", ("V", "ctrl+e"), "queue", "mark_range"),
    Key("mark_down", ("J", "shift+down"), "queue", "stretch(1)"),
    Key("mark_up", ("K", "shift+up"), "queue", "stretch(-1)"),
    Key("views", ("'", "‘", "’", "f11"), "queue", "views", footer=True),
    Key("next_view", ("]", "】", "tab"), "queue", "next_view(1)"),
    Key("previous_view", ("[", "【", "shift+tab"), "queue", "next_view(-1)"),
    Key("sort", ("S", "="), "queue", "sort"),
    Key("columns", ("C", ";"), "queue", "columns"),
    Key("newcomers", ("i", "<", "《"), "queue", "newcomers"),
    Key("hold", ("h", ".", "。"), "queue", "hold"),
    Key("refresh", ("ctrl+r",), "queue", "refresh"),
    Key("strip", ("t", "f10"), "queue", "strip"),
    Key("copy", ("y", "ctrl+y"), "queue", "copy"),
    Key("copy_summary", ("Y", '"', "“", "”"), "queue", "copy_summary"),
    Key("results", ("0",), "queue", "app.go('results')"),
    Key("results", ("0",), "outbox", "app.go('results')"),
    Key("results", ("0",), "work", "app.go('results')"),
    Key("open_result", ("enter",), "results", "open", footer=True),
    Key("retry", ("r", "f4"), "results", "retry", footer=True),
    Key("go_back", ("escape",), "results", "go_back", footer=True),
    Key("keep_filter", ("enter",), "typing", "submit", footer=True),
    Key("take_offer", ("tab",), "typing", "take", footer=True),
    Key("other_offer", ("shift+tab", "ctrl+n"), "typing", "other(1)", footer=True),
    Key("older_filter", ("up", "ctrl+p"), "typing", "recall(1)", footer=True),
    Key("newer_filter", ("down",), "typing", "recall(-1)"),
    Key("drop_filter", ("escape",), "typing", "give_up", footer=True),
    Key("strip_next", ("right", "l"), "strip", "point(1)", footer=True),
    Key("strip_previous", ("left", "h"), "strip", "point(-1)", footer=True),
    Key("strip_choose", ("enter", "space"), "strip", "choose", footer=True),
    Key("strip_first", ("1",), "strip", "tier(1)"),
    Key("strip_second", ("2",), "strip", "tier(2)"),
    Key("strip_third", ("3",), "strip", "tier(3)"),
    Key("strip_fourth", ("4",), "strip", "tier(4)"),
    Key("strip_leave", ("escape", "t", "f10", "down"), "strip", "leave", footer=True),
    Key("undo", ("u", "backspace"), "desk", "undo", footer=True),
    Key("preview", ("p", "f12"), "queue", "preview"),
    Key("back", ("escape",), "queue", "back"),
    Key("copy", ("y", "ctrl+y"), "ticket", "copy"),
    Key("copy_summary", ("Y", "ctrl+x"), "ticket", "copy_summary"),
    Key("next_section", ("]", "】", "tab"), "ticket", "section(1)", footer=True),
    Key("previous_section", ("[", "【", "shift+tab"), "ticket", "section(-1)"),
    Key("search", ("/", "、", "ctrl+s"), "ticket", "search"),
    Key("next_match", ("n", ".", "。"), "ticket", "match(1)"),
    Key("previous_match", ("N", ",", "，"), "ticket", "match(-1)"),
    Key("next_ticket", ("J", "right"), "ticket", "beside(1)", footer=True),
    Key("previous_ticket", ("K", "left"), "ticket", "beside(-1)"),
    Key("tied", ("t", "f5"), "ticket", "tied"),
    Key("reasons", ("i", "f12"), "ticket", "reasons"),
    Key("zoom", ("z", "f11"), "ticket", "zoom"),
    Key("again", ("ctrl+r",), "ticket", "again"),
    Key("edit", ("ctrl+e",), "ticket", "edit"),
    Key("close", ("escape",), "ticket", "close", footer=True),
    Key("confirm", ("ctrl+s", "f10"), "form", "confirm", footer=True),
    Key("leave", ("escape",), "form", "leave", footer=True),
    Key("register_and_dispatch", ("f2", "ctrl+g"), "register", "register_and_dispatch", footer=True),
    Key("likely_next", ("f3", "ctrl+n"), "register", "likely_next"),
    Key("likely_open", ("f4", "ctrl+o"), "register", "likely_open"),
    Key("likely_inquire", ("f5", "ctrl+t"), "register", "likely_inquire"),
    Key("redo", ("r", "enter"), "outbox", "redo", footer=True),
    Key("acknowledge", ("a", "space"), "outbox", "acknowledge", footer=True),
    Key("close", ("escape",), "outbox", "close", footer=True),
    Key("open_row", ("enter",), "sheets", "open_row", footer=True),
    Key("next_part", ("tab", "]"), "sheets", "part(1)", footer=True),
    Key("previous_part", ("shift+tab", "["), "sheets", "part(-1)"),
    Key("choose_part", ("b", "f2"), "sheets", "choose", footer=True),
    Key("reread", ("ctrl+r", "f5"), "asking", "reread"),
    Key("go_back", ("escape",), "asking", "go_back", footer=True),
    Key("earlier", ("left", "h"), "months", "later(-1)", footer=True),
    Key("later", ("right", "l"), "months", "later(1)", footer=True),
    Key("level", ("v", "f3"), "boards", "level", footer=True),
    Key("new_dossier", ("n", "f3"), "dossiers", "new", footer=True),
    Key("only_open", ("o", "f4"), "dossiers", "only_open", footer=True),
    Key("ask_dossier", ("a", "f2"), "dossier", "ask_command", footer=True),
    Key("take_calls", ("c", "f4"), "dossier", "take_calls", footer=True),
    Key("linked", ("t", "f3"), "dossier", "linked", footer=True),
    Key("save_report", ("s", "f3"), "reports", "save", footer=True),
    Key("search", ("/", "、", "ctrl+s"), "catalogue", "narrow", footer=True),
    Key("open_row", ("enter",), "audit", "open_row", footer=True),
    Key("narrow", ("/", "、", "ctrl+s"), "audit", "narrow", footer=True),
    Key("only_reveals", ("v", "f3"), "audit", "only_reveals", footer=True),
    Key("older", ("n", "f4"), "audit", "older", footer=True),
    Key("street", ("d", "f3"), "catalogue", "street", footer=True),
    Key("next", ("n", "f5"), "night", "next", footer=True),
    Key("snooze", ("z", "f11", "0"), "night", "snooze", footer=True),
    Key("open", ("enter",), "night", "open"),
    Key("close", ("escape",), "night", "close", footer=True),
    Key("sign_sheet", ("s", "f3"), "handover", "sign_sheet", footer=True),
    Key("open", ("enter",), "work", "open", footer=True),
    Key("take_up", ("t", "f5"), "work", "take_up", footer=True),
    Key("turn_down", ("z", "f11"), "work", "turn_down", footer=True),
    Key("next_part", ("tab", "]"), "work", "part(1)", footer=True),
    Key("previous_part", ("shift+tab", "["), "work", "part(-1)"),
    Key("mark", ("space",), "work", "mark", footer=True),
    Key("mark_mine", ("*", "ctrl+x"), "work", "mark_mine"),
    Key("go_back", ("escape",), "work", "go_back", footer=True),
    Key("queue", ("1",), "desk", "go('queue')"),
    Key("boards", ("2",), "desk", "go('boards')"),
    Key("dossiers", ("3",), "desk", "go('dossiers')"),
    Key("reports", ("4",), "desk", "go('reports')"),
    Key("catalogue", ("5",), "desk", "go('catalogue')"),
    Key("work", ("6",), "desk", "go('work')"),
    Key("night", ("7",), "desk", "go('night')"),
    Key("handover", ("8",), "desk", "go('handover')"),
    Key("outbox", ("9",), "desk", "go('outbox')"),
    Key("audit", ("A", "#"), "desk", "go('audit')"),
    Key("palette", (":", "ctrl+p"), "desk", "palette"),
    Key("language", ("ctrl+l",), "desk", "language"),
    Key("theme", ("T", "ctrl+v"), "desk", "theme"),
    Key("tour", ("H", "ctrl+z"), "desk", "tour"),
    Key("help", ("?", "f1"), "desk", "help", footer=True),
    Key("quit", ("q", "ctrl+q"), "desk", "quit", footer=True),
)

PLACES = {
    "queue": ("lists", "queue", "act", "intake", "desk"),
    "ticket": ("lists", "ticket", "act", "intake", "desk"),
    "form": ("form",),
    "register": ("form", "register"),
    "outbox": ("lists", "outbox", "desk"),
    "work": ("lists", "work", "act", "intake", "desk"),
    "night": ("night", "act", "desk"),
    "handover": ("lists", "asking", "handover", "desk"),
    "boards": ("lists", "asking", "sheets", "months", "boards", "desk"),
    "dossiers": ("lists", "asking", "sheets", "dossiers", "desk"),
    "dossier": ("lists", "asking", "dossier", "desk"),
    "reports": ("lists", "asking", "sheets", "months", "reports", "desk"),
    "catalogue": ("lists", "asking", "sheets", "catalogue", "desk"),
    "audit": ("lists", "asking", "audit", "desk"),
    "typing": ("typing",),
    "strip": ("strip",),
    "results": ("lists", "results", "desk"),
    "desk": ("desk",),
}
"""Which rows work together on a screen; within one place a key means one thing."""
WITHIN = {"queue": ("typing", "strip")}
"""Places within a screen, for its help: while a part of it has the keys."""


class Clash(ValueError):
    """One key would have two meanings in one place."""

    def __init__(self, key: str, first: str, second: str, place: str) -> None:
        super().__init__(f"keys: {key} means both {first} and {second} in {place}")
        self.key, self.place = key, place
        self.rows = (first, second)
        """The two rows that have it, by their names, as the table has them."""


def name(sign: str) -> str:
    """Textual's name of a key written as it is typed: `/` → `slash`, `、` → `ideographic_comma`."""
    if len(sign) > 1 or sign.isalnum():
        return sign
    return unicodedata.name(sign).lower().replace("-", "_").replace(" ", "_").replace("solidus", "slash" if sign == "/" else "solidus")


def twins(keys: Iterable[str]) -> tuple[str, ...]:
    """The keys by Textual's names, each single sign followed by its full-width form."""
    found: list[str] = []
    for key in keys:
        found.append(name(key))
        if len(key) == 1 and key.isascii():
            found.append(name(chr(ord(key) + FULL_WIDTH_OFFSET)))
        elif key == "space":
            found.append("ideographic_space")
    return tuple(dict.fromkeys(found))


def effective(changes: Mapping[str, Iterable[str]]) -> tuple[Key, ...]:
    """The table with a person's own keys in it, by the names of its rows. Raises Clash where that leaves a key with two meanings."""
    rows = tuple(row._replace(keys=tuple(changes[row.id])) if row.id in changes else row for row in KEYS)
    for place, groups in PLACES.items():
        taken: dict[str, str] = {}
        for row in rows:
            for key in twins(row.keys) if row.where in groups else ():
                if taken.setdefault(key, row.id) != row.id:
                    raise Clash(key, taken[key], row.id, place)
    return rows


def bindings(*groups: str) -> "list[BindingType]":
    """The bindings of some groups of rows; each has the row's id, by which Textual puts a person's own keys in."""
    from textual.binding import Binding  # here, because the first page names keys before Textual is loaded

    return [Binding(",".join(twins(row.keys)), row.action, row.id, id=f"{row.where}.{row.id}", show=False) for row in KEYS if row.where in groups]


def changed(changes: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """What Textual's `set_keymap` wants of a person's own keys."""
    return {f"{row.where}.{row.id}": ",".join(twins(row.keys)) for row in effective(changes) if row.id in changes}


def shown(key: str) -> str:
    """A key as it stands on the bottom line and in the help."""
    pictures = {"escape": "Esc", "enter": "Enter", "space": "Space", "pagedown": "PgDn", "pageup": "PgUp", "backspace": "BkSp"}
    if key in pictures:
        return pictures[key]
    if key.startswith("ctrl+"):
        return f"^{key[5:].upper()}"
    return key if len(key) == 1 else "+".join(part.capitalize() for part in key.split("+"))


def spelled(row: Key) -> frozenset[str]:
    """How the keys of a row may be written by who looks for one: as they are shown, by name, in full-width form; in lower case."""
    return frozenset(form.casefold() for key in row.keys for form in (key, shown(key), *twins((key,)), _wide(key)))


def _wide(key: str) -> str:
    return chr(ord(key) + FULL_WIDTH_OFFSET) if len(key) == 1 and key.isascii() else key


def document(say: Words) -> str:
    """docs/keys.md in the language of the words."""
    lines = [f"# {say('keys.title')}", "", say("keys.about"), ""]
    for group in dict.fromkeys(row.where for row in KEYS):
        heads = [say(f"keys.{head}") for head in ("column_key", "column_twins", "column_what", "column_id")]
        lines += [f"## {say(f'keys.where_{group}')}", "", f"| {' | '.join(heads)} |", "|---|---|---|---|"]
        for row in (row for row in KEYS if row.where == group):
            first, *others = (f"`{shown(key)}`" for key in row.keys)
            lines.append(f"| {first} | {' '.join(others)} | {say(f'keys.{row.id}_help')} | `{row.id}` |")
        lines.append("")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.stdout.write(document(Words("en")))
