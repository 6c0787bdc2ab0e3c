"""Night triage pressed as a person does: one ticket at a time, the next by itself, put off, taken back, and the end."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len
from rich.color import Color
from rich.style import Style
from textual.screen import Screen

from api_client.errors import Unreachable
from api_client.models.commands import Note, Sign
from api_client.models.page import Problem
from tests.tui.desk_parts import Bench, command, page, ticket
from tests.tui.fake_desk import view
from tests.tui.queue.test_queue import screen_text
from tests.tui.waiting import until
from tests.widgets.queue_lines import NOW
from tui.link import Arrived, LinkChanged, Settled, Ticked
from tui.screens.night import NightScreen
from tui.settings import Settings
from tui.themes import theme

BURNING = 6
TICKETS = [ticket(serial, due=serial * 100 - 250) for serial in range(1, BURNING + 1)] + [
    ticket(serial, due=serial * 4000) for serial in range(20, 30)
]


@pytest.fixture
async def bench(tmp_path: Path) -> AsyncIterator[Bench]:
    made = Bench(tmp_path, TICKETS)
    made.link.ask = unreachable  # type: ignore[method-assign] # a line that goes nowhere
    yield made
    made.close()


async def unreachable(*_: object, **__: object) -> str:
    raise Unreachable("refused")


def night(bench: Bench) -> NightScreen:
    screen = bench.app.screen_stack[1]
    assert isinstance(screen, NightScreen)
    return screen


def on(bench: Bench) -> int:
    """The serial of the ticket that is on; 0 for none."""
    line = night(bench).run_through.current if len(bench.app.screen_stack) > 1 else None
    return int(line.number[-6:]) if line else 0


def answers_at_once(bench: Bench, kind: Any = Sign) -> list[str]:
    """A form that asks nothing; returns the numbers it was opened for."""
    opened: list[str] = []

    class Form(Screen[list[Any]]):
        def __init__(self, number: str) -> None:
            super().__init__()
            self.number = number

        def on_mount(self) -> None:
            more = {"text": "x"} if kind is Note else {}
            self.dismiss([kind(id=command(1).id, ticket=self.number, seen=1, **more)])

    def form(do: str, lines: list[Any], **_: Any) -> Form:
        opened.append(lines[0].number)
        return Form(lines[0].number)

    bench.desk.screens["form"] = form
    return opened


async def test_it_shows_the_worst_ticket_large_with_what_is_next(bench: Bench) -> None:
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("7")
        await until(pilot, lambda: on(bench) == 1)
        await until(pilot, lambda: "连不上热线" in "\n".join(screen_text(bench)))
        lines = screen_text(bench)
        assert [cell_len(line) for line in lines] == [80] * 24
        said = "\n".join(lines)
        for words in (
            "第 1 件，共 6 件",
            "✖  超期",
            "签收",
            "short",
            "万柳街道 万柳中路 1 号",
            "热力集团",
            "待签收",
            "督办、待会签",
            "d 派单",
            "22-000002",
        ):
            assert words in said, words
        assert lines[22].startswith("1/6 ")
        assert lines[23].rstrip().endswith("? 帮助  q 退出")
        assert night(bench).card.page.zone is not None


async def test_only_what_may_be_asked_of_the_ticket_is_named_at_the_bottom(bench: Bench) -> None:
    async def answers(*_: object, **__: object) -> str:
        return view().model_dump_json()

    bench.link.ask = answers  # type: ignore[method-assign] # a line that knows one ticket
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("7")
        await until(pilot, lambda: "可办：o 备注  r 改派" in "\n".join(screen_text(bench)))
        assert screen_text(bench)[-1].split("  ")[:5] == ["n 下一件", "z 缓到", "r 改派", "o 备注", "u 撤回"]


async def test_after_a_decision_the_next_one_is_on_and_at_the_end_nothing_is(bench: Bench) -> None:
    opened = answers_at_once(bench)
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("7")
        for serial in range(1, BURNING + 1):
            await until(pilot, lambda serial=serial: on(bench) == serial)  # type: ignore[misc] # bound for mypy's eyes only
            assert night(bench).run_through.place == (serial, BURNING)
            await pilot.press("s")
        await until(pilot, lambda: on(bench) == 0)
        assert opened == [f"20261122-{serial:06}" for serial in range(1, BURNING + 1)]
        assert len(bench.outbox.waiting()) == BURNING
        await until(pilot, lambda: "没有超期或紧迫的工单。" in "\n".join(screen_text(bench)))
        said = "\n".join(screen_text(bench))
        assert "下一个时限" in said
        assert "22-000020" in said
        for key in ("n", "z", "enter", "r"):
            night(bench).status.show(note="")
            await pilot.press(key)
            await until(pilot, lambda: "没有选中的工单" in "\n".join(screen_text(bench)))


async def test_undo_brings_the_decided_ticket_back(bench: Bench) -> None:
    answers_at_once(bench)
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("7")
        await until(pilot, lambda: on(bench) == 1)
        await pilot.press("s")
        await until(pilot, lambda: on(bench) == 2)
        await pilot.press("u")
        await until(pilot, lambda: on(bench) == 1)
        assert bench.outbox.waiting() == []
        assert night(bench).run_through.place == (1, BURNING)


async def test_a_refused_decision_comes_again_with_the_rule_s_sentence(bench: Bench) -> None:
    answers_at_once(bench)
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("7")
        await until(pilot, lambda: on(bench) == 1)
        await pilot.press("s")
        await until(pilot, lambda: on(bench) == 2)
        row = bench.outbox.waiting()[0]
        answer = Problem(status=409, code="x", detail="已由他人签收").model_dump_json()
        bench.outbox.settle(row.id, state="refused", answer=answer, now=NOW)
        bench.app.post_message(Settled(bench.outbox.row(row.id), why="已由他人签收"))
        await until(pilot, lambda: "20261122-000001" in [line.number for line in night(bench).run_through.ahead[1:2]])
        assert on(bench) == 2, "the one that is on stays on"
        await pilot.press("n")
        await until(pilot, lambda: "被拒：已由他人签收" in "\n".join(screen_text(bench)))


async def test_a_note_decides_nothing(bench: Bench) -> None:
    answers_at_once(bench, Note)
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("7")
        await until(pilot, lambda: on(bench) == 1)
        await pilot.press("o")
        await until(pilot, lambda: len(bench.outbox.waiting()) == 1)
        await until(pilot, lambda: "备注  待送" in "\n".join(screen_text(bench)))
        assert on(bench) == 1


async def test_passing_over_and_beginning_again(bench: Bench) -> None:
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("7")
        await until(pilot, lambda: on(bench) == 1)
        await pilot.press("n", "ｎ", "f5")
        await until(pilot, lambda: on(bench) == 4)
        await pilot.press("u")
        await until(pilot, lambda: on(bench) == 3)
        await pilot.press("n", "n", "n", "n")
        await until(pilot, lambda: "跳过的 6 件仍然紧迫" in "\n".join(screen_text(bench)))
        await pilot.press("n")
        await until(pilot, lambda: on(bench) == 1)
        assert night(bench).run_through.place == (1, BURNING)


async def test_putting_off_survives_a_restart_and_burning_more_ends_it(bench: Bench, tmp_path: Path) -> None:
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("7")
        await until(pilot, lambda: on(bench) == 1)
        await pilot.press("n", "n", "z", *"soon", "enter")
        await until(pilot, lambda: "看不懂「soon」" in screen_text(bench)[22])
        assert on(bench) == 3
        await pilot.press(*["backspace"] * 4, *"2h", "enter")
        await until(pilot, lambda: on(bench) == 4)
        assert "20261122-000003 缓到 22:00" in screen_text(bench)[22]
        await until(pilot, lambda: "缓看 1 件" in screen_text(bench)[0])
    again = Bench(tmp_path, TICKETS)
    again.link.ask = unreachable  # type: ignore[method-assign] # a line that goes nowhere
    async with again.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("7")
        await until(pilot, lambda: on(again) == 1)
        assert list(night(again).run_through.asleep) == ["20261122-000003"]
        again.wall += 60  # it was due in 50 seconds
        for _ in range(3):
            again.app.screen.post_message(Ticked())
        await until(pilot, lambda: not night(again).run_through.asleep)
        assert "20261122-000003" in [line.number for line in night(again).run_through.ahead]
    again.close()


async def test_undo_wakes_what_was_put_off_and_escape_leaves_the_line_first(bench: Bench) -> None:
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("7")
        await until(pilot, lambda: on(bench) == 1)
        await pilot.press("z", *"30m", "enter")
        await until(pilot, lambda: on(bench) == 2)
        await pilot.press("u")
        await until(pilot, lambda: on(bench) == 1)
        assert night(bench).snoozes.all() == {}
        await pilot.press("z")
        assert screen_text(bench)[-1].strip() == "Enter 确定  Esc 返回"
        await pilot.press("escape")
        assert isinstance(bench.app.screen, NightScreen)
        assert screen_text(bench)[-1].startswith("n 下一件")
        await pilot.press("escape")
        await until(pilot, lambda: bench.app.screen is bench.queue)


async def test_a_file_that_cannot_be_written_is_said(bench: Bench) -> None:
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("7")
        await until(pilot, lambda: on(bench) == 1)
        night(bench).snoozes.path = Path("/nonexistent/snoozed.json")
        await pilot.press("z", *"30m", "enter")
        await until(pilot, lambda: "没有记下" in screen_text(bench)[22])
        assert on(bench) == 1


async def test_it_keeps_to_the_queue_s_filter(bench: Bench) -> None:
    async with bench.app.run_test(size=(80, 24)) as pilot:
        bench.queue.filter_by("tier:2h")
        await pilot.press("7")
        await until(pilot, lambda: on(bench) == 4)
        assert night(bench).run_through.place == (1, 1)
        await until(pilot, lambda: "/tier:2h" in screen_text(bench)[22])


async def test_where_the_queue_s_filter_can_be_read_no_more_it_keeps_to_none(bench: Bench) -> None:
    screen = NightScreen(bench.desk, "tier:5d")
    assert (screen.filter, screen.query_on.whole) == ("", True)


async def test_what_arrives_waits_behind_the_ticket_that_is_on(bench: Bench) -> None:
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("7")
        await until(pilot, lambda: on(bench) == 1)
        bench.mirror.apply(page(bench.mirror, ticket(90, due=-9000)), wall=bench.wall)
        bench.app.post_message(Arrived(frozenset({"20261122-000090"})))
        await until(pilot, lambda: "22-000090" in "\n".join(screen_text(bench)))
        assert on(bench) == 1
        gone = page(bench.mirror, gone=("20261122-000001",))
        bench.mirror.apply(gone, wall=bench.wall)
        bench.app.post_message(Arrived(frozenset({"20261122-000001"})))
        await until(pilot, lambda: on(bench) == 90)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", [(60, 15), (60, 20), (80, 24), (120, 40), (160, 50)])
async def test_every_size_holds_what_matters(bench: Bench, size: tuple[int, int], lang: str) -> None:
    bench.desk.say.lang = lang
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("7")
        await until(pilot, lambda: on(bench) == 1)
        await pilot.resize_terminal(*size)
        await until(pilot, lambda: [cell_len(line) for line in screen_text(bench)] == [size[0]] * size[1])
        await until(pilot, lambda: any("short" in line for line in screen_text(bench)))
        said = "\n".join(screen_text(bench))
        words = ("超期", "签收", "接下来") if lang == "zh" else ("overdue", "sign, due", "then")
        assert all(word in said for word in words), said


async def test_below_the_smallest_size_one_sentence(bench: Bench) -> None:
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("7")
        await pilot.resize_terminal(50, 12)
        await until(pilot, lambda: "窗口太小" in screen_text(bench)[0])
        await pilot.resize_terminal(80, 24)
        await until(pilot, lambda: "第 1 件" in screen_text(bench)[0])


async def test_the_line_and_the_language_are_said(bench: Bench) -> None:
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("7")
        bench.app.post_message(LinkChanged("lost", NOW, "refused"))
        await until(pilot, lambda: "断线 20:00起" in screen_text(bench)[22])
        await pilot.press("ctrl+l")
        await until(pilot, lambda: "1 of 6" in screen_text(bench)[0])


def painted(bench: Bench) -> set[Color | None]:
    """Every ground, and every colour on one."""
    styles = [segment.style or Style() for strip in bench.app.screen._compositor.render_strips() for segment in strip]
    return {style.bgcolor for style in styles} | {style.color for style in styles if style.color}


@pytest.mark.parametrize(("settings", "queue_too"), [(Settings(theme="night"), True), (Settings(night_theme=True), False)])
async def test_low_light_is_red_and_amber_on_black(tmp_path: Path, settings: Settings, queue_too: bool) -> None:
    bench = Bench(tmp_path, TICKETS, settings=settings)
    bench.link.ask = unreachable  # type: ignore[method-assign] # a line that goes nowhere
    of_the_night = {colour for look in theme("night", "truecolor").looks.values() for colour in (look.color, look.bgcolor) if colour}
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: (painted(bench) <= of_the_night) is queue_too)
        await pilot.press("7")
        await until(pilot, lambda: on(bench) == 1)
        await until(pilot, lambda: painted(bench) <= of_the_night)
        await pilot.press("escape")
        await until(pilot, lambda: (painted(bench) <= of_the_night) is queue_too)
    bench.close()
