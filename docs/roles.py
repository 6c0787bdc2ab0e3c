"""docs/roles.md: which role may come to which route and ask which command; tests/fixtures/test_matrix.py holds the hotline to every cell."""

from collections.abc import Sequence
from typing import Literal

from api_client.models.commands import SYSTEM_ONLY
from api_client.models.people import Role
from docs.tables import table
from fixtures.rules.access import ASKS, OF_THE_LEAD, OF_THE_LEAD_BELOW, OF_UNITS, PUBLIC, ROUTES, Gate, Sight
from fixtures.rules.dossiers import ON
from tui.words.words import Words
from widgets.forms.command_fields import ASKABLE, MODELS

Cell = Literal["yes", "lead", "–"]
PEOPLE = (Role.AGENT, Role.DISPATCHER, Role.UNIT_OFFICER, Role.UNIT_LEADER, Role.SUPERVISOR, Role.AUDITOR)
SHOWS: dict[Sight, str] = {
    Sight.OPEN: "nothing of the city; without signing in 不需登录",
    Sight.OWN: "what is one's own 本人的",
    Sight.CITY: "the same to all 全市通用",
    Sight.PUBLIC: "what anybody may know: masked, no reports on misconduct 可公开的：已脱敏，不含举报",
    Sight.SCOPE: "what the scope sees 范围内的",
}
OUTSIDE: dict[Sight, str] = {Sight.OPEN: "–", Sight.OWN: "–", Sight.CITY: "–", Sight.PUBLIC: "–", Sight.SCOPE: "left out 不列出"}
NAMED_OUTSIDE = "404, as if there were none 视同不存在"
PATHS_WITH_NUMBER = ("{number}", "PUT /v1/commands/")


def route_cell(gate: Gate, role: Role) -> Cell:
    """Whether people of this role may come to the route."""
    return "yes" if role in gate.roles else "–"


def command_cell(do: str, role: Role) -> Cell:
    """Whether people of this role may ask the command: of any ticket in their scope, or only of one that their own unit leads."""
    if do not in ASKS[role]:
        return "–"
    return "lead" if do in OF_THE_LEAD or (do in OF_THE_LEAD_BELOW and role in OF_UNITS) else "yes"


def names_its_subject(do: str) -> bool:
    """Whether the command is about a ticket or dossier that is there already."""
    return do in ON or "ticket" in MODELS[do].model_fields


def outside(route: str, gate: Gate) -> str:
    """What becomes of what lies outside the scope."""
    return NAMED_OUTSIDE if gate.sight is Sight.SCOPE and any(part in route for part in PATHS_WITH_NUMBER) else OUTSIDE[gate.sight]


def page(english: Words, chinese: Words) -> str:
    """The page."""
    roles = [f"{role.value} {chinese(f'role.{role.value}')}" for role in PEOPLE]
    lines = [
        "# Roles and scopes 角色与范围",
        "",
        "Made from the code by `make docs`; a test asks the hotline for every cell, in scope and out of it.",
        "",
    ]
    lines += _legend(chinese)
    lines += ["## Routes 接口", ""]
    rows: list[Sequence[str]] = [
        (f"`{route}`", SHOWS[gate.sight], *(route_cell(gate, role) for role in PEOPLE), outside(route, gate)) for route, gate in ROUTES.items()
    ]
    lines += table(("route 接口", "shows 内容", *roles, "out of scope 范围外"), rows)
    lines += ["From the hotline's own machine `GET /metrics` is read without signing in, unless `--behind-proxy` is said.", ""]
    lines += _public()
    lines += ["## Commands 命令", ""]
    rows = [
        (
            f"`{do}`", f"{english(f'command.{do}')} {chinese(f'command.{do}')}", *(command_cell(do, role) for role in PEOPLE),
            NAMED_OUTSIDE if names_its_subject(do) else "–",
        )
        for do in ASKABLE
    ]  # fmt: skip
    lines += table(("command 命令", "in words 名称", *roles, "out of scope 范围外"), rows)
    lines += [f"Asked by the hotline itself only 只由热线自己提出: {', '.join(f'`{do}`' for do in sorted(SYSTEM_ONLY))}.", ""]
    return "\n".join(lines)


def _public() -> list[str]:
    """The routes of Open311, which roles have nothing to do with."""
    rows = [(f"`{route}`", who_comes(route, gate), SHOWS[gate.sight]) for route, gate in PUBLIC.items()]
    return [
        "## Open311", "",
        "Served only by `hotline serve --open311`; `/open311/test/v2/…` beside it keeps nothing of what is sent.",
        "[open311.md](open311.md) says more.", "", *table(("route 接口", "who 何人", "shows 内容"), rows),
    ]  # fmt: skip


def who_comes(route: str, gate: Gate) -> str:
    """Who may come to a route of Open311."""
    if gate.sight is Sight.SCOPE:
        return "who is signed in 已登录人员"
    return "who has a key, as an agent 持密钥者，按话务员权限" if route.startswith("POST") else "anybody 任何人"


def _legend(chinese: Words) -> list[str]:
    return [
        "`yes` may be asked 可 · `lead` only of a ticket that one's own unit leads 仅限本单位主办的工单 · `–` refused with 403 不可",
        "",
        "A scope (范围) is a unit and all below it. People of the hotline see the whole city, people of a unit its tickets, unless",
        "`hotline user add --scope` says otherwise.",
        f"Conduct and interviews ({chinese('dossier.conduct')}、{chinese('dossier.interview')}) are seen below the city by unit leaders alone.",
        "What stage a ticket must be in, and who must sign, stands in [rules.md](rules.md).",
        "",
    ]
