"""The queue screen: keys to effects, the filter, what is said offline, small and wide windows."""

import json
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len
from textual.screen import Screen

from api_client.models.commands import Sign
from api_client.models.page import Window
from tests.tui.desk_parts import CITY, Bench, command, fill, moment, page, ticket
from tests.tui.waiting import until
from tests.widgets.queue_lines import NOW
from tui.link import Arrived, LinkChanged, Noted, Settled
from tui.settings import Settings, View
from widgets.queue.filter_line import FilterBox

TICKETS = [ticket(serial, due=(serial - 5) * 600) for serial in range(120)]


def screen_text(bench: Bench) -> list[str]:
    """The screen as it is painted."""
    return [strip.text for strip in bench.app.screen._compositor.render_strips()]


@pytest.fixture
async def bench(tmp_path: Path) -> AsyncIterator[Bench]:
    made = Bench(tmp_path, TICKETS)
    yield made
    made.close()


async def test_80_by_24_shows_twenty_tickets_between_counts_and_keys(bench: Bench) -> None:
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "✖2" in screen_text(bench)[0])
        lines = screen_text(bench)
        assert [cell_len(line) for line in lines] == [80] * 24
        assert sum("22-000" in line for line in lines) == 20
        assert lines[22].startswith("1/120 ")
        assert lines[22].rstrip().endswith("连接中 20:00")
        assert lines[23].startswith("d 派单  s 签收  r 改派  e 提级")
        assert lines[23].rstrip().endswith("? 帮助  q 退出")


async def test_the_selection_moves_by_letters_arrows_and_full_width_letters(bench: Bench) -> None:
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("j", "down", "ｊ")
        assert bench.queue.list.cursor == 3
        await pilot.press("k", "G")
        assert bench.queue.list.cursor == 119
        await pilot.press("g", "pagedown", "ctrl+d", "ctrl+u")
        assert bench.queue.list.cursor == 20
        assert screen_text(bench)[22].startswith("21/120 ")


async def test_a_filter_is_applied_while_it_is_typed_and_its_mistakes_are_said_in_place(bench: Bench) -> None:
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("/", *"tier:2h")
        await until(pilot, lambda: bench.queue.view.exact and bench.queue.list.count == 30)
        await pilot.press(*" -nokey")
        await until(pilot, lambda: bench.queue.filter.endswith("-nokey") and bench.queue.view.exact)
        await pilot.press(*":1")
        await until(pilot, lambda: "不认识「nokey：」" in "".join(screen_text(bench)))
        assert bench.queue.list.count == 30, "a wrong filter leaves the one that works"
        await pilot.press("backspace", "backspace")
        await until(pilot, lambda: "不认识" not in "".join(screen_text(bench)))
        await pilot.press("escape")
        await until(pilot, lambda: bench.queue.list.count == 120)
        assert bench.app.focused is bench.queue.list


async def test_what_a_half_typed_filter_finds_moves_nobody(bench: Bench) -> None:
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("j")
        assert bench.queue.list.current
        stood_on = bench.queue.list.current.number
        await pilot.press("/", *"tier:2h")
        await until(pilot, lambda: bench.queue.view.exact and bench.queue.list.count == 30)
        assert bench.queue.list.current.number != stood_on
        await pilot.press(*",24h")
        await until(pilot, lambda: bench.queue.view.exact and bench.queue.list.count == 60)
        assert bench.queue.list.current.number == stood_on
        await pilot.press("backspace", "backspace", "backspace", "backspace", "escape")
        await until(pilot, lambda: bench.queue.list.count == 120)
        assert bench.queue.list.current.number == stood_on
        await pilot.press("g", "/", *"tier:24h", "backspace", "backspace", "backspace", *"15d", "enter")
        await until(pilot, lambda: bench.queue.view.exact and bench.queue.filter == "tier:15d" and bench.queue.list.count == 30)
        assert bench.queue.list.cursor == 0, "who stood at the top sees the top of what was found"


async def test_enter_keeps_a_filter_and_escape_clears_it(bench: Bench) -> None:
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("、", *"tier:24h", "enter")
        await until(pilot, lambda: bench.queue.list.count == 30)
        await until(pilot, lambda: "/tier:24h" in screen_text(bench)[22])
        await until(pilot, lambda: "2h" in screen_text(bench)[0])
        assert not screen_text(bench)[0].startswith(" 筛选 "), "the strip counts every tier, so that another one can be chosen"
        await pilot.press("/", *"short", "enter")
        await until(pilot, lambda: screen_text(bench)[0].startswith(" 筛选 "))
        await pilot.press("/")
        assert bench.app.focused is bench.queue.line.query_one(FilterBox)
        await pilot.press("escape", "escape")
        await until(pilot, lambda: bench.queue.list.count == 120)


async def test_the_filter_speaks_chinese_and_knows_units_by_their_initials(bench: Bench) -> None:
    async with bench.app.run_test(size=(80, 24)) as pilot:
        bench.queue.filter_by("主办:rljt 超期")
        await until(pilot, lambda: bench.queue.view.exact and bench.queue.list.count == 3)
        bench.queue.filter_by("望京 -档：15d")
        await until(pilot, lambda: bench.queue.view.exact and bench.queue.list.count == 15)
        bench.queue.filter_by("没有这样的字")
        await until(pilot, lambda: "没有符合筛选的工单" in screen_text(bench)[3])
        await until(pilot, lambda: "Esc 清除筛选" in screen_text(bench)[23])
        assert not any(word in screen_text(bench)[23] for word in ("派单", "打开", "标记")), "these want a ticket"
        bench.queue.filter_by("")
        await until(pilot, lambda: screen_text(bench)[23].startswith("d 派单"))


async def test_the_bottom_line_names_no_command_that_the_role_never_asks(bench: Bench) -> None:
    said = dict(bench.desk.hints("act"))
    assert {"d", "s", "r", "e", "c"} == set(said), "who it is, is not known yet"
    bench.mirror.remember(me=json.dumps({"person": {"name": "zhang"}, "asks": ["dispatch", "reassign", "note"]}))
    bench.desk.heard(anew=True)
    assert bench.desk.hints("act") == [("d", "派单"), ("r", "改派")]
    assert bench.desk.hints("act", asks=["note", "reassign", "join"]) == [("r", "改派"), ("o", "备注")], "of a ticket, all that may be asked"


async def test_offline_is_said_with_since_when_and_the_queue_stays(bench: Bench) -> None:
    async with bench.app.run_test(size=(80, 24)) as pilot:
        bench.app.post_message(LinkChanged("live", NOW))
        await until(pilot, lambda: "已连接" in screen_text(bench)[22])
        bench.app.post_message(LinkChanged("lost", NOW + 60, "refused"))
        await until(pilot, lambda: "断线 20:01起" in screen_text(bench)[22])
        assert sum("22-000" in line for line in screen_text(bench)) == 20


async def test_why_the_line_is_lost_stands_behind_the_filter_for_as_long_as_it_is(bench: Bench) -> None:
    async with bench.app.run_test(size=(100, 24)) as pilot:
        bench.app.post_message(LinkChanged("lost", NOW + 60, "goes_back"))
        await until(pilot, lambda: "出错：热线的消息前后不接" in screen_text(bench)[22])
        bench.queue.status.show(note="")
        await until(pilot, lambda: "热线的消息前后不接" in (line := screen_text(bench)[22]) and "出错" not in line)
        bench.app.post_message(LinkChanged("signed_out", NOW + 90))
        await until(pilot, lambda: "未登录" in screen_text(bench)[22])
        bench.queue.status.show(note="")
        await until(pilot, lambda: "paidan login" in screen_text(bench)[22])
        bench.app.post_message(LinkChanged("lost", NOW - 15, "silent"))
        await until(pilot, lambda: "已 15 秒以上没有应答" in screen_text(bench)[22])
        bench.wall += 35
        bench.app.post_message(LinkChanged("lost", NOW - 15, "silent"))
        await until(pilot, lambda: "已 50 秒以上没有应答" in screen_text(bench)[22])
        await pilot.press("ctrl+r")
        await until(pilot, lambda: "立即重连热线" in screen_text(bench)[22])
        bench.queue.status.show(note="")
        bench.app.post_message(LinkChanged("live", NOW + 99))
        await until(pilot, lambda: "已连接" in screen_text(bench)[22] and "paidan login" not in screen_text(bench)[22])


async def test_an_empty_desk_says_why_it_is_empty(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "正在连接热线" in screen_text(bench)[3])
        bench.app.post_message(LinkChanged("lost", NOW, "refused"))
        await until(pilot, lambda: "也连不上热线（拒绝连接）" in screen_text(bench)[3])
        bench.app.post_message(LinkChanged("lost", NOW, "refused", "http://else"))
        await until(pilot, lambda: "（拒绝连接：http://else）" in screen_text(bench)[3])
        for key in ("space", "shift+down", "V", "*", "enter", "y", "d"):
            bench.queue.status.show(note="")
            await pilot.press(key)
            await until(pilot, lambda: "没有选中的工单" in screen_text(bench)[22])
        for key, said in (("6", "本地还没有工单，连上热线后显示"), ("7", "本地还没有工单副本"), ("8", "本地还没有工单副本")):
            await pilot.press(key)
            await until(pilot, partial(says, bench, said))
            assert "z 缓到" not in screen_text(bench)[23], "there is nothing to put off"
            await pilot.press("escape")
            await until(pilot, lambda: bench.app.screen is bench.queue)
    bench.close()


def says(bench: Bench, text: str) -> bool:
    return text in "\n".join(screen_text(bench))


async def test_a_range_that_reaches_the_end_of_the_list_says_so(tmp_path: Path) -> None:
    bench = Bench(tmp_path, [ticket(0)], lang="en")
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("shift+down")
        assert list(bench.queue.list.marks) == ["20261122-000000"]
        await pilot.press("shift+down")
        await until(pilot, lambda: "The list ends here" in screen_text(bench)[22])
    bench.close()


async def test_a_command_is_waiting_then_done_on_its_line(bench: Bench) -> None:
    async with bench.app.run_test(size=(80, 24)) as pilot:
        asked = command(3)
        bench.desk.put([asked])
        bench.app.post_message(Settled())
        await until(pilot, lambda: "»待送" in screen_text(bench)[5])
        assert "»待送1" in screen_text(bench)[22]
        bench.outbox.settle(str(asked.id), state="done", answer="{}", now=NOW)
        bench.app.post_message(Settled(bench.outbox.row(str(asked.id))))
        await until(pilot, lambda: "✓已办" in screen_text(bench)[5])
        await until(pilot, lambda: "签收 20261122-000003：已办" in screen_text(bench)[22])


async def test_a_refused_command_stays_in_sight_with_the_rule_s_sentence(bench: Bench) -> None:
    async with bench.app.run_test(size=(120, 24)) as pilot:
        asked = command(3)
        bench.desk.put([asked])
        bench.outbox.settle(str(asked.id), state="refused", answer='{"detail": "已由他人签收", "code": "x", "status": 409}', now=NOW)
        bench.app.post_message(Settled(bench.outbox.row(str(asked.id)), why="已由他人签收"))
        await until(pilot, lambda: "✗被拒" in screen_text(bench)[5])
        await until(pilot, lambda: "已由他人签收" in screen_text(bench)[22])
        assert "被拒1" in screen_text(bench)[22]


async def test_undo_takes_back_what_is_still_held(bench: Bench) -> None:
    async with bench.app.run_test(size=(80, 24)) as pilot:
        bench.desk.put([command(1), command(2)])
        await pilot.press("u")
        assert bench.outbox.waiting() == []
        await until(pilot, lambda: "已撤回 2 条命令" in screen_text(bench)[22])
        await pilot.press("backspace")
        await until(pilot, lambda: "没有可撤回的命令" in screen_text(bench)[22])


async def test_an_action_key_asks_a_form_for_the_marked_tickets_and_puts_what_it_returns(bench: Bench) -> None:
    asked: list[tuple[str, list[str]]] = []

    class Form(Screen[list[Sign]]):
        def on_mount(self) -> None:
            self.dismiss([command(0), command(1)])

    def form(do: str, lines: list[Any]) -> Form:
        asked.append((do, [line.number[-3:] for line in lines]))
        return Form()

    bench.desk.screens["form"] = form
    async with bench.app.run_test(size=(80, 24)) as pilot:
        bench.desk.screens["form"] = form
        await pilot.press("space", "space", "s")
        await until(pilot, lambda: len(bench.outbox.waiting()) == 2)
        assert asked == [("sign", ["000", "001"])]
        assert bench.link.woken == 1
        assert bench.queue.list.marks == {}
        await until(pilot, lambda: "签收 2 件，5 秒内可按 u 撤回" in screen_text(bench)[22])
        await pilot.press("f4")
        assert asked[-1] == ("reassign", ["002"])


async def test_a_page_from_the_hotline_repaints_its_lines(bench: Bench) -> None:
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("j")
        changed = TICKETS[4].model_copy(update={"version": 2, "title": "改过的标题"})
        bench.mirror.apply(page(bench.mirror, changed, gone=("20261122-000000",)), wall=bench.wall)
        bench.app.post_message(Arrived(frozenset(("20261122-000004", "20261122-000000"))))
        await until(pilot, lambda: "改过的标题" in "".join(screen_text(bench)))
        await until(pilot, lambda: screen_text(bench)[22].startswith("1/119 "))
        assert bench.queue.list.current.number == "20261122-000001", "the selection stayed on its ticket"


async def test_the_pane_shows_the_selected_ticket_where_there_is_room(bench: Bench) -> None:
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await pilot.press("j")
        await until(pilot, lambda: "20261122-000001" in "".join(screen_text(bench)))
        shown = "\n".join(line.split(" | ")[-1] for line in screen_text(bench))
        for said in ("热力集团", "海淀区", "投诉", "督办、待会签", "万柳中路 1 号", "11-22 19:45"):
            assert said in shown
        await pilot.press("p")
        assert not bench.queue.has_class("wide")
        await pilot.resize_terminal(80, 24)
        await pilot.press("p")
        await until(pilot, lambda: "不足 100 列" in screen_text(bench)[22])


@pytest.mark.parametrize(("size", "small"), [((60, 15), False), ((59, 20), True), ((70, 14), True)])
async def test_below_the_smallest_size_one_sentence(bench: Bench, size: tuple[int, int], small: bool) -> None:
    async with bench.app.run_test(size=size) as pilot:
        await pilot.pause()
        assert ("窗口太小" in "".join(screen_text(bench))) is small
        assert any("000000" in line for line in screen_text(bench)) is not small


async def test_resize_keeps_every_line_within_the_screen(bench: Bench) -> None:
    async with bench.app.run_test(size=(160, 50)) as pilot:
        for width, height in ((60, 15), (100, 30), (80, 24), (61, 20), (123, 33)):
            await pilot.resize_terminal(width, height)
            await until(pilot, lambda width=width: {cell_len(line) for line in screen_text(bench)} == {width})  # type: ignore[misc]  # bound at once


async def test_the_language_changes_everywhere_at_once(bench: Bench) -> None:
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+l")
        await until(pilot, lambda: screen_text(bench)[23].startswith("d Dispatch"))
        lines = screen_text(bench)
        assert "to sign" in lines[3]
        assert "Wanliu" in lines[2]


async def test_own_keys_replace_the_usual_ones(tmp_path: Path) -> None:
    bench = Bench(tmp_path, TICKETS, own_keys={"lists.down": "z"})
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("z", "j")
        assert bench.queue.list.cursor == 1
    bench.close()


async def test_the_palette_runs_commands_opens_filters_and_saves_views(tmp_path: Path) -> None:
    bench = Bench(tmp_path, TICKETS, settings=Settings(views=(View("急", "tier:2h"),)))
    async with bench.app.run_test(size=(100, 30)) as pilot:
        await pilot.press("：", *"mark every", "enter")
        await until(pilot, lambda: len(bench.queue.list.marks) == 120)
        await pilot.press("ctrl+p", *"急", "enter")
        await until(pilot, lambda: bench.queue.filter == "tier:2h")
        await pilot.press(":", *"/tier:7d", "enter")
        await until(pilot, lambda: bench.queue.filter == "tier:7d")
        await pilot.press(":", *"sevendays", "enter")
        await until(pilot, lambda: View("sevendays", "tier:7d") in bench.desk.settings.views)
        await pilot.press(":", "escape")
        assert bench.app.screen is bench.queue
    bench.close()


async def test_the_help_shows_the_keys_as_they_are_and_narrows(bench: Bench) -> None:
    async with bench.app.run_test(size=(100, 30)) as pilot:
        await pilot.press("？")
        await until(pilot, lambda: "到最后一条" in "".join(screen_text(bench)))
        await pilot.press(*"改派")
        await until(pilot, lambda: "到最后一条" not in "".join(screen_text(bench)))
        assert "改派主办单位" in "".join(screen_text(bench))
        await pilot.press("escape")
        assert bench.app.screen is bench.queue


async def test_notes_never_obey_markup(bench: Bench) -> None:
    async with bench.app.run_test(size=(80, 24)) as pilot:
        bench.app.post_message(Noted("[bold]甲[/]乙"))
        await until(pilot, lambda: "[bold]甲[/]乙" in screen_text(bench)[22])


async def test_quit_ends_at_once_although_commands_wait(bench: Bench) -> None:
    async with bench.app.run_test(size=(80, 24)) as pilot:
        bench.desk.put([command(1)])
        await pilot.press("q")
        await until(pilot, lambda: not bench.app.is_running)
        assert bench.app.return_code == 0
        assert len(bench.outbox.waiting()) == 1


async def test_after_an_own_command_one_goes_on_down_the_list_and_what_was_taken_back_stays_selected(bench: Bench) -> None:
    def moves(serial: int) -> None:
        bench.mirror.apply(page(bench.mirror, ticket(serial, due=60_000 + serial, version=2)), wall=bench.wall)
        bench.app.post_message(Arrived(frozenset((f"20261122-{serial:06}",))))

    async with bench.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("j", "j", "j")
        bench.desk.put([command(3)])
        bench.app.post_message(Settled())
        await until(pilot, lambda: "待送" in screen_text(bench)[5])
        moves(3)
        await until(pilot, lambda: bench.queue.list.current.number == "20261122-000004")
        assert bench.queue.list.cursor == 3
        bench.desk.put([command(4)])
        bench.app.post_message(Settled())
        await until(pilot, lambda: "待送" in screen_text(bench)[5])
        await pilot.press("u")
        await until(pilot, lambda: "待送" not in screen_text(bench)[5])
        moves(4)
        await until(pilot, lambda: bench.queue.list.cursor > 90)
        assert bench.queue.list.current.number == "20261122-000004", "others have moved it"


async def test_a_first_copy_shows_its_top_says_how_far_it_has_come_and_is_then_whole(tmp_path: Path) -> None:
    bench = Bench(tmp_path, [])
    bench.desk.mirror.remember(cursor="0")
    async with bench.app.run_test(size=(80, 24)) as pilot:
        bench.desk.mirror.begin(Window(items=tuple(TICKETS[:20]), total=4_000, now=moment(0)), wall=float(NOW))
        bench.desk.mirror.remember(arrived="1200")
        bench.app.post_message(Arrived(frozenset()))
        await until(pilot, lambda: "1/20+ 已取 1,200/4,000 件，先显示最急的 20 件" in screen_text(bench)[22])
        assert screen_text(bench)[0].split() == ["2h", "|", "24h", "|", "7d", "|", "15d"], "counts of a part would say nothing true"
        await pilot.press("j", "/", *"zzz", "enter")
        await until(pilot, lambda: "其余还在取" in "".join(screen_text(bench)))
        assert screen_text(bench)[22].startswith("0/0+ /zzz  已取 1,200/4,000 件")
        await pilot.press("escape")
        await until(pilot, lambda: bench.queue.list.count == 20)
        fill(bench.desk.mirror, TICKETS)
        bench.app.post_message(Arrived(frozenset()))
        await until(pilot, lambda: screen_text(bench)[22].startswith("2/120 ") and "✖2" in screen_text(bench)[0])
        assert "已取" not in screen_text(bench)[22]
    bench.close()


async def test_a_hotline_without_any_ticket_tells_its_own_tiers(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: screen_text(bench)[0].startswith("2h"))
        bench.mirror.remember(city=json.dumps(CITY | {"policies": [{"tiers": ["2h", "24h", "5d", "10d"]}]}))
        bench.desk.forget_city()
        bench.queue.count()
        await until(pilot, lambda: screen_text(bench)[0].startswith("2h | 24h | 5d | 10d"))
    bench.close()
