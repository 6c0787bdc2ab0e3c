"""The city a hotline serves: units, catalogue, policy. Every number of every rule comes from here, with its basis."""

from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property
from typing import Literal

from pydantic import Field

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
    unit: Literal["s", "share", "count", "days", ""] = ""
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
    by: tuple[Literal["supervisor", "lead_leader"], ...]
    """`lead_leader` is the leader of the ticket's lead unit, `supervisor` the city's supervisor."""
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
        """The value as a length of time."""
        setting = self.setting(name, tier)
        return timedelta(days=self.number(name, tier)) if setting.unit == "days" else timedelta(seconds=self.number(name, tier))


class City(Word):
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
    channels: tuple[str, ...] = ()
    """Names of the ways in: phone, the internet channels, legacy lines."""
    years: tuple[int, ...] = ()
    """Calendar years whose holidays are known."""

    @cached_property
    def by_code(self) -> dict[str, Unit]:
        """Units by code."""
        return {unit.code: unit for unit in self.units}

    @cached_property
    def items(self) -> dict[str, CatalogueItem]:
        """Catalogue lines by code; the newest line where a code has several."""
        return {item.code: item for item in sorted(self.catalogue, key=lambda item: item.effective_from)}

    def policy_at(self, moment: Moment) -> Policy:
        """The policy in force at a moment; the first one before any was."""
        return max((p for p in self.policies if p.effective_from <= moment), key=lambda p: p.effective_from, default=self.policies[0])

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
