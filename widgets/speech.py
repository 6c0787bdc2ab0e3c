"""How a screen says things: words in its language, units by name, moments in the city's time, spans of time."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from api_client.models.city import City, Signer
from api_client.models.people import By
from api_client.models.text import clean
from api_client.models.ticket import Ticket
from widgets.cells.naming import short_name

Say = Callable[..., str]
"""Says a word by its key, with facts: `say("left.hours", h=3, m=12)`."""

SECONDS_SHOWN_BELOW = 600


class Speech:
    """Everything a widget needs to speak: no I/O, no clock."""

    def __init__(self, say: Say, *, city: City | None = None, lang: str = "zh") -> None:
        self.say = say
        self.city = city
        self.lang = lang
        self.zone = _zone(city.zone) if city else UTC

    def word(self, topic: str, value: str) -> str:
        """The word for a value of a closed list (`stage`, `received`); the value itself where a newer hotline knows more of them."""
        if not value:
            return ""
        key = f"{topic}.{value}"
        try:
            said = self.say(key)
        except (KeyError, IndexError):
            return clean(value)
        return clean(value) if said == key else said

    def unit(self, code: str) -> str:
        """A unit's name in this language, its code where the city does not know it."""
        unit = self.city.by_code.get(code) if self.city else None
        if unit is None:
            return clean(code)
        return unit.name_en if self.lang == "en" and unit.name_en else unit.name

    def unit_short(self, code: str) -> str:
        """The same for a narrow column."""
        return short_name(self.unit(code), self.unit(self.city.code) if self.city else "")

    def path(self, ticket: Ticket) -> str:
        """Where the ticket stands in the catalogue, in this language where the city knows it; else as it was registered."""
        item = self.city.item_at(ticket.item, self.city.day(ticket.received)) if self.city and self.lang == "en" else None
        levels = (item.level1_en, item.level2_en, item.level3_en) if item else ()
        return " / ".join(levels) if levels and all(levels) else clean(ticket.path)

    def channel(self, name: str) -> str:
        """A way in, in this language where the city has a name for it."""
        return self.tag(self.word("choice.channel", name))

    def tag(self, name: str) -> str:
        """A need of the index, in this language where the city has a name for it."""
        return clean(self.city.said(name, self.lang) if self.city else name)

    def line(self, code: str) -> str:
        """A merged line by its number, and its name where the city knows it."""
        return clean(self.city.line_said(code, self.lang) if self.city else code)

    def clock(self, name: str, of: str = "") -> str:
        """A clock's name, with the unit whose clock it is where that is not the lead: 报到（海淀区）."""
        said = self.word("clock", name)
        return self.say("clock.of", clock=said, unit=self.unit(of)) if of else said

    def units(self, codes: Iterable[str]) -> str:
        """Several units by name."""
        return self.listed(self.unit(code) for code in codes)

    def listed(self, parts: Iterable[str]) -> str:
        """Several words in a row."""
        return ("、" if self.lang == "zh" else ", ").join(part for part in parts if part)

    def clauses(self, parts: Iterable[str]) -> str:
        """Several parts of a sentence, as its language parts them."""
        return ("，" if self.lang == "zh" else ", ").join(part for part in parts if part)

    def person(self, by: By) -> str:
        """Who did it: the name colleagues know, and the unit where the name does not tell it; the hotline itself by its name."""
        if by.role == "system":
            return self.say("role.system")
        return self.of_unit(clean(by.title or by.name), by.unit)

    def of_unit(self, name: str, code: str) -> str:
        """A person and the unit, where the name does not tell it already."""
        unit = self.unit(code)
        return name if unit in name else self.say("by", name=name, unit=unit)

    def signer(self, signer: Signer) -> str:
        """Who may sign: a role, and the unit it belongs to."""
        role = self.word("role", signer.role)
        return f"{self.unit(signer.unit)} {role}" if signer.unit else role

    def moment(self, at: datetime | None, now: int) -> str:
        """A moment in the city's time: the hour today, with the day otherwise, with the year when it is another one."""
        if at is None:
            return "-"
        here, today = at.astimezone(self.zone), datetime.fromtimestamp(now, self.zone)
        if here.date() == today.date():
            return f"{here:%H:%M}"
        return f"{here:%m-%d %H:%M}" if here.year == today.year else f"{here:%Y-%m-%d %H:%M}"

    def span(self, seconds: float) -> str:
        """A length of time, as fine as it matters: days and hours, hours and minutes, seconds only below ten minutes."""
        whole = abs(int(seconds))
        if whole >= 86400:
            days, hours = whole // 86400, whole % 86400 // 3600
            return self.say("span.days", d=days, h=hours) if hours else self.say("span.whole_days", d=days)
        if whole >= 3600:
            hours, minutes = whole // 3600, whole % 3600 // 60
            return self.say("span.hours", h=hours, m=f"{minutes:02}") if minutes else self.say("span.whole_hours", h=hours)
        if whole < 60:
            return self.say("span.few_seconds", s=whole)
        if whole >= SECONDS_SHOWN_BELOW or not whole % 60:
            return self.say("span.minutes", m=whole // 60)
        return self.say("span.seconds", m=whole // 60, s=f"{whole % 60:02}")

    def left(self, due: datetime, now: int) -> str:
        """How much is left until a moment, or by how much it is over."""
        rest = int(due.timestamp()) - now
        return self.say("left", span=self.span(rest)) if rest > 0 else self.say("over", span=self.span(rest))


def _zone(name: str) -> tzinfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return UTC
