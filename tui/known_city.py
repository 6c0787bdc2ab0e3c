"""What a desk knows of the city and of the person without asking: read from the mirror's JSON, without models, which are slow to load."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, tzinfo
from functools import cached_property
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from api_client import gist
from api_client.filter import Query, parse_filter
from tui.filtering.filter_words import read_filter, tiers_of, who_looks
from tui.filtering.memory import QueueMemory
from tui.words.words import Words
from widgets.cells.naming import short_name

if TYPE_CHECKING:
    from api_client.mirror import Mirror
    from tui.filtering.completing import City as NamedCity


class KnownCity:
    """Names, times and filters; what is read once is kept until `forget_city`."""

    mirror: "Mirror"
    say: Words
    _city_mark = ""
    """Of the city that is known, as the hotline marks it."""

    def lang(self) -> str:
        """The language spoken now."""
        return self.say.lang

    @cached_property
    def _told_city(self) -> dict[str, Any]:
        told = self.mirror.meta("city")
        return json.loads(told) if told else {}

    @cached_property
    def _gist(self) -> dict[str, Any]:
        """What the first page needs of the city."""
        return gist.read(self.mirror.meta("gist"), self.mirror.meta("city_etag")) or gist.gist_of(self._told_city)

    @cached_property
    def zone(self) -> tzinfo:
        """The city's time zone; UTC before it is known."""
        try:
            return ZoneInfo(self._gist["zone"])
        except (ValueError, ZoneInfoNotFoundError):
            return UTC

    def city_name(self) -> str:
        """The city's own name in the language spoken; empty before it is known."""
        return str((self._told_city.get("name_en") if self.say.lang == "en" else "") or self._told_city.get("name", ""))

    def clock_time(self, moment: float) -> str:
        """Hours and minutes in the city's time of a moment of the hotline's time."""
        return f"{datetime.fromtimestamp(moment, self.zone):%H:%M}"

    def day_time(self, moment: float) -> str:
        """The same with its day, for what is read elsewhere and later."""
        return f"{datetime.fromtimestamp(moment, self.zone):%Y-%m-%d %H:%M}"

    def tiers(self) -> tuple[str, ...]:
        """The tiers of the newest policy, fastest first."""
        return tuple(self._gist["tiers"])

    def unit(self, code: str) -> str:
        """A unit's name in the language spoken; its code where the city does not know it."""
        names = self._gist["units"].get(code)
        return names[self.say.lang != "zh"] if names else code

    def unit_short(self, code: str) -> str:
        """The same for a narrow column."""
        name, city = self.unit(code), self._gist["name_en" if self.say.lang == "en" else "name"]
        return short_name(name, city)

    def units(self) -> Sequence[Mapping[str, Any]]:
        """The city's units as its JSON tells them; none before the city is known."""
        return tuple(self._told_city.get("units", ()))

    @cached_property
    def _paths(self) -> dict[str, str]:
        """The catalogue's lines in English by code; tickets themselves carry the Chinese ones."""
        levels = ("level1_en", "level2_en", "level3_en")
        return {item["code"]: " / ".join(item[level] for level in levels) for item in self._told_city.get("catalogue", ()) if item.get(levels[2])}

    @cached_property
    def _english(self) -> dict[str, str]:
        """Channels in English by their own names."""
        return {one["name"]: one["name_en"] for one in self._told_city.get("named", ())}

    def summary(self, number: str) -> dict[str, Any] | None:
        """The summary of one ticket as the hotline told it, catalogue line and channel in the language spoken; None where it is unknown."""
        ticket = self.mirror.ticket(number)
        if ticket is not None and self.say.lang == "en":
            ticket["path"] = self._paths.get(ticket.get("item", "")) or ticket.get("path", "")
            ticket["channel"] = self._english.get(ticket.get("channel", "")) or ticket.get("channel", "")
        return ticket

    def read_filter(self, text: str) -> Query:
        """A filter line, with the words of the language for its keys and values. Raises FilterError."""
        city = self._told_city
        who = who_looks(self._told_me, self.memory.looked)
        return read_filter(text, city.get("units", ()), self.say, who, tiers_of(city, self.mirror))

    def whats_new(self) -> Query:
        """What is new since the person last looked, without the words of any language, which are slow to gather."""
        return parse_filter("new", who=who_looks(self._told_me, self.memory.looked))

    @cached_property
    def memory(self) -> QueueMemory:
        """What the queue remembers of the person."""
        return QueueMemory(self.mirror.path.with_name("queue.json"))

    @cached_property
    def namable(self) -> "NamedCity":
        """What of the city can be named in a filter."""
        from tui.filtering.completing import city_of

        return city_of(self._told_city, self.tiers())

    @cached_property
    def _told_me(self) -> dict[str, Any]:
        told = self.mirror.meta("me")
        return json.loads(told) if told else {}

    def asks(self) -> frozenset[str]:
        """The commands that the person's role may ask at all; none before that is known."""
        return frozenset(self._told_me.get("asks") or ())

    def person(self) -> str:
        """The name of who is signed in, empty before it is known."""
        person = self._told_me.get("person") or {}
        return str(person.get("title") or person.get("name") or "")

    def forget_city(self) -> bool:
        """The copy is new: read the person anew, and the city where it is another one, which is told.

        After every break of the line the copy is looked through again; a city is ten thousands of values, and hardly ever another one.
        """
        self.__dict__.pop("_told_me", None)
        mark = self.mirror.meta("city_etag")
        if mark and mark == self._city_mark:
            return False
        self._city_mark = mark
        for told in ("_told_city", "_gist", "_paths", "_english", "namable", "zone"):
            self.__dict__.pop(told, None)
        return True
