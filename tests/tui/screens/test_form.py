"""The form for any command: filled in by keys, previewed as it is typed, never losing a word."""

import asyncio
import base64
import json
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input, Static

from api_client.errors import Refused, Stale, Unreachable
from api_client.models.commands import CoSign, Decline, Dispatch, Extend, Reassign, Sign
from api_client.models.page import Outcome
from api_client.models.parts import Held
from tests.tui.fake_desk import LEADER, NOW, FakeDesk, OneScreen, line, outcome, problem, recorded, ticket, view
from tests.tui.waiting import until
from tui.drafts import Draft, Drafts
from tui.screens.form import FormScreen
from widgets.forms.command_fields import OF_TICKETS
from widgets.forms.field_row import FieldRow
from widgets.forms.inputs import NoteArea
from widgets.forms.unit_picker import UnitPicker
from widgets.outcome.drafting import AnyCommand
from widgets.outcome.pane import OutcomePane

ADVERSARIAL = Path(__file__).parents[3].parent / "shared" / "data" / "adversarial" / "items.jsonl"
NUMBERS = ("20261122-000123", "20261122-000124", "20261122-000125")


def form(desk: FakeDesk, do: str, *numbers: str, **more: Any) -> tuple[OneScreen, FormScreen]:
    screen = FormScreen(desk.as_desk, do, [line(number) for number in numbers or NUMBERS[:1]], **more)
    return OneScreen(screen), screen


async def opened(pilot: Pilot[Any], screen: FormScreen) -> None:
    await until(pilot, lambda: screen.query(FieldRow))
    await pilot.pause()


def pane(screen: FormScreen) -> str:
    return screen.query_one(OutcomePane).said


def fault(screen: FormScreen) -> str:
    said = screen.query_one("#fault", Static)
    return str(said.content) if said.display else ""


def files(folder: Path) -> list[Path]:
    return list(folder.iterdir())


async def typed(pilot: Pilot[Any], text: str) -> None:
    await pilot.press(*("space" if sign == " " else sign for sign in text))


async def test_a_reassignment_by_initials() -> None:
    desk = FakeDesk()
    app, screen = form(desk, "reassign")
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, screen)
        await typed(pilot, "hdq")
        await until(pilot, lambda: "“hdq”还没选定" in pane(screen))
        await pilot.press("enter")
        await typed(pilot, "属地在海淀")
        await until(pilot, lambda: "告知    海淀区（主办）" in pane(screen))
        await pilot.press("enter")
        await until(pilot, lambda: app.results)
    (commands,) = app.results
    (command,) = commands
    assert isinstance(command, Reassign)
    assert (command.ticket, command.seen, command.unit, command.reason) == ("20261122-000123", 4, "110108", "属地在海淀")


async def test_the_preview_tells_the_clock_effect_before_the_reason_is_written() -> None:
    desk = FakeDesk("en")
    app, screen = form(desk, "reassign")
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot, screen)
        assert "Still to fill in: New lead unit, Reason" in pane(screen)
        await typed(pilot, "hdq")
        await pilot.press("enter")
        await until(pilot, lambda: "due 11-23 18:00 unchanged, 22h left" in pane(screen))
        assert "sign starts, due 20:15, 15 min left" in pane(screen)


async def test_more_text_in_the_reason_asks_for_no_new_preview() -> None:
    desk = FakeDesk()
    app, screen = form(desk, "note")
    async with app.run_test() as pilot:
        await opened(pilot, screen)
        await until(pilot, lambda: "时限" in pane(screen))
        asked = len(desk.previewed)
        await typed(pilot, "abcdef")
        await pilot.pause(0.4)
    assert len(desk.previewed) <= asked + 1


async def test_a_unit_is_picked_by_chinese_and_by_arrow() -> None:
    app, screen = form(FakeDesk(), "dispatch")
    async with app.run_test() as pilot:
        await opened(pilot, screen)
        await typed(pilot, "海淀")
        picker = screen.query_one(UnitPicker)
        assert [candidate.name for candidate in picker.found][:2] == ["海淀区", "海淀街道"]
        await pilot.press("down", "enter")
        assert picker.value
        assert screen.query_one(UnitPicker).query_one(Input).value == "海淀街道"


async def test_a_unit_half_typed_is_not_sent() -> None:
    desk = FakeDesk()
    app, screen = form(desk, "dispatch")
    async with app.run_test() as pilot:
        await opened(pilot, screen)
        await typed(pilot, "zzzz")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert app.results == []
        assert "主办单位" in fault(screen)


async def test_a_refusal_shows_at_once_and_keeps_the_text() -> None:
    desk = FakeDesk()

    def refuse(command: AnyCommand) -> Outcome:
        raise Refused(problem())

    desk.answer = refuse
    app, screen = form(desk, "note")
    async with app.run_test() as pilot:
        await opened(pilot, screen)
        await typed(pilot, "请留意")
        await until(pilot, lambda: "工单已结案，不能改派。" in pane(screen))
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert app.results == []
        assert "工单已结案" in fault(screen)
        assert screen.query_one(NoteArea).text == "请留意"


async def test_confirming_a_stale_ticket_sends_the_version_it_has_now() -> None:
    desk = FakeDesk()

    def stale(command: AnyCommand) -> Outcome:
        raise Stale(problem("stale", "已有变化", 412, version=9, changed=(recorded("signed", 9, by=LEADER),)))

    desk.answer = stale
    app, screen = form(desk, "sign")
    async with app.run_test() as pilot:
        await opened(pilot, screen)
        await until(pilot, lambda: "周宁" in pane(screen))
        await pilot.press("f10")
        await until(pilot, lambda: app.results)
    assert isinstance(app.results[0][0], Sign)
    assert app.results[0][0].seen == 9


async def test_offline_it_says_so_and_sends_all_the_same() -> None:
    desk = FakeDesk("en")

    def unreachable(command: AnyCommand) -> Outcome:
        raise Unreachable("cut")

    desk.answer = unreachable
    app, screen = form(desk, "sign")
    async with app.run_test() as pilot:
        await opened(pilot, screen)
        await until(pilot, lambda: "hotline unreachable: the rules will be applied when it is back" in pane(screen))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.results)
    assert len(app.results[0]) == 1


async def test_ten_thousand_signs_are_pasted_whole() -> None:
    text = "暖气不热，一共十个字。\n" * 834
    text = text[:10_000].rstrip("\n")
    app, screen = form(FakeDesk(), "note")
    async with app.run_test() as pilot:
        await opened(pilot, screen)
        screen.query_one(NoteArea).post_message(events.Paste(text))
        await until(pilot, lambda: screen.query_one(NoteArea).text == text)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.results)
    assert app.results[0][0].text == text


async def test_a_paste_into_a_line_loses_nothing_but_its_line_breaks() -> None:
    app, screen = form(FakeDesk(), "route_elsewhere")
    async with app.run_test() as pilot:
        await opened(pilot, screen)
        box = screen.query("Line").first(Input)
        box.focus()
        box.post_message(events.Paste("一\r\n二\x1b[31m"))
        await until(pilot, lambda: box.value)
        assert box.value == "一 二␛[31m"


async def test_a_line_break_by_key_does_not_confirm() -> None:
    app, screen = form(FakeDesk(), "note")
    async with app.run_test() as pilot:
        await opened(pilot, screen)
        await typed(pilot, "ab")
        await pilot.press("ctrl+j")
        await typed(pilot, "cd")
        await pilot.pause()
        assert screen.query_one(NoteArea).text == "ab\ncd"
        assert app.results == []


@pytest.mark.parametrize("sizes", [((80, 24), (120, 40), (60, 20)), ((60, 20), (40, 8), (140, 45))])
async def test_resizing_loses_nothing(sizes: tuple[tuple[int, int], ...]) -> None:
    app, screen = form(FakeDesk(), "reassign")
    async with app.run_test(size=sizes[0]) as pilot:
        await opened(pilot, screen)
        await typed(pilot, "hdq")
        await pilot.press("enter")
        await typed(pilot, "abc")
        before = [row.raw for row in screen.query(FieldRow)]
        focused = screen.focused
        for size in sizes[1:]:
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert [row.raw for row in screen.query(FieldRow)] == before
            assert screen.focused is focused


async def test_leaving_keeps_a_draft_and_coming_back_finds_it() -> None:
    desk = FakeDesk()
    app, screen = form(desk, "reassign")
    async with app.run_test() as pilot:
        await opened(pilot, screen)
        await typed(pilot, "hdq")
        await pilot.press("enter")
        await typed(pilot, "abc")
        await pilot.press("escape")
        await until(pilot, lambda: app.results == [[]])
    app, screen = form(desk, "reassign")
    async with app.run_test() as pilot:
        await opened(pilot, screen)
        assert screen.query_one(UnitPicker).value == "110108"
        assert screen.query_one(NoteArea).text == "abc"
        assert "已恢复" in fault(screen)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.results)
    assert not list(desk.drafts)


async def test_leaving_an_untouched_form_keeps_nothing() -> None:
    desk = FakeDesk()
    app, screen = form(desk, "feedback")
    async with app.run_test() as pilot:
        await opened(pilot, screen)
        await pilot.press("escape")
        await until(pilot, lambda: app.results == [[]])
    assert not list(desk.drafts)


async def test_a_refused_command_comes_back_with_its_text_and_the_reason_and_leaves_an_older_draft_alone() -> None:
    body = Extend(id=uuid4(), ticket=NUMBERS[0], seen=4, hours=12, reason="停热检修").model_dump(mode="json")
    desk = FakeDesk()
    older = Draft(f"extend {NUMBERS[0]}")
    desk.drafts.keep(older, {"reason": "另写的"})
    app, screen = form(desk, "extend", raw=body, trouble=problem(detail="须先告知诉求人。"))
    async with app.run_test() as pilot:
        await opened(pilot, screen)
        assert [row.raw for row in screen.query(FieldRow)] == ["12", "停热检修", False]
        assert "须先告知诉求人" in fault(screen)
        await pilot.press("escape")
        await until(pilot, lambda: app.results == [[]])
    assert list(desk.drafts) == [older]
    assert older.raw == {"reason": "另写的"}


async def test_what_is_typed_is_put_down_while_the_form_stands(tmp_path: Path) -> None:
    desk = FakeDesk()
    desk.drafts = Drafts(tmp_path, desk.wall)
    broken = tmp_path / "draft.gone.1.json"
    broken.write_text("{", encoding="utf-8")
    app, screen = form(desk, "note")
    async with app.run_test() as pilot:
        await opened(pilot, screen)
        assert f"读不出来（{broken.name}" in fault(screen)
        await typed(pilot, "abc")
        await until(pilot, lambda: list(Drafts(tmp_path, desk.wall)))
        [left] = Drafts(tmp_path, desk.wall)
        assert left.raw["text"] == "abc"
        assert not fault(screen)
        [path] = files(tmp_path)
        path.with_suffix(".new").mkdir()
        await typed(pilot, "d")
        await until(pilot, lambda: "草稿未能存盘" in fault(screen))
        assert len(list(Drafts(tmp_path, desk.wall))) == 1
        path.with_suffix(".new").rmdir()
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.results)
    assert not files(tmp_path)


@pytest.mark.parametrize(("text", "sentence"), [("0", "1 to 360"), ("361", "1 to 360"), ("x", "1 to 360"), ("", "Hours")])
async def test_a_number_out_of_range_is_told(text: str, sentence: str) -> None:
    app, screen = form(FakeDesk("en"), "extend")
    async with app.run_test() as pilot:
        await opened(pilot, screen)
        await typed(pilot, text)
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert sentence in fault(screen)
        assert app.results == []


async def test_full_width_digits_are_digits() -> None:
    app, screen = form(FakeDesk(), "extend")
    async with app.run_test() as pilot:
        await opened(pilot, screen)
        screen.query("Line").first(Input).value = "１２"
        screen.query_one(NoteArea).text = "停热"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.results)
    assert app.results[0][0].hours == 12


async def test_many_tickets_have_one_preview_and_a_command_each() -> None:
    desk = FakeDesk("en")

    def some(command: AnyCommand) -> Outcome:
        if getattr(command, "ticket", "") == NUMBERS[1]:
            raise Refused(problem("ended", "It has ended."))
        return outcome(command)

    desk.answer = some
    app, screen = form(desk, "dispatch", *NUMBERS)
    async with app.run_test() as pilot:
        await opened(pilot, screen)
        await until(pilot, lambda: "3 tickets: 2 will be done, 1 refused" in pane(screen))
        assert "1 refused. It has ended." in pane(screen)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.results)
    (commands,) = app.results
    assert [command.ticket for command in commands] == [NUMBERS[0], NUMBERS[2]]
    assert all(isinstance(command, Dispatch) for command in commands)
    assert len({command.id for command in commands}) == 2


# -- signing


def held_view() -> tuple[Held, Any]:
    held = Held(request=uuid4(), command={"do": "extend", "hours": 48, "reason": "停热检修"}, maker=LEADER, at=NOW - timedelta(hours=1), signers=())
    return held, view(ticket(held=(held,)))


async def test_a_request_is_shown_and_signed() -> None:
    desk = FakeDesk()
    held, desk.views[NUMBERS[0]] = held_view()
    app, screen = form(desk, "cosign")
    async with app.run_test() as pilot:
        await opened(pilot, screen)
        await until(pilot, lambda: "停热检修" in "".join(str(said.content) for said in screen.query(Static)))
        await pilot.press("f10")
        await until(pilot, lambda: app.results)
    assert isinstance(app.results[0][0], CoSign)
    assert app.results[0][0].request == held.request


async def test_declining_needs_a_reason() -> None:
    desk = FakeDesk()
    held, desk.views[NUMBERS[0]] = held_view()
    app, screen = form(desk, "cosign")
    async with app.run_test() as pilot:
        await opened(pilot, screen)
        await pilot.press("tab", "right", "ctrl+s")
        await pilot.pause()
        assert app.results == []
        assert "理由" in fault(screen)
        await pilot.press("tab")
        await typed(pilot, "理由不足")
        await pilot.press("enter")
        await until(pilot, lambda: app.results)
    (command,) = app.results[0]
    assert isinstance(command, Decline)
    assert (command.request, command.reason) == (held.request, "理由不足")


async def test_where_nothing_waits_it_says_so() -> None:
    desk = FakeDesk("en")
    desk.views[NUMBERS[0]] = view()
    app, screen = form(desk, "cosign")
    async with app.run_test() as pilot:
        await until(pilot, lambda: "Nothing waits for a signature here" in pane(screen))
        await pilot.press("escape")
        await until(pilot, lambda: app.results == [[]])


async def test_offline_the_summary_tells_what_waits() -> None:
    desk = FakeDesk()
    request = str(uuid4())
    desk.views[NUMBERS[0]] = Unreachable("cut")
    desk.mirror.tickets[NUMBERS[0]] = {"cosigns": [{"request": request, "do": "extend", "maker": "zhouning", "signers": []}, {"broken": 1}]}
    app, screen = form(desk, "cosign")
    async with app.run_test() as pilot:
        await opened(pilot, screen)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.results)
    assert str(app.results[0][0].request) == request


# -- anything else


@pytest.mark.parametrize("do", OF_TICKETS)
async def test_every_form_opens_and_closes(do: str) -> None:
    desk = FakeDesk("en")
    _, desk.views[NUMBERS[0]] = held_view()
    app, screen = form(desk, do)
    async with app.run_test(size=(60, 20)) as pilot:
        await opened(pilot, screen)
        await pilot.press("tab", "tab", "escape")
        await until(pilot, lambda: app.results == [[]])


async def test_a_ticket_to_be_registered_has_no_number_yet() -> None:
    screen = FormScreen(FakeDesk().as_desk, "register")
    app = OneScreen(screen)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: screen.query(FieldRow))
        await typed(pilot, "暖气")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.results)
    assert app.results[0][0].title == "暖气"


async def test_keys_typed_before_the_form_stands_are_not_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = FakeDesk()
    gate = asyncio.Event()
    city = desk.city

    async def slow_city() -> Any:
        await gate.wait()
        return await city()

    monkeypatch.setattr(desk, "city", slow_city)
    app, screen = form(desk, "note")
    async with app.run_test() as pilot:
        app.post_message(events.Key("a", "a"))
        app.post_message(events.Key("b", "b"))
        gate.set()
        app.post_message(events.Key("c", "c"))
        await until(pilot, lambda: screen.query(NoteArea) and screen.query_one(NoteArea).text == "abc")


@pytest.mark.parametrize("text", ["[red]甲[/]", "甲[/]乙", "[@click=app.quit]点[/]", "\x1b[2J"])
async def test_a_hostile_title_and_refusal_do_no_harm(text: str) -> None:
    desk = FakeDesk()

    def refuse(command: AnyCommand) -> Outcome:
        raise Refused(problem(detail=text))

    desk.answer = refuse
    screen = FormScreen(desk.as_desk, "note", [line(title=text)])
    app = OneScreen(screen)
    async with app.run_test() as pilot:
        await opened(pilot, screen)
        await until(pilot, lambda: "规则不允许" in pane(screen))
        assert "\x1b" not in pane(screen)
        drawn = "\n".join(strip.text for strip in screen._compositor.render_strips())
        assert "\x1b" not in drawn
        assert text in drawn or "\x1b" in text


@pytest.mark.skipif(not ADVERSARIAL.exists(), reason="the adversarial texts are not here")
async def test_adversarial_texts_are_pasted_harmlessly() -> None:
    app, screen = form(FakeDesk(), "route_elsewhere")
    rows = [base64.b64decode(json.loads(row)["b64"]).decode("utf-8", "replace") for row in ADVERSARIAL.read_text("utf-8").splitlines()]
    async with app.run_test() as pilot:
        await opened(pilot, screen)
        box, note = screen.query("Line").first(Input), screen.query_one(NoteArea)
        for text in rows[:: max(1, len(rows) // 60)]:
            note.text, box.value = "", ""
            note.post_message(events.Paste(text))
            box.post_message(events.Paste(text))
            await pilot.pause()
            drawn = "".join(strip.text for strip in screen._compositor.render_strips())
            assert not [sign for sign in note.text + box.value + drawn if sign != "\n" and not (sign.isprintable() or sign == "\u3000")]
