"""Every command's form at the keyboard: each field is reached, several units are picked, moments are read, long texts are kept."""

from datetime import UTC, datetime
from functools import partial
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Input, TextArea

from api_client.models.commands import Exclude, Hang, Mediate, Merge, Whistle
from tests.tui.fake_desk import NOW, FakeDesk, OneScreen, line
from tests.tui.screens.test_form import NUMBERS, fault, form, held_view, opened, pane, typed
from tests.tui.waiting import until
from tui.screens.form import FormScreen
from widgets.forms.command_fields import OF_TICKETS, Shape, fields_of
from widgets.forms.field_row import FieldRow
from widgets.forms.inputs import Line, NoteArea
from widgets.forms.moment_line import MomentLine
from widgets.forms.units_picker import UnitsPicker

LONG = "水管爆裂，路面塌陷。" * 1000
"""10,000 signs."""
SIGNING = ("cosign", "decline")


def drawn(screen: FormScreen) -> list[str]:
    """The screen as it is painted."""
    return [strip.text for strip in screen._compositor.render_strips()]


def row(screen: FormScreen, name: str) -> FieldRow:
    return next(one for one in screen.query(FieldRow) if one.field.name == name)


def covering() -> list[str]:
    """Commands that among them have every kind of field, as few as come first."""
    kinds: set[Shape] = set()
    chosen = []
    for do in OF_TICKETS:
        fresh = {field.shape for field in fields_of(do)} - kinds
        if do not in SIGNING and fresh:
            kinds |= fresh
            chosen.append(do)
    return chosen


@pytest.mark.parametrize(("lang", "size", "which"), [("zh", (60, 20), 0), ("en", (80, 24), 1)])
async def test_every_field_of_every_command_is_reached_by_tab(lang: str, size: tuple[int, int], which: int) -> None:
    desk = FakeDesk(lang)
    _, desk.views[NUMBERS[0]] = held_view()
    app = OneScreen(Screen())
    async with app.run_test(size=size) as pilot:
        for do in OF_TICKETS[which::2]:
            screen = FormScreen(desk.as_desk, do, [] if do == "register" else [line(NUMBERS[0])])
            app.push_screen(screen)
            await opened(pilot, screen)
            rows = list(screen.query(FieldRow))
            names = [one.field.name for one in rows]
            assert names == ([field.name for field in fields_of(do)] if do not in SIGNING else ["request", "which", "text"])
            rows[0].focus_control()
            for one in rows:
                await until(pilot, partial(in_sight, screen, one))
                screen.focus_next()  # what Tab does
            assert desk.say(f"command.{'cosign' if do in SIGNING else do}.help").split()[0][:8] in "".join(drawn(screen)) or do == "decline"
            assert all(one.label for one in rows)
            app.pop_screen()


def in_sight(screen: FormScreen, one: FieldRow) -> bool:
    """Whether the focus is in a row, and what has it is to be seen."""
    focused = screen.focused
    if focused is None or focused not in one.query("*"):
        return False
    return focused.region.height > 0 and screen.region.contains_region(focused.region.intersection(screen.region))


def holds(control: Input | TextArea, signs: int) -> bool:
    """Whether so many signs have arrived."""
    return len(control.value if isinstance(control, Input) else control.text) >= signs


async def test_behind_the_last_field_comes_the_first_one_and_nothing_typed_is_lost() -> None:
    app, screen = form(FakeDesk(), "escalate")
    async with app.run_test(size=(60, 20)) as pilot:
        await opened(pilot, screen)
        await pilot.press("tab", "a", "tab", "b")
        assert [row(screen, name).raw for name in ("to", "reason")] == ["a", "b"]


async def test_ten_thousand_signs_pasted_into_any_kind_of_field_harm_nothing() -> None:
    desk = FakeDesk()
    app = OneScreen(Screen())
    async with app.run_test(size=(80, 24)) as pilot:
        for do in covering():
            screen = FormScreen(desk.as_desk, do, [] if do == "register" else [line(NUMBERS[0])])
            app.push_screen(screen, app.results.append)
            await opened(pilot, screen)
            for one in screen.query(FieldRow):
                one.focus_control()
                focused = screen.focused
                if not isinstance(focused, Input | TextArea):
                    continue
                focused.post_message(events.Paste(LONG + "\x1b[2J"))
                await until(pilot, partial(holds, focused, len(LONG)))
            await pilot.press("ctrl+s")
            notes = [note.text for note in screen.query(NoteArea)]
            assert all(note.startswith(LONG) for note in notes)
            assert "\x1b" not in "".join(drawn(screen)) + "".join(notes)
            long = [one for one in screen.query(FieldRow) if one.field.shape in (Shape.LINE, Shape.LINES, Shape.UNIT, Shape.UNITS, Shape.MOMENT)]
            assert app.results == [] or not long
            assert not long or fault(screen)
            app.results.clear()
            if app.screen is screen:
                app.pop_screen()


async def whistled(pilot: Pilot[Any], screen: FormScreen) -> None:
    await opened(pilot, screen)
    await pilot.press("end", "enter")
    for letters in ("hdq", "cyq"):
        await typed(pilot, letters)
        await pilot.press("enter")


@pytest.mark.parametrize(
    ("size", "lang", "names"), [((80, 24), "zh", ("海淀区", "朝阳区")), ((120, 40), "en", ("Haidian District", "Chaoyang District"))]
)
async def test_units_are_picked_one_after_the_other(size: tuple[int, int], lang: str, names: tuple[str, str]) -> None:
    desk = FakeDesk(lang)
    app, screen = form(desk, "whistle")
    async with app.run_test(size=size) as pilot:
        await whistled(pilot, screen)
        assert row(screen, "units").value == ["110108", "110105"]
        await until(pilot, lambda: all(f"{at} {name}" in "\n".join(drawn(screen)) for at, name in enumerate(names, 1)))
        await pilot.press("enter", "enter")
        await typed(pilot, "burst")
        await until(pilot, lambda: len(pane(screen)) > 0 and bool(desk.previewed))
        await pilot.press("enter")
        await until(pilot, lambda: app.results)
    (command,) = app.results[0]
    assert isinstance(command, Whistle)
    assert (command.kind, command.units, command.mode, command.matter) == ("emergency", ("110108", "110105"), "onsite", "burst")


async def test_the_last_unit_is_taken_back_and_a_pick_in_the_line_counts() -> None:
    app, screen = form(FakeDesk(), "whistle")
    async with app.run_test(size=(80, 24)) as pilot:
        await whistled(pilot, screen)
        await pilot.press("backspace")
        assert row(screen, "units").value == ["110108"]
        await typed(pilot, "hdq")
        await pilot.press("enter")
        assert row(screen, "units").value == ["110108"], "the same unit twice is one"
        await typed(pilot, "zzzz")
        assert row(screen, "units").fault == "not_picked"
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert app.results == []
        assert "召集单位：“zzzz”还没选定" in fault(screen)


async def test_a_draft_brings_the_units_back() -> None:
    desk = FakeDesk()
    app, screen = form(desk, "whistle")
    async with app.run_test(size=(80, 24)) as pilot:
        await whistled(pilot, screen)
        await typed(pilot, "zz")
        await pilot.press("escape")
        await until(pilot, lambda: app.results == [[]])
    app, screen = form(desk, "whistle")
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, screen)
        assert screen.query_one(UnitsPicker).raw == ["110108", "110105", "zz"]


@pytest.mark.parametrize(
    ("text", "meant", "shown"),
    [
        ("+3d", datetime(2026, 11, 25, 12, 0, tzinfo=UTC), "= 2026-11-25 20:00，剩 3天"),
        ("2026-11-30 18:00", datetime(2026, 11, 30, 10, 0, tzinfo=UTC), "= 2026-11-30 18:00，剩 7天22小时"),
    ],
)
async def test_a_moment_is_shown_as_it_is_meant_and_sent_as_it_is_shown(text: str, meant: datetime, shown: str) -> None:
    desk = FakeDesk()
    app, screen = form(desk, "hang")
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, screen)
        await typed(pilot, text)
        await until(pilot, lambda: any(shown in line for line in drawn(screen)))
        await pilot.press("enter")
        await typed(pilot, "规划")
        await pilot.press("enter")
        await typed(pilot, "暂无")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.results)
    (command,) = app.results[0]
    assert isinstance(command, Hang)
    assert command.until == meant


@pytest.mark.parametrize(("lang", "sentence"), [("zh", "最迟再议 不是时间：写成 +3d"), ("en", "Look again by is no time: write +3d")])
async def test_what_is_no_moment_is_refused_in_a_clear_sentence(lang: str, sentence: str) -> None:
    desk = FakeDesk(lang)
    app, screen = form(desk, "hang")
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, screen)
        await typed(pilot, "soon")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert sentence in fault(screen)
        assert app.results == []
        assert isinstance(screen.focused, Line)
        assert desk.previewed == []


async def test_a_refused_command_brings_its_moment_back_on_the_city_s_clock() -> None:
    body = {"do": "hang", "until": "2026-12-22T10:00:00Z", "condition": "规划", "reason": "暂无", "requester_told": True}
    app, screen = form(FakeDesk(), "hang", raw=body)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, screen)
        assert screen.query_one(MomentLine).typed == "2026-12-22 18:00"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.results)
    assert app.results[0][0].until == datetime(2026, 12, 22, 10, 0, tzinfo=UTC)


async def test_a_moment_counted_from_now_stays_while_time_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = FakeDesk()
    app, screen = form(desk, "hang")
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, screen)
        await typed(pilot, "+1d")
        meant = row(screen, "until").value
        monkeypatch.setattr(desk, "now", lambda: int(NOW.timestamp()) + 3600)
        await pilot.press("enter")
        await typed(pilot, "x")
        assert row(screen, "until").value == meant


async def test_offline_without_a_city_a_moment_says_that_it_is_in_utc(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = FakeDesk("en")
    desk.city_known = False
    monkeypatch.setattr("tui.screens.form.ANSWER_WITHIN_SECONDS", 0.01)
    app, screen = form(desk, "hang")
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, screen)
        await typed(pilot, "2026-11-30 18:00")
        await until(pilot, lambda: any("= 2026-11-30 18:00 UTC" in line for line in drawn(screen)))


async def test_lists_have_a_least_and_a_most() -> None:
    app, screen = form(FakeDesk("en"), "mediate")
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, screen)
        await typed(pilot, "a")
        await pilot.press("tab", "y", "tab")
        await typed(pilot, "b")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert "Parties needs 2 at least, 1 now" in fault(screen)
        row(screen, "parties").query_one(NoteArea).text = "\n".join(f"p{n}" for n in range(21))
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert "Parties takes 20 at most, 21 now" in fault(screen)
        row(screen, "parties").query_one(NoteArea).text = "a\nb"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.results)
    assert isinstance(app.results[0][0], Mediate)
    assert app.results[0][0].parties == ("a", "b")


async def test_the_effect_is_shown_before_the_evidence_is_written() -> None:
    desk = FakeDesk("en")
    app, screen = form(desk, "exclude")
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, screen)
        await pilot.press("end")
        await until(pilot, lambda: desk.previewed)
        (asked,) = desk.previewed
        assert isinstance(asked, Exclude)
        assert (asked.why, asked.evidence) == ("objective", ("…",))
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert app.results == [], "a stand-in is never sent"


async def test_a_number_that_is_none_is_told_with_an_example() -> None:
    app, screen = form(FakeDesk("en"), "merge")
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, screen)
        await typed(pilot, "20261122-1")
        await pilot.press("tab")
        await typed(pilot, "same")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert "Into ticket is not written right; as in 20261122-000123" in fault(screen)
        for text in ("12", "P2026-0007"):
            row(screen, "into").query_one(Input).value = text
            assert row(screen, "into").fault
        row(screen, "into").query_one(Input).value = NUMBERS[1]
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.results)
    assert isinstance(app.results[0][0], Merge)
    assert app.results[0][0].into == NUMBERS[1]


async def test_units_are_cut_to_the_width_and_the_star_is_explained_where_there_is_room() -> None:
    app, screen = form(FakeDesk("en"), "reassign")
    async with app.run_test(size=(60, 20)) as pilot:
        await opened(pilot, screen)
        await until(pilot, lambda: any("  Chaoyang District" in line for line in drawn(screen)))
        assert "required" not in drawn(screen)[-1]
        await pilot.press("ctrl+s")
        assert "Still to fill in: New lead unit, Reason" in fault(screen)
        await pilot.resize_terminal(80, 24)
        await until(pilot, lambda: "* required" in drawn(screen)[-1])


async def test_another_tier_has_no_choice_to_leave_it_open() -> None:
    app, screen = form(FakeDesk("en"), "change_tier")
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, screen)
        assert row(screen, "tier").fault == "missing"
        assert not any("as the catalogue" in line for line in drawn(screen))
        await pilot.press("3")
        assert row(screen, "tier").value == "7d"
