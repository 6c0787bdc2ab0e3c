"""The city a hotline serves: units, catalogue, policy. Every number of every rule comes from here, with its basis."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cached_property
from typing import Literal
from zoneinfo import ZoneInfo

from pydantic import Field

from api_client.models.naming import Naming
from api_client.models.timing import Calendar, LadderStep, Limit
from api_client.models.word import Moment, Word


class UnitKind(StrEnum):
    """The kinds of unit that an order can go to."""

    CITY = "city"
    """The city itself and its hotline: the root of the tree."""
    DISTRICT = "district"
    STREET = "street"
    """Street or town (街道、乡镇)."""
    DEPARTMENT = "department"
    """Municipal department (市级部门)."""
    SOE = "soe"
    """State-owned enterprise (国有企业)."""
    GREEN = "green"
    """Green-channel enterprise (绿色通道企业)."""
    COMMITTEE = "committee"
    """Residents' or villagers' committee (居委会、村委会): known, but never given an order."""


class Unit(Word):
    """A unit that can lead, co-handle or be told."""

    code: str
    kind: UnitKind
    name: str
    """Chinese name, or the city's own language where there is no Chinese one."""
    name_en: str = ""
    pinyin: str = ""
    """Full pinyin without tones or blanks: `haidianqu`."""
    initials: str = ""
    """First letters: `hdq`."""
    parent: str = ""
    """Code of the unit above; empty for the city."""
    population: int = 0
    """Residents; 0 where nobody has said."""


class Milestone(Word):
    """A nested limit that an industry standard sets, counted from dispatch (heating repair: on site 2 h, repaired 4 h)."""

    name: Literal["onsite", "repaired"]
    seconds: int
    basis: str = ""


class CatalogueItem(Word):
    """One line of the dispatch catalogue (派单目录): three levels, whose it is, how fast."""

    code: str
    level1: str
    level2: str
    level3: str
    level1_en: str = ""
    level2_en: str = ""
    level3_en: str = ""
    pinyin: str = ""
    initials: str = ""
    owner: str
    """Who leads: `street`, `district` (of the address), or the code of a unit."""
    tier: str
    """Default tier: a key of the policy's tiers."""
    limit: Limit | None = None
    """Its own limit instead of the tier's, where it is dispatched with its own tier."""
    milestones: tuple[Milestone, ...] = ()
    tags: tuple[str, ...] = ()
    """Of the 七有五性 index."""
    industry: str = ""
    """Code of the department answerable for the industry."""
    effective_from: date = date(2021, 1, 1)
    effective_to: date | None = None

    def in_force(self, day: date) -> bool:
        """Whether the line is in force on a day of the city's calendar."""
        return self.effective_from <= day and (self.effective_to is None or day < self.effective_to)


class Setting(Word):
    """One value of the policy, with where it comes from."""

    key: str
    """`sign.2h`: the rule's name, then the tier where it differs by tier."""
    value: float | str | bool
    unit: Literal["s", "share", "count", "days", "workdays", "workhours", ""] = ""
    """`days` keep the clock time of the city's zone; `workdays` and `workhours` are counted by the policy's calendar."""
    basis: Literal["law", "standard", "another city", "our default"]
    source: str
    """Which law, standard or city; why, where it is our own."""


class Signer(Word):
    """Who must sign: anyone of a role, in a unit where one is named; never the maker."""

    role: str
    unit: str = ""
    """A unit's code, or empty for the whole city."""


class CoSignRule(Word):
    """One line of the co-sign matrix: which command, when, by whom."""

    do: str
    when: Literal["always", "longer", "across_levels", "supervised"]
    by: tuple[Literal["supervisor", "lead_leader", "co_leaders"], ...]
    """`lead_leader`: the leader of the lead unit; `co_leaders`: of every unit that reported in or joined; `supervisor`: the city's."""
    basis: Literal["law", "standard", "another city", "our default"]
    source: str


class Indicator(Word):
    """One rate of the assessment (响应率、解决率、满意率 …): what it is a share of, and how much it weighs."""

    key: str
    name: str
    name_en: str = ""
    numerator: tuple[str, ...]
    """Names of the predicates that a ticket of the denominator must meet to be good."""
    denominator: tuple[str, ...]
    weight: float
    basis: Literal["law", "standard", "another city", "our default"]
    source: str


class Multiplier(Word):
    """Tickets of key work count more, or less, in the months in which it is key (重点工作加权)."""

    by: Literal["tag", "level1", "item"]
    of: str
    """The tag, the first level in words, or the catalogue code."""
    factor: float
    """2.0: each such ticket counts twice; kept to hundredths."""
    from_month: str
    """`2020-05`, the first month it is in force."""
    to_month: str = ""
    """The last month; empty: until further notice."""
    basis: Literal["law", "standard", "another city", "our default"]
    source: str


class Policy(Word):
    """All values in force from a moment on; a ticket keeps the version it was dispatched under."""

    version: str
    effective_from: Moment
    tiers: tuple[str, ...]
    """Tier keys from fastest to slowest: `2h`, `24h`, `7d`, `15d`."""
    settings: tuple[Setting, ...]
    cosign: tuple[CoSignRule, ...]
    indicators: tuple[Indicator, ...] = ()
    """The rates of the assessment, with their weights."""
    multipliers: tuple[Multiplier, ...] = ()
    ladder: tuple[LadderStep, ...] = ()
    """The escalation ladder, lowest rung first."""
    calendar: Calendar = Calendar()

    @cached_property
    def _by_key(self) -> dict[str, Setting]:
        return {setting.key: setting for setting in self.settings}

    def setting(self, name: str, tier: str = "") -> Setting:
        """The setting of this name, the tier's own where there is one. KeyError where the policy has none."""
        found = self._by_key.get(f"{name}.{tier}") if tier else None
        return found or self._by_key[name]

    def number(self, name: str, tier: str = "") -> float:
        """The value as a number (counts, shares, seconds)."""
        value = self.setting(name, tier).value
        if isinstance(value, str):
            raise KeyError(f"{name} is a word, not a number")
        return float(value)

    def span(self, name: str, tier: str = "") -> timedelta:
        """The value as a length of time; a working day counts as a day here, and fixtures.rules.calendar counts it exactly."""
        match self.setting(name, tier).unit:
            case "days" | "workdays":
                return timedelta(days=self.number(name, tier))
            case "workhours":
                return timedelta(hours=self.number(name, tier))
            case _:
                return timedelta(seconds=self.number(name, tier))


NumberForm = Literal["cn", "us", "international"]


class ClosedMonth(Word):
    """A month whose assessment is closed, and the dossier that keeps its figures (月度考核)."""

    month: str
    dossier: str


class City(Naming):
    """The answer of `GET /v1/city`."""

    code: str
    """Code of the root unit."""
    name: str
    name_en: str = ""
    zone: str
    """IANA name of the city's time zone."""
    units: tuple[Unit, ...]
    catalogue: tuple[CatalogueItem, ...]
    policies: tuple[Policy, ...] = Field(min_length=1)
    """By `effective_from`, oldest first."""
    phrases: tuple[str, ...] = ()
    """What nobody at the hotline or in a unit may say to a requester (服务忌语)."""
    years: tuple[int, ...] = ()
    """Calendar years whose holidays are known."""
    numbers: tuple[NumberForm, ...] = ("cn", "us", "international")
    """How people here write telephone and identity numbers: what is masked in free text."""
    regulation: str = ""
    """The regulation on hotlines that is in force here and that refusals may cite by article; empty: they cite none."""
    closed: tuple[ClosedMonth, ...] = ()
    """Months whose figures stand: nothing counts more or less in them."""

    @cached_property
    def by_code(self) -> dict[str, Unit]:
        """Units by code."""
        return {unit.code: unit for unit in self.units}

    @cached_property
    def items(self) -> dict[str, CatalogueItem]:
        """Catalogue lines by code; the newest line where a code has several."""
        return {item.code: item for item in sorted(self.catalogue, key=lambda item: item.effective_from)}

    @cached_property
    def _lines(self) -> dict[str, tuple[CatalogueItem, ...]]:
        """Each code's lines, the newest first."""
        found: dict[str, list[CatalogueItem]] = {}
        for item in sorted(self.catalogue, key=lambda item: item.effective_from, reverse=True):
            found.setdefault(item.code, []).append(item)
        return {code: tuple(lines) for code, lines in found.items()}

    def item_at(self, code: str, day: date) -> CatalogueItem | None:
        """The line of this code that was in force on a day; None where the code was unknown, or no longer in force.

        A later line takes an earlier one's place from its own day on; one that ends on the day it begins ends the code.
        """
        newest = next((line for line in self._lines.get(code, ()) if line.effective_from <= day), None)
        return newest if newest is not None and newest.in_force(day) else None

    def items_at(self, day: date) -> dict[str, CatalogueItem]:
        """Every line in force on a day, by code, in the order of the catalogue."""
        return {code: item for code in self.items if (item := self.item_at(code, day)) is not None}

    @cached_property
    def timezone(self) -> ZoneInfo:
        """The city's time zone."""
        return ZoneInfo(self.zone)

    def day(self, moment: datetime) -> date:
        """The day of the city's calendar on which a moment lies."""
        return moment.astimezone(self.timezone).date()

    def closed_in(self, month: str) -> str:
        """Number of the dossier in which a month is closed; empty while it is open."""
        return next((one.dossier for one in self.closed if one.month == month), "")

    def policy_at(self, moment: Moment) -> Policy:
        """The policy in force at a moment; the first one before any was."""
        return max((p for p in self.policies if p.effective_from <= moment), key=lambda p: p.effective_from, default=self.policies[0])

    @cached_property
    def below(self) -> Mapping[str, Sequence[str]]:
        """Of each unit itself and every unit below it, in the order of the units."""
        found: dict[str, list[str]] = {}
        for unit in self.units:
            for code in self.above(unit.code):
                found.setdefault(code, []).append(unit.code)
        return found

    def above(self, code: str) -> tuple[str, ...]:
        """The unit itself and every unit above it, up to the city."""
        chain: list[str] = []
        while code and code not in chain:
            chain.append(code)
            unit = self.by_code.get(code)
            code = unit.parent if unit else (self.code if len(chain) == 1 else "")
        return tuple(chain)

    def district_of(self, code: str) -> str:
        """Code of the district a unit lies in, or empty."""
        return next((c for c in self.above(code) if c in self.by_code and self.by_code[c].kind is UnitKind.DISTRICT), "")
