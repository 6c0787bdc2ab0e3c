"""The palette lists every command a person may ask, key or none, and opens its form."""

import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from api_client.models.people import Role
from fixtures.rules.access import ASKS
from tests.tui.desk_parts import Bench, ticket
from tests.tui.fake_desk import beijing
from tests.tui.queue.test_queue import screen_text
from tests.tui.waiting import until
from tui import keymap
from tui.palette.entries import commands, entries
from tui.palette.line import PaletteScreen
from tui.screens.form import FormScreen
from tui.screens.help import HelpScreen
from tui.screens.register import RegisterScreen
from widgets.forms.command_fields import OF_TICKETS

TICKETS = [ticket(serial) for serial in range(3)]


@pytest.fixture
async def bench(tmp_path: Path) -> AsyncIterator[Bench]:
    made = Bench(tmp_path, TICKETS)
    made.mirror.remember(city=beijing().model_dump_json())
    yield made
    made.close()


def told(bench: Bench, role: Role) -> None:
    """The hotline has told who is signed in."""
    bench.mirror.remember(me=json.dumps({"person": {"name": "a"}, "asks": sorted(ASKS[role])}))


def listed(bench: Bench, place: str) -> set[str]:
    """The commands on tickets that the palette offers in a place, by key or by name."""
    return {kind_and_name.partition(":")[2] for entry in commands(bench.desk, place) if (kind_and_name := entry.id)} & set(OF_TICKETS)


@pytest.mark.parametrize("place", ["queue", "ticket"])
@pytest.mark.parametrize("role", [Role.AGENT, Role.DISPATCHER, Role.UNIT_OFFICER, Role.UNIT_LEADER, Role.SUPERVISOR])
async def test_every_command_a_role_may_ask_is_listed_once(bench: Bench, role: Role, place: str) -> None:
    told(bench, role)
    may = ASKS[role] & set(OF_TICKETS)
    names = [entry.id.partition(":")[2] for entry in commands(bench.desk, place)]
    assert may <= listed(bench, place)
    assert len(names) == len(set(names))
    assert not {entry.id.removeprefix("do:") for entry in commands(bench.desk, place) if entry.id.startswith("do:")} - may


async def test_before_the_role_is_known_nothing_is_left_out(bench: Bench) -> None:
    assert listed(bench, "queue") == set(OF_TICKETS)


async def test_a_new_request_can_be_registered_from_anywhere(bench: Bench) -> None:
    assert listed(bench, "outbox") == {"register"}


@pytest.mark.parametrize(
    ("typed", "do"), [("挂账", "hang"), ("change tier", "change_tier"), ("Supervise", "supervise"), ("督办", "supervise"), ("风险", "alert")]
)
async def test_a_command_is_found_in_either_language_and_opens_its_form(bench: Bench, typed: str, do: str) -> None:
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await pilot.press(":", *("space" if sign == " " else sign for sign in typed), "enter")
        await until(pilot, lambda: isinstance(bench.app.screen, FormScreen))
        form = bench.app.screen
        assert isinstance(form, FormScreen)
        assert (form.do, [line.number for line in form.lines]) == (do, [bench.queue.list.current.number])


async def test_registering_from_the_outbox_opens_the_form_of_a_call(bench: Bench) -> None:
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("9")
        await until(pilot, lambda: bench.app.screen is not bench.queue)
        await pilot.press(":", *"register", "enter")
        await until(pilot, lambda: isinstance(bench.app.screen, RegisterScreen))


@pytest.mark.parametrize(
    ("key", "do"), [("w", "whistle"), ("ｗ", "whistle"), ("ctrl+w", "whistle"), ("m", "merge"), ("v", "reveal"), ("ctrl+k", "reveal")]
)
async def test_the_keys_of_the_newest_commands(bench: Bench, key: str, do: str) -> None:
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await pilot.press(key)
        await until(pilot, lambda: isinstance(bench.app.screen, FormScreen))
        assert bench.app.screen.do == do  # type: ignore[attr-defined] # a form


async def test_leaving_the_palette_does_nothing(bench: Bench) -> None:
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await pilot.press(":")
        await until(pilot, lambda: isinstance(bench.app.screen, PaletteScreen))
        await pilot.press("escape")
        await until(pilot, lambda: bench.app.screen is bench.queue)


def offered(bench: Bench, text: str) -> list[str]:
    """What the palette offers for a text on the queue."""
    return [entry.id for entry in entries(bench.desk, commands(bench.desk, "queue"), text)]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("/tier:2h 暖气", "filter:tier:2h 暖气"),
        ("、tier:2h", "filter:tier:2h"),
        ("：/tier:2h", "filter:tier:2h"),
        (":reassign", "key:reassign"),
        ("20261122-000002", "open:20261122-000002"),
        ("20261122-999999", "open:20261122-999999"),
        ("2", "open:20261122-000002"),
        ("p2026-0007", "dossier:P2026-0007"),
        ("theme night", "set:theme=night"),
        ("配色 夜班", "set:theme=night"),
        ("鼠标 开", "set:mouse=on"),
        ("lang en", "set:lang=en"),
        ("haidian", "filter:unit:110108"),
        ("hdq", "filter:unit:110108"),
        ("海淀区", "filter:unit:110108"),
        ("boards", "key:boards"),
        ("看板", "key:boards"),
    ],
)
async def test_the_grammar(bench: Bench, typed: str, first: str) -> None:
    assert offered(bench, typed)[0] == first


async def test_a_filter_that_makes_no_sense_is_told_so_and_cannot_be_chosen(bench: Bench) -> None:
    (entry,) = entries(bench.desk, [], "/nosuch:x")
    assert (entry.id, "nosuch" in entry.title) == ("", True)


async def test_what_nothing_fits_can_be_kept_as_a_view(bench: Bench) -> None:
    assert offered(bench, "zzzzqqqq") == ["save:zzzzqqqq"]
    assert "save:" not in " ".join(offered(bench, ""))


async def test_tab_completes_up_recalls_and_a_setting_holds_at_once(bench: Bench, tmp_path: Path) -> None:
    bench.desk.settings_file = tmp_path / "settings.toml"
    async with bench.app.run_test(size=(100, 30)) as pilot:
        await pilot.press(":", *"bell", "space", *"off")
        box = bench.app.screen.query_one("Input")
        await pilot.press("tab")
        assert box.value == "bell off"  # type: ignore[attr-defined] # an input
        await pilot.press("enter")
        await until(pilot, lambda: bench.app.screen is bench.queue)
        assert bench.desk.settings.bell is False
        assert bench.desk.settings_file.read_text() == "bell = false\n"
        await pilot.press(":", *"lang", "space", *"en", "enter")
        await until(pilot, lambda: bench.desk.say.lang == "en" and any("Dispatch" in line for line in screen_text(bench)))
        await pilot.press(":", *"q", "up")
        box = bench.app.screen.query_one("Input")
        assert box.value == "lang en"  # type: ignore[attr-defined]
        await pilot.press("up", "up")
        assert box.value == "bell off"  # type: ignore[attr-defined]
        await pilot.press("down", "down")
        assert box.value == "q"  # type: ignore[attr-defined]
        await pilot.press("backspace", *"/nosuch:x", "enter")
        assert isinstance(bench.app.screen, PaletteScreen), "a filter that makes no sense can be mended"
        await pilot.press("escape")


async def test_the_help_is_narrowed_by_a_key_as_by_a_word_and_tells_own_keys(tmp_path: Path) -> None:
    bench = Bench(tmp_path, TICKETS, lang="en")
    bench.desk.keys = keymap.effective({"reassign": ("Q", "f4")})
    screen = HelpScreen(bench.desk, "queue")
    assert screen.entries("Q")[0].id == "key:reassign"
    assert "your own; usually r F4" in screen.entries("Q")[0].title
    assert screen.entries("ctrl+s")[0].id == "key:filter"
    assert screen.entries("？")[0].id == "key:help"
    assert screen.entries("half a page")[0].id == "key:half_down"
    bench.close()
