"""A small made-up city and a playbook in which rules are tested as dialogue: who asks what, what happens."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from api_client.models.city import CatalogueItem, City, CoSignRule, Milestone, Policy, Setting, Unit, UnitKind
from api_client.models.clock import Clock, ClockName
from api_client.models.commands import COMMANDS, OnDossier
from api_client.models.events import EVENTS, AnyEvent
from api_client.models.people import Person, Role
from api_client.models.ticket import FullTicket
from api_client.models.timing import LadderStep
from fixtures.rules.fold import evolve
from fixtures.rules.folding import Stamp
from fixtures.rules.lifecycle import decide
from fixtures.rules.refusal import Refused
from fixtures.rules.sla import wake

START = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
HOUR, MINUTE = 3600, 60
NAMESPACE = UUID("3f2f3c5e-0c8e-4d36-9f6f-1b2f6f0d3a11")


def _unit(code: str, kind: UnitKind, name: str, parent: str = "1") -> Unit:
    return Unit(code=code, kind=kind, name=name, name_en=name, parent=parent if kind is not UnitKind.CITY else "")


UNITS = (
    _unit("1", UnitKind.CITY, "样城"),
    _unit("11", UnitKind.DISTRICT, "东样区"),
    _unit("12", UnitKind.DISTRICT, "西样区"),
    _unit("1101", UnitKind.STREET, "一号街道", "11"),
    _unit("1102", UnitKind.STREET, "二号街道", "11"),
    _unit("1201", UnitKind.STREET, "三号街道", "12"),
    _unit("D1", UnitKind.DEPARTMENT, "市样管委"),
    _unit("S1", UnitKind.SOE, "样城热力"),
    _unit("1101C", UnitKind.COMMITTEE, "一号社区居委会", "1101"),
)
ITEMS = (
    CatalogueItem(code="noise", level1="环境", level2="噪声", level3="夜间施工", owner="street", tier="7d"),
    CatalogueItem(
        code="heat", level1="市政", level2="供暖", level3="暖气不热", owner="S1", tier="24h", industry="D1",
        milestones=(Milestone(name="onsite", seconds=2 * HOUR), Milestone(name="repaired", seconds=4 * HOUR)),
    ),
    CatalogueItem(code="flood", level1="应急", level2="内涝", level3="道路积水", owner="district", tier="2h"),
    CatalogueItem(code="lift", level1="住房", level2="老旧小区", level3="加装电梯", owner="D1", tier="15d"),
)  # fmt: skip
_SPANS: dict[str, Any] = {
    "consult": 2 * HOUR, "dup_window_days": 30 * 24 * HOUR,
    "intake": 2 * HOUR, "surge_window": HOUR, "callback": 24 * HOUR, "redo_floor": 24 * HOUR,
    "pause_days": 10 * 24 * HOUR, "hang_days": 30 * 24 * HOUR, "warn.urgent_floor": 15 * MINUTE, "opinion": 24 * HOUR,
    "whistle_due": 24 * HOUR, "whistle_due.emergency": 30 * MINUTE, "co_unit_floor": HOUR,
    "limit.2h": 2 * HOUR, "limit.24h": 24 * HOUR, "limit.7d": 168 * HOUR, "limit.15d": 360 * HOUR,
    "sign": 2 * HOUR, "sign.2h": 15 * MINUTE, "contact.2h": 30 * MINUTE, "contact.24h": 2 * HOUR, "contact": 24 * HOUR,
    "dispute_window": 2 * HOUR, "dispute_window.7d": 24 * HOUR, "dispute_window.15d": 24 * HOUR, "ruling": 2 * HOUR, "ruling.7d": 24 * HOUR,
}  # fmt: skip
_NUMBERS: dict[str, Any] = {
    "contact_required": True, "reveal_per_hour": 3, "reveal_minutes": 15,
    "callback_attempts": 3, "dispute_floor": 0.5, "dispute_max": 1, "extension_max": 1, "extension_share": 1.0, "redo_share": 0.5, "redo_max": 1,
    "warn.watch": 0.5, "warn.warn": 0.25, "warn.urgent": 0.1, "warn.long": 1.0, "satisfied_from": 3, "month_settled_after": 5, "pingpong_limit": 3,
    "co_unit_due": 0.6, "surge_count": 10, "surge_least": 5,
    "surge_ratio": 3,
}  # fmt: skip


_WORDS: dict[str, Any] = {"pause_reasons": "requester_away weather", "callback_half_days": True}


def _rung(name: str, share: float, *told: Any) -> LadderStep:
    return LadderStep(name=name, share=share, told=told, basis="our default", source="playbook")


def _cosign(do: str, when: Any, by: Any) -> CoSignRule:
    return CoSignRule(do=do, when=when, by=(by,), basis="our default", source="playbook")


POLICY = Policy(
    version="test", effective_from=datetime(2020, 1, 1, tzinfo=UTC), tiers=("2h", "24h", "7d", "15d"),
    settings=(
        *(Setting(key=key, value=value, unit="s", basis="our default", source="playbook") for key, value in _SPANS.items()),
        *(Setting(key=key, value=value, unit="count", basis="our default", source="playbook") for key, value in _NUMBERS.items()),
        *(Setting(key=key, value=value, basis="our default", source="playbook") for key, value in _WORDS.items()),
    ),
    ladder=(
        _rung("unit", 0.75, "lead"), _rung("leader", 0.9, "lead_leader"), _rung("district", 1.0, "district", "supervisor"),
        _rung("supervisor", 1.5, "supervisor"), _rung("supervision", 2.0, "supervision", "interview"),
    ),
    cosign=(
        _cosign("change_tier", "longer", "supervisor"), _cosign("pause", "always", "supervisor"), _cosign("hang", "always", "supervisor"),
        _cosign("exclude", "always", "supervisor"),
        _cosign("feedback", "always", "lead_leader"), _cosign("feedback", "always", "co_leaders"),
        _cosign("extend", "always", "supervisor"), _cosign("rule", "always", "supervisor"),
        _cosign("escalate", "across_levels", "supervisor"), _cosign("dispatch", "longer", "supervisor"),
        _cosign("call_back", "supervised", "supervisor"), _cosign("mark_nuisance", "always", "supervisor"),
    ),
)  # fmt: skip
PHRASES = ("不归我管", "not my problem")
CITY = City(code="1", name="样城", zone="Asia/Shanghai", units=UNITS, catalogue=ITEMS, policies=(POLICY,), phrases=PHRASES)


def person(role: Role, unit: str = "1", name: str = "") -> Person:
    """Someone of a role and a unit; city people see everything, others their unit's tree."""
    return Person(name=name or f"{role.value}-{unit}", title=f"演示{role.value}", role=role, unit=unit, scope=unit)


AGENT, DISPATCHER, SUPERVISOR, AUDITOR, SYSTEM = (person(role) for role in (Role.AGENT, Role.DISPATCHER, Role.SUPERVISOR, Role.AUDITOR, Role.SYSTEM))


def officer(unit: str) -> Person:
    """An officer of the unit."""
    return person(Role.UNIT_OFFICER, unit)


def leader(unit: str) -> Person:
    """The leader of the unit."""
    return person(Role.UNIT_LEADER, unit)


class Playbook:
    """One ticket's life: `ask` puts a command to the rules, time passes with `later`; every state is kept."""

    def __init__(self, *, item: str = "noise", district: str = "11", street: str = "1101", **fields: Any) -> None:
        """A ticket that an agent has just registered."""
        self.now = START
        self.ticket: FullTicket | None = None
        self.events: list[AnyEvent] = []
        self.asked = 0
        told = {"requester": {"name": "张*", "phone": "138****1234"}} if not fields.get("anonymous") else {}
        self.ask(AGENT, "register", **{"title": "夜间施工扰民", "item": item, "district": district, "street": street} | told | fields)

    @property
    def it(self) -> FullTicket:
        """The ticket as it now stands."""
        assert self.ticket is not None
        return self.ticket

    def ask(self, by: Person, do: str, *, seen: int | None = None, **fields: Any) -> list[str]:
        """Ask a command; the types of the events that came of it."""
        self.asked += 1
        body: dict[str, Any] = {"id": uuid5(NAMESPACE, f"{id(self)}-{self.asked}"), "do": do, **fields}
        if do not in ("register", "load"):
            body |= {"ticket": self.it.number, "seen": self.it.version if seen is None else seen}
        command = COMMANDS.validate_python(body)
        assert not isinstance(command, OnDossier)
        happened = decide(self.ticket, command, by, self.now, CITY)
        for event in happened:
            kept = event.model_dump_json()
            assert EVENTS.validate_json(kept).model_dump_json() == kept, "what the log keeps is what was decided, to the letter"
            version = self.ticket.version + 1 if self.ticket else 1
            self.ticket = evolve(self.ticket, event, Stamp("20260302-000001", version, self.now, by))
            self.events.append(event)
        return [event.type for event in happened]

    def refused(self, by: Person, do: str, **fields: Any) -> str:
        """The code with which the rules refuse; the ticket must stay as it was."""
        before = self.ticket
        try:
            happened = self.ask(by, do, **fields)
        except Refused as refusal:
            assert self.ticket is before
            return refusal.code
        raise AssertionError(f"{do} was not refused: {happened}")

    def later(self, **length: float) -> "Playbook":
        """Time passes; the hotline records on the way what it must."""
        until = self.now + timedelta(**length)
        while (alarm := wake(self.it)) and alarm[0] <= until:
            self.now = max(self.now, alarm[0])
            kind, _, rung = alarm[1].partition(":")
            self.ask(SYSTEM, "climb", rung=rung) if kind == "rung" else self.ask(SYSTEM, "elapse", clock=alarm[1])
        self.now = until
        return self

    def clock(self, name: ClockName) -> Clock:
        """The clock of this name, which must exist."""
        found = self.it.clock(name)
        assert found is not None, f"no {name} among {[clock.name for clock in self.it.clocks]}"
        return found

    def request(self, do: str) -> UUID:
        """The id of the waiting co-sign request for a command."""
        return next(pending.request for pending in self.it.cosigns if pending.do == do)

    def dispatched(self, unit: str = "") -> "Playbook":
        """On to: sent to its unit."""
        self.ask(DISPATCHER, "dispatch", unit=unit, reason="按实际管辖" if unit else "")
        return self

    def in_hand(self) -> "Playbook":
        """On to: signed by the lead and the requester contacted."""
        self.dispatched()
        self.ask(officer(self.it.lead), "sign")
        self.ask(officer(self.it.lead), "contact", text="已电话联系")
        return self

    def fed_back(self, **fields: Any) -> "Playbook":
        """On to: feedback written and signed."""
        self.in_hand()
        for name, do in ((ClockName.ONSITE, "arrive"), (ClockName.REPAIRED, "repair")):
            if self.it.clock(name):
                self.ask(officer(self.it.lead), do)
        told: dict[str, Any] = {"solved": True, "handling": "已处理"} | fields
        self.ask(officer(self.it.lead), "feedback", **told)
        self.ask(leader(self.it.lead), "cosign", request=self.request("feedback"))
        return self

    def at_callback(self) -> "Playbook":
        """On to: the limit is over and the requester is to be called."""
        self.fed_back()
        return self.later(days=16)
