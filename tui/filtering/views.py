"""Named views of the queue: a filter, its order, and the columns to see it by; some are there from the start, a person adds others."""

import re
from collections.abc import Sequence

from tui.settings import View
from tui.words.words import Words

_TERM = re.compile(r'(?:[^\s"“”]|["“”][^"“”]*(?:["“”]|$))+')

SHIPPED = {
    "all": "",
    "mine": "waits:me",
    "burning": "burning",
    "new": "new sort:newest",
    "to_dispatch": "stage:received,waiting",
    "unsigned": "stage:dispatched",
    "disputes": "stage:disputed",
    "callbacks": "stage:callback",
    "supervised": "supervised",
    "cosign": "cosign",
    "many_hops": "hops:2+ sort:hops",
}
"""Views that are there from the start, by the names of their words."""


def views(own: Sequence[View], say: Words) -> list[View]:
    """All views: a person's own first, then those that are there from the start, unless an own one has the name."""
    taken = {view.name for view in own}
    shipped = (View(say(f"view.{name}"), text) for name, text in SHIPPED.items())
    return [*own, *(view for view in shipped if view.name not in taken)]


def beside(known: Sequence[View], name: str, text: str, by: int) -> View:
    """The view so many places after the one that is on, round and round; from a filter that is no view, the first or the last."""
    alike = [place for place, view in enumerate(known) if view.text == text]
    at = next((place for place in alike if known[place].name == name), next(iter(alike), None))
    if at is None:
        return known[0 if by > 0 else -1]
    return known[(at + by) % len(known)]


def put_term(text: str, key: str, value: str, other: Sequence[str] = ()) -> str:
    """A filter line that says `key:value`, in the place of what it said of the key; nothing of it where there is no value.

    `other` are other words for the key, and words that stand alone for a value of it.
    """
    heads, alone = tuple(f"{name.casefold()}:" for name in (key, *other)), {word.casefold() for word in other}
    plain = ((part, part.replace("：", ":").casefold()) for part in _TERM.findall(text))
    left = [part for part, said in plain if not said.startswith(heads) and said not in alone]
    return " ".join([*left, f"{key}:{value}"] if value else left)
