"""The lines around the list: as much as fits at each width, repainted only where they differ."""

import pytest
from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.geometry import Region

from api_client.models.line import BANDS
from tests.tui.waiting import until
from tui.words.words import Words
from widgets.cells.columns import countdown, fit, number, right
from widgets.cells.folding import wrap
from widgets.cells.glyphs import UNICODE, flag_signs
from widgets.lines.around import Cell, Status, Tally
from widgets.lines.keys import KeyLine
from widgets.lines.offers import Offer, Offers
from widgets.lines.status import StatusLine
from widgets.queue.tier_strip import TierStrip

FULL = {(tier, band): 1000 + place for tier in ("2h", "24h", "7d", "15d", "") for place, band in enumerate(BANDS)}


class LinesApp(App[None]):
    """The three lines, one under the other."""

    def __init__(self) -> None:
        super().__init__(ansi_color=True)
        say = Words("zh")
        self.strip, self.status, self.keys = TierStrip(say=say, signs=UNICODE), StatusLine(say=say, signs=UNICODE), KeyLine()

    def compose(self) -> ComposeResult:
        yield self.strip
        yield self.status
        yield self.keys


@pytest.mark.parametrize("width", [60, 80, 100, 120, 160, 240])
async def test_the_strip_says_as_much_as_fits(width: int) -> None:
    app = LinesApp()
    async with app.run_test(size=(width, 6)) as pilot:
        few = {("2h", "overdue"): 3, ("24h", "calm"): 12}
        app.strip.on_blur()
        app.strip.show(few, filtered=False)
        await pilot.pause()
        text = app.strip.render_line(0).text
        assert cell_len(text) == width
        assert "2h 超期 3 | 24h 从容 12 | 7d 0 | 15d 0" in text
        app.strip.show(few, filtered=False, tiers=("2h", "24h", "5d", "10d"))
        assert "2h 超期 3 | 24h 从容 12 | 5d 0 | 10d 0" in app.strip.render_line(0).text, "a city has tiers of its own"
        app.strip.show(FULL, filtered=True, tiers=("2h", "24h", "7d", "15d"))
        text = app.strip.render_line(0).text
        assert cell_len(text) == width
        assert text.startswith(" 筛选 ")
        if width >= 120:
            assert text.rstrip().endswith(f"◦{sum(1004 + place for place in range(4)):,}"), "the last group is whole"


async def test_one_more_in_the_counter_repaints_the_counter_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    app = LinesApp()
    async with app.run_test(size=(80, 6)) as pilot:
        app.status.show(at=1, total=500, link="live", time="12:00")
        await pilot.pause()
        asked: list[Region] = []
        monkeypatch.setattr(app.status, "refresh", lambda *regions: asked.extend(regions))
        app.status.show(at=1, total=500)
        assert asked == []
        app.status.show(at=2)
        assert [region.height for region in asked] == [1]
        assert asked[0].right < 75, "what stands at the right end is not sent again"


async def test_the_right_end_of_the_status_line_is_never_cut() -> None:
    app = LinesApp()
    async with app.run_test(size=(60, 6)):
        app.status.show(at=12, total=5000, marks=3, filter="x" * 90, link="lost", since="09:12", waiting=2, trouble=1)
        text = app.status.render_line(0).text
        assert text.startswith("12/5,000  已标记 3 /xxx")
        assert text.endswith("✗被拒1 »待送2 断线 09:12起")
        assert cell_len(text) == 60


def test_a_cause_gives_way_to_a_note_and_to_want_of_room() -> None:
    status = Status(at=1, total=9, filter="burning", link="lost", since="09:12", cause="热线的消息前后不接")

    def left(status: Status, width: int) -> str:
        return "".join(part.text for part in status.parts(width, Words("zh"), UNICODE)[0])

    assert left(status, 60) == "1/9 /burning  热线的消息前后不接"
    assert left(status._replace(filter=""), 60) == "1/9 热线的消息前后不接"
    assert left(status, 40) == "1/9 /burning  热线的消息前›"
    assert left(status, 36) == "1/9 /burning"
    assert left(status._replace(note="已复制"), 60) == "1/9 已复制"


async def test_help_and_quit_always_stand_on_the_key_line() -> None:
    app = LinesApp()
    async with app.run_test(size=(40, 6)):
        app.keys.show([("d", "派单"), ("s", "签收"), ("r", "改派"), ("e", "提级"), ("?", "帮助"), ("q", "退出")])
        text = app.keys.render_line(0).text
        assert text.startswith("d 派单  s 签收")
        assert text.endswith("? 帮助  q 退出  ")
        assert "提级" not in text


def test_the_countdown_is_as_fine_as_it_matters() -> None:
    said = {9_000_000: "104d", 86_400 * 3 + 7200: "3d02h", 86_399: "23h59m", 3_600: "1h00m", 3_599: "59m", 600: "10m", 599: "9:59", 1: "0:01"}
    assert {left: countdown(left) for left in said} == said
    over = {0: "+0m", -59: "+0m", -61: "+1m", -3_600: "+1h00m", -86_400 * 12: "+12d00h", -86_400 * 400: "+400d"}
    assert {left: countdown(left) for left in over} == over
    assert all(len(countdown(left)) <= 7 for left in range(-10_000_000, 10_000_000, 7_919))


def test_text_is_cut_at_cells_and_no_wide_character_is_halved() -> None:
    assert fit("北京市公安局", 8, "›") == "北京市› "
    assert fit("北京市公安局", 9, "›") == "北京市公›"
    assert fit("abcdef", 4, "›") == "abc›"
    assert fit("甲", 1, "›") == " "
    assert fit("甲", 4, "›") == "甲  "
    assert right("5m", 5, "›") == "   5m"
    for text in ("北京市公安局交通管理局", "a北b京c市d", "한국어 도로", "e\u0301e\u0301e\u0301e\u0301e\u0301"):
        for cells in range(1, 14):
            assert cell_len(fit(text, cells, "›")) == cells


def test_a_number_is_shortened_from_its_left() -> None:
    assert [number("20261122-000123", cells) for cells in (15, 11, 9, 6)] == ["20261122-000123", "1122-000123", "22-000123", "000123"]
    assert [number(told, 9) for told in ("638344", "101000123456", "26-10000392", "SR-6298626b-9dac-406a", "20261122-")] == [
        "638344", "000123456", "10000392", "9dac-406a", "20261122-",
    ]  # fmt: skip


def test_flags_come_by_weight_in_letters_of_the_language() -> None:
    assert flag_signs("extended cosign supervised", urgent=True, signs=UNICODE, lang="zh") == "急督会延"
    assert flag_signs("extended cosign supervised", urgent=True, signs=UNICODE, lang="en") == "!SCX"
    assert flag_signs("of_a_newer_hotline", urgent=False, signs=UNICODE, lang="en") == ""


def test_prose_is_wrapped_at_blanks_or_anywhere_in_chinese() -> None:
    assert wrap("the heating is cold", 11) == ["the heating", "is cold"]
    assert wrap("朝阳区望京街道供暖不热", 10) == ["朝阳区望京", "街道供暖不", "热"]
    assert all(cell_len(line) <= 9 for line in wrap("https://example.org/a/very/long/path 很长的地址", 9))


@pytest.mark.parametrize("width", [60, 100, 160])
async def test_the_strip_is_pointed_at_cell_by_cell(width: int) -> None:
    chosen: list[Cell] = []

    class Pointing(LinesApp):
        def on_tier_strip_chosen(self, message: TierStrip.Chosen) -> None:
            chosen.append(message.cell)

    app = Pointing()
    async with app.run_test(size=(width, 6)) as pilot:
        app.strip.show({("2h", "overdue"): 3, ("2h", "warn"): 1, ("24h", "calm"): 12, ("", "calm"): 4}, filtered=False)
        app.strip.on_focus()
        assert app.strip.pointed == Cell("2h")
        app.strip.action_point(1)
        assert app.strip.pointed == Cell("2h", ("overdue",))
        assert "[" in app.strip.render_line(0).text
        assert cell_len(app.strip.render_line(0).text) == width
        app.strip.action_point(-2)
        assert app.strip.pointed == Cell("", ("calm",)), "round and round; the tier that none is known of stands last"
        app.strip.action_choose()
        app.strip.action_tier(2)
        app.strip.action_tier(9)
        await pilot.pause()
        assert chosen == [Cell("", ("calm",)), Cell("24h")]
        app.strip.keep("24h", ("calm",))
        reversed_ones = [part.text for part in app.strip.render_line(0) if part.style and part.style.reverse]
        assert reversed_ones == ["[", "24h", "]", "从容 12"], "brackets tell what is pointed at from what the filter keeps"
        app.strip.on_blur()
        app.strip.on_focus()
        assert app.strip.pointed == Cell("24h", ("calm",))
        app.strip.show({("24h", "urgent"): 1}, filtered=False)
        assert app.strip.pointed == Cell("24h"), "what it pointed at is gone"
        await pilot.pause()


def test_nothing_moves_when_another_cell_is_pointed_at() -> None:
    tally, say = Tally(counts={("2h", "overdue"): 3, ("24h", "calm"): 12}), Words("zh")
    texts = {cell: "".join(part.text for part in tally._replace(at=cell).parts(120, say, UNICODE)) for cell in tally.cells(120, say, UNICODE)}
    assert texts[Cell("2h", ("overdue",))] == "2h[超期 3]| 24h 从容 12 | 7d 0 | 15d 0"
    assert texts[Cell("15d")].endswith("|[15d]0")
    plain = "2h 超期 3 | 24h 从容 12 | 7d 0 | 15d 0"
    for cell, text in texts.items():
        moved = text if cell == Cell("2h") else f" {text}"
        assert moved.replace("[", " ").replace("]", " ")[1:] == plain


def test_where_a_whole_tier_is_gone_the_first_one_is_pointed_at() -> None:
    tally = Tally(counts={("2h", "overdue"): 3}, at=Cell("3d", ("calm",)))
    assert tally.settled(120, Words("zh"), UNICODE).at == Cell("2h")
    assert tally._replace(at=None).settled(120, Words("zh"), UNICODE).at is None


async def test_what_is_pointed_at_stays_pointed_at_in_another_width() -> None:
    app = LinesApp()
    async with app.run_test(size=(60, 6)) as pilot:
        app.strip.show(FULL, filtered=False)
        app.strip.on_focus()
        app.strip.action_point(2)
        assert app.strip.pointed == Cell("2h", ("urgent", "warn"))
        await pilot.resize_terminal(400, 6)
        await until(pilot, lambda: app.strip.pointed == Cell("2h", ("urgent",)))
        assert "[紧迫 1,002]" in app.strip.render_line(0).text
        await pilot.resize_terminal(60, 6)
        await until(pilot, lambda: app.strip.pointed == Cell("2h", ("urgent", "warn")))
        assert "[" in app.strip.render_line(0).text


async def test_offers_fit_and_the_marked_one_is_seen() -> None:
    class OffersApp(App[None]):
        def compose(self) -> ComposeResult:
            yield Offers()

    app = OffersApp()
    async with app.run_test(size=(40, 3)):
        offers = app.query_one(Offers)
        assert offers.chosen is None
        assert offers.render_line(0).text.strip() == ""
        offers.show([Offer(f"万柳街道{serial}", "", 0, "wljd") for serial in range(9)])
        for serial in (*range(9), 0):
            text = offers.render_line(0).text
            assert cell_len(text) == 40
            assert f"万柳街道{serial}" in text
            marked = [part.text for part in offers.render_line(0) if part.style and part.style.reverse]
            assert marked == [f"万柳街道{serial}"]
            offers.step(1)


def test_what_the_status_line_says_of_marks_holding_and_views() -> None:
    status = Status(at=1, total=9, marks=3, ranging=True, held=12, view="急件", filter="burning", new=4, link="live", time="12:00")
    left, right = status.parts(80, Words("zh"), UNICODE)
    assert "".join(part.text for part in left) == "1/9  已标记 3›  停更 12  急件 /burning"
    assert "".join(part.text for part in right).startswith("新4 已连接")
    assert "新4" not in "".join(part.text for part in status.parts(60, Words("zh"), UNICODE)[1])
