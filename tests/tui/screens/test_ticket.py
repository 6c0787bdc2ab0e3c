"""The ticket screen: the copy kept here at once, the whole ticket when it comes, and what became of commands."""

from datetime import timedelta
from uuid import uuid4

import pytest
from textual.screen import Screen
from textual.widgets import Static

from api_client.errors import DiskFull, Refused, Unreachable
from api_client.models.commands import Extend, Note
from api_client.models.page import Unmasked
from api_client.models.ticket import Ticket
from tests.tui.fake_desk import LEADER, NOW, FakeDesk, OneScreen, Row, line, problem, recorded, ticket, view
from tests.tui.waiting import until
from tui.link import Arrived, LinkChanged, Noted, Settled, Ticked
from tui.screens.choice import ChoiceScreen
from tui.screens.form import FormScreen
from tui.screens.ticket import TicketScreen
from widgets.forms.field_row import FieldRow
from widgets.forms.inputs import NoteArea

NUMBER = "20261122-000123"


def desk_with(found: object = None, lang: str = "zh") -> FakeDesk:
    desk = FakeDesk(lang)
    desk.views[NUMBER] = view() if found is None else found  # type: ignore[assignment] # a view or an error
    desk.mirror.tickets[NUMBER] = ticket().model_dump(mode="json", include=set(Ticket.model_fields))
    desk.screens["form"] = lambda *given, **more: FormScreen(desk.as_desk, *given, **more)
    return desk


def opened(desk: FakeDesk) -> tuple[OneScreen, TicketScreen]:
    screen = TicketScreen(desk.as_desk, NUMBER)
    return OneScreen(screen), screen


def state(screen: TicketScreen) -> str:
    return str(screen.query_one("#state", Static).content)


def trouble(screen: TicketScreen) -> str:
    said = screen.query_one("#trouble", Static)
    return str(said.content) if said.display else ""


async def test_the_whole_ticket_is_shown() -> None:
    app, screen = opened(desk_with())
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "改派 海淀区 -> 朝阳区（更正派错）" in screen.page.said)
        said = screen.page.said
    for words in (
        "暖气不热",
        "投诉  24h  办理中",
        "下一时限：联系 22:00，剩 2小时",
        "家里有老人和孩子",
        "138****1234",
        "o 备注  r 改派",
        "签收，已迟",
    ):
        assert words in said


async def test_offline_the_copy_kept_here_is_shown_and_said_to_be_one() -> None:
    app, screen = opened(desk_with(Unreachable("cut")))
    async with app.run_test() as pilot:
        await until(pilot, lambda: "联系不上热线" in state(screen))
        assert "暖气不热" in screen.page.said
        assert "朝阳区" in screen.page.said
        assert "摘要里没有：诉求内容、经过" in screen.page.said


async def test_it_is_read_again_when_the_line_is_back() -> None:
    desk = desk_with(Unreachable("cut"))
    app, screen = opened(desk)
    async with app.run_test() as pilot:
        await until(pilot, lambda: "联系不上" in state(screen))
        desk.views[NUMBER] = view()
        screen.post_message(LinkChanged("live", 0.0))
        await until(pilot, lambda: "家里有老人和孩子" in screen.page.said and "联系不上" not in state(screen))
        assert "摘要里没有" not in screen.page.said


async def test_an_unknown_ticket_is_said_to_be_none() -> None:
    desk = desk_with(Refused(problem("unknown", "没有", 404)))
    desk.mirror.tickets.clear()
    app, screen = opened(desk)
    async with app.run_test() as pilot:
        await until(pilot, lambda: NUMBER in state(screen))
        await pilot.press("r")
        await pilot.pause()
        assert app.screen is screen


async def test_it_is_read_again_when_the_ticket_is_touched_and_not_for_others() -> None:
    desk = desk_with()
    app, screen = opened(desk)
    async with app.run_test() as pilot:
        await until(pilot, lambda: desk.viewed == 1)
        screen.post_message(Arrived(frozenset(("20261122-000999",))))
        await pilot.pause()
        assert desk.viewed == 1
        desk.views[NUMBER] = view(ticket(title="已经热了"))
        screen.post_message(Arrived(frozenset((NUMBER,))))
        await until(pilot, lambda: "已经热了" in screen.page.said)


async def test_what_is_left_runs_down() -> None:
    desk = desk_with()
    app, screen = opened(desk)
    async with app.run_test() as pilot:
        await until(pilot, lambda: "剩 2小时" in screen.page.said)
        before = desk.now()
        desk.now = lambda: before + 6000  # type: ignore[method-assign] # time passes
        screen.post_message(Ticked())
        await until(pilot, lambda: "剩 20分钟" in screen.page.said)


async def test_a_command_is_asked_in_the_version_that_is_shown() -> None:
    desk = desk_with(view(ticket(version=7)))
    app, screen = opened(desk)
    async with app.run_test() as pilot:
        await until(pilot, lambda: screen.page.ticket and screen.page.ticket.version == 7)
        await pilot.press("o")
        await until(pilot, lambda: app.screen.query(NoteArea))
        await pilot.press(*"abc", "enter")
        await until(pilot, lambda: desk.sent)
        assert app.screen is screen
    (note,) = desk.sent
    assert isinstance(note, Note)
    assert (note.seen, note.text) == (7, "abc")


async def test_where_the_disk_is_full_the_form_comes_back_with_the_text(tmp_path: object) -> None:
    desk = desk_with()
    desk.put_error = DiskFull(tmp_path, "full")  # type: ignore[arg-type] # any path
    app, _ = opened(desk)
    async with app.run_test() as pilot:
        await until(pilot, lambda: desk.viewed)
        await pilot.press("o")
        await until(pilot, lambda: app.screen.query(NoteArea))
        first = app.screen
        await pilot.press(*"abc", "enter")
        await until(pilot, lambda: app.screen is not first and app.screen.query(NoteArea))
        assert app.screen.query_one(NoteArea).text == "abc"


def stale_row() -> Row:
    body = Extend(id=uuid4(), ticket=NUMBER, seen=4, hours=12, reason="停热检修").model_dump_json()
    answer = problem("stale", "已有变化", 412, version=9, changed=(recorded("signed", 9, by=LEADER),)).model_dump_json()
    return Row("one", NUMBER, "extend", body, "stale", answer)


async def test_a_stale_command_says_what_changed_and_one_key_sends_it_again() -> None:
    desk = desk_with()
    app, screen = opened(desk)
    async with app.run_test() as pilot:
        await until(pilot, lambda: desk.viewed)
        row = stale_row()
        desk.outbox.rows.append(row)
        screen.post_message(Settled(row))  # type: ignore[arg-type] # as much of a row as is read
        await until(pilot, lambda: "延期 没有执行" in trouble(screen))
        assert "周宁（朝阳区）  签收" in trouble(screen)
        await pilot.press("ctrl+r")
        await until(pilot, lambda: desk.outbox.retried)
        assert trouble(screen) == ""
    ((of, command),) = desk.outbox.retried
    assert of == "one"
    assert (command.seen, command.hours, command.reason) == (9, 12, "停热检修")
    assert str(command.id) not in row.body
    assert desk.link.woken == 1


async def test_a_refused_command_opens_again_with_its_text() -> None:
    desk = desk_with()
    row = stale_row()._replace(state="refused", answer=problem(detail="须先告知诉求人。").model_dump_json())
    desk.outbox.rows.append(row)
    app, screen = opened(desk)
    async with app.run_test() as pilot:
        await until(pilot, lambda: "延期 被拒：须先告知诉求人。" in trouble(screen))
        await pilot.press("ctrl+e")
        await until(pilot, lambda: app.screen.query(FieldRow))
        assert [field.raw for field in app.screen.query(FieldRow)] == ["12", "停热检修", False]
        await pilot.press("ctrl+s")
        await until(pilot, lambda: desk.outbox.retried)
    assert desk.outbox.retried[0][1].hours == 12


async def test_a_waiting_command_is_said_to_wait() -> None:
    desk = desk_with()
    desk.outbox.rows.append(stale_row()._replace(state="waiting", answer=""))
    app, screen = opened(desk)
    async with app.run_test() as pilot:
        await until(pilot, lambda: "等待送出：延期" in state(screen))


async def test_notes_are_shown_and_language_switches() -> None:
    desk = desk_with()
    app, screen = opened(desk)
    async with app.run_test() as pilot:
        await until(pilot, lambda: "经过" in screen.page.said)
        screen.post_message(Noted("有事"))
        await until(pilot, lambda: state(screen) == "有事")
        desk.say.lang = "en"
        screen.relabel()
        assert "Timeline" in screen.page.said


async def test_number_and_summary_are_copied() -> None:
    app, screen = opened(desk_with())
    async with app.run_test() as pilot:
        await until(pilot, lambda: "经过" in screen.page.said)
        await pilot.press("y")
        await until(pilot, lambda: "已复制" in state(screen))
        assert app.clipboard == NUMBER
        await pilot.press("Y")
        await until(pilot, lambda: app.clipboard != NUMBER)
        first, title, *rest = app.clipboard.splitlines()
        assert (first, title) == (f"{NUMBER}  投诉  24h  办理中", "暖气不热，室温只有十四度")
        assert "主办：朝阳区" in rest
        assert "138" not in app.clipboard


async def test_one_finds_one_s_way_by_sections_words_folds_and_zoom() -> None:
    desk = desk_with(view(ticket(content="漏水\n" * 30), similar=(ticket("20261122-000124", title="隔壁漏水"),)))
    app, screen = opened(desk)
    async with app.run_test(size=(60, 20)) as pilot:
        await until(pilot, lambda: "漏水" in screen.page.said and screen.page.max_scroll_y > 30)
        await pilot.press("]", "】")
        await until(pilot, lambda: "3/" in state(screen))
        top = screen.page.scroll_y
        await pilot.press("[")
        await until(pilot, lambda: screen.page.scroll_y < top)
        assert "另有 1 项暂不可办：按 i 看原因" in screen.page.said
        await pilot.press("i")
        await until(pilot, lambda: "已过办结时限" in screen.page.said)
        await pilot.press("slash", *"隔壁", "enter")
        await until(pilot, lambda: "“隔壁” 1/1" in state(screen))
        assert screen.page.scroll_y > 20
        await pilot.press("slash", "backspace", "backspace", *"漏水", "enter", "N", "N")
        await until(pilot, lambda: "“漏水” 29/31" in state(screen))
        await pilot.press("slash", "escape", "escape")
        await until(pilot, lambda: not screen.page.words)
        await pilot.press("z")
        await until(pilot, lambda: screen.page.size.height == 20)
        await pilot.press("y")
        await until(pilot, lambda: screen.page.size.height == 19 and "已复制" in state(screen))
        await pilot.press("escape")
        await until(pilot, lambda: screen.page.size.height < 20)
        await pilot.press("slash", *"没有的", "enter")
        await until(pilot, lambda: "本页没有" in state(screen))
        await pilot.press("escape", "escape")
        await until(pilot, lambda: app.results == [None])


async def test_keys_read_before_one_frame_go_as_far_as_keys_one_by_one() -> None:
    desk = desk_with(view(ticket(content="漏水\n" * 30)))
    app, screen = opened(desk)
    async with app.run_test(size=(60, 20)) as pilot:
        await until(pilot, lambda: "漏水" in screen.page.said and screen.page.max_scroll_y > 30)
        screen.action_section(1)
        screen.action_section(1)
        await until(pilot, lambda: "3/" in state(screen))
        screen.action_move("edge", -1)
        for _ in range(7):
            screen.action_move("line", 1)
        await until(pilot, lambda: screen.page.scroll_y == 7)
        screen.page.look_for("漏水")
        for _ in range(20):
            screen.action_match(1)
        line = screen.page._line(*list(screen.page._matches())[screen.page.match])
        assert screen.page.match >= 19
        assert screen.page.scroll_y <= line < screen.page.scroll_y + screen.page.size.height


async def test_tied_tickets_and_dossiers_are_a_key_away() -> None:
    desk = desk_with(view(ticket(problem="P2026-0007", children=("20261122-000125",)), similar=(ticket("20261122-000124", title="隔壁"),)))
    opened_as: list[tuple[str, str]] = []
    desk.screens |= {
        "choice": lambda *given, **more: ChoiceScreen(desk.as_desk, *given, **more),
        "dossier": lambda number: opened_as.append(("dossier", number)) or Screen(),  # type: ignore[func-returns-value] # a note on the way
        "ticket": lambda number: opened_as.append(("ticket", number)) or Screen(),  # type: ignore[func-returns-value] # the same
    }
    app, screen = opened(desk)
    async with app.run_test() as pilot:
        await until(pilot, lambda: screen.page.view)
        await pilot.press("t")
        await until(pilot, lambda: isinstance(app.screen, ChoiceScreen))
        assert isinstance(app.screen, ChoiceScreen)
        assert [entry.title for entry in app.screen.entries] == ["主题问题 P2026-0007  ", "并入本单 20261122-000125  ", "相似 20261122-000124  隔壁"]
        await pilot.press("enter")
        await until(pilot, lambda: opened_as)
        app.pop_screen()
        await pilot.press("t", *"隔壁", "enter")
        await until(pilot, lambda: len(opened_as) == 2)
    assert opened_as == [("dossier", "P2026-0007"), ("ticket", "20261122-000124")]


async def test_the_list_is_gone_through_without_going_back() -> None:
    desk = desk_with()
    other = "20261122-000124"
    desk.views[other] = view(ticket(other, title="下一张"))
    desk.screens["ticket"] = lambda number: TicketScreen(desk.as_desk, number)
    app, screen = opened(desk)
    async with app.run_test() as pilot:
        await until(pilot, lambda: screen.page.view)
        await pilot.press("J")
        await until(pilot, lambda: state(screen) == "不在列表中")
        app.screen_stack[0].beside = lambda number, by: {(NUMBER, 1): other, (other, -1): NUMBER}.get((number, by), "")  # type: ignore[attr-defined] # as a list has it
        await pilot.press("right")
        await until(pilot, lambda: isinstance(app.screen, TicketScreen) and "下一张" in app.screen.page.said)
        await pilot.press("J")
        assert isinstance(app.screen, TicketScreen)
        here = app.screen
        await until(pilot, lambda: "最后一张" in state(here))
        await pilot.press("K")
        await until(pilot, lambda: isinstance(app.screen, TicketScreen) and app.screen.number == NUMBER)
        assert len(app.screen_stack) == 2


async def test_contacts_are_shown_for_their_minutes_and_then_forgotten() -> None:
    desk = desk_with()
    desk.link.answers["contacts"] = Unmasked(ticket=NUMBER, name="张三丰", phone="13800001234", until=NOW + timedelta(minutes=5)).model_dump_json()
    app, screen = opened(desk)
    async with app.run_test(size=(80, 40)) as pilot:
        await until(pilot, lambda: screen.page.view)
        assert desk.link.asked == []
        desk.reveals[NUMBER] = "an-id"
        screen.post_message(Settled(Row("an-id", NUMBER, "reveal", "{}", "done")))  # type: ignore[arg-type] # as much of a row as is read
        await until(pilot, lambda: "13800001234" in screen.page.said)
        assert desk.link.asked == [("contacts", {"number": NUMBER, "reveal": "an-id"})]
        assert "5分钟后隐去" in screen.page.said
        assert desk.reveals_end == {NUMBER: desk.now() + 300}
        screen.reload()
        await until(pilot, lambda: desk.viewed > 2)
        assert len(desk.link.asked) == 1, "what is read is not asked for again"
        assert "138****1234" in screen.page.said
        later = desk.now() + 301
        desk.now = lambda: later  # type: ignore[method-assign] # time passes
        screen.post_message(Ticked())
        await until(pilot, lambda: "已隐去" in state(screen))
        assert "13800001234" not in screen.page.said
        assert (screen.contacts.shown, desk.reveals) == (None, {})
        assert "13800001234" not in repr(screen.page.told)
        desk.reveals[NUMBER] = "too-old"
        desk.link.answers["contacts"] = Refused(problem("unknown", "没有", 404))
        screen.reload()
        await until(pilot, lambda: "联系方式取不到：没有" in state(screen))
        assert desk.reveals == {}
        desk.reveals[NUMBER] = "later"
        desk.link.answers["contacts"] = Unreachable("cut")
        screen.reload()
        await until(pilot, lambda: len(desk.link.asked) == 3)
        assert desk.reveals == {NUMBER: "later"}, "it is tried again when the line is back"


async def test_it_scrolls_by_keys_and_says_that_there_is_more() -> None:
    app, screen = opened(desk_with())
    async with app.run_test(size=(60, 20)) as pilot:
        await until(pilot, lambda: screen.page.max_scroll_y > 0)
        await pilot.resize_terminal(160, 60)
        await until(pilot, lambda: "PgDn" not in state(screen))
        await pilot.resize_terminal(60, 20)
        await until(pilot, lambda: "PgDn" in state(screen))
        await pilot.press("j")
        await until(pilot, lambda: screen.page.scroll_y == 1)
        assert "PgDn" in state(screen)
        await pilot.press("G")
        await until(pilot, lambda: screen.page.scroll_y == screen.page.max_scroll_y)
        await until(pilot, lambda: "PgDn" not in state(screen))
        await pilot.press("g", "escape")
        await until(pilot, lambda: app.results == [None])


@pytest.mark.parametrize(("keys", "at_end"), [(("G",), True), (("G", "k"), False), (("G", "["), False)])
async def test_who_went_to_the_end_of_the_summary_is_at_the_end_of_the_ticket(keys: tuple[str, ...], at_end: bool) -> None:
    desk = desk_with(Unreachable("cut"))
    app, screen = opened(desk)
    async with app.run_test(size=(40, 12)) as pilot:
        await until(pilot, lambda: "摘要里没有" in screen.page.said and screen.page.max_scroll_y > 0)
        await pilot.press(*keys)
        summary = screen.page.max_scroll_y
        desk.views[NUMBER] = view()
        screen.post_message(LinkChanged("live", 0.0))
        await until(pilot, lambda: "家里有老人和孩子" in screen.page.said and screen.page.max_scroll_y > summary)
        await pilot.pause()
        assert (screen.page.scroll_y == screen.page.max_scroll_y) is at_end


@pytest.mark.parametrize("text", ["[red]甲[/]", "甲[/]乙", "[@click=app.quit]点[/]", "\x1b[2J\x1b]0;x\x07"])
async def test_hostile_text_is_shown_harmlessly(text: str) -> None:
    desk = desk_with(view(ticket(title=text, content=text, address=text), timeline=(recorded(text, text=text),)))
    desk.mirror.tickets[NUMBER] = {**desk.mirror.tickets[NUMBER], "title": text}
    app, screen = opened(desk)
    async with app.run_test(size=(80, 40)) as pilot:
        await until(pilot, lambda: desk.viewed and "地点" in screen.page.said)
        await pilot.pause()
        drawn = "\n".join(strip.text for strip in screen._compositor.render_strips())
    assert "\x1b" not in drawn
    assert "\x07" not in drawn
    assert text in drawn or "\x1b" in text


def test_a_line_is_made_of_a_ticket_that_the_mirror_does_not_hold() -> None:
    from tui.screens.ticket import line_of

    made = line_of(ticket())
    assert (made.number, made.version, made.title, made.lead, made.street) == (line().number, 4, line().title, line().lead, line().street)
