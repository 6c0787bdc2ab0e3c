import threading
from contextlib import closing
from pathlib import Path

import pytest

from api_client import found
from api_client.filter import parse_filter
from api_client.mirror import Mirror
from api_client.models.line import Line, band
from api_client.models.ticket import ENDED, Flag, Kind, Stage
from tests.api_client.told import NOW, everything, fill, lines, page, ticket

OPEN = [stage for stage in Stage if stage not in ENDED]
TITLES = ("小区暖气不热", "夜间施工噪音", "路灯不亮", "Broken LIFT in 3号楼", "暖气管漏水 噪音大")


def seed(mirror: Mirror, count: int = 200) -> list[Line]:
    """A queue of many kinds; returns all its lines, ended ones too."""
    fill(
        mirror,
        [
            ticket(
                n,
                due=None if n % 11 == 0 else (n * 7919) % 200_000 - 100_000,
                title=TITLES[n % 5],
                tier=("2h", "24h", "7d", "15d")[n % 4],
                lead=("u-heat", "s-wl", "d-hd")[n % 3],
                kind=list(Kind)[n % 6],
                stage=Stage.CLOSED if n % 22 == 0 else OPEN[n % len(OPEN)],
                flags=(Flag.SUPERVISED,) if n % 13 == 0 else (Flag.SURGE_PARENT,) if n % 17 == 0 else (),
            )
            for n in range(count)
        ],
    )
    return lines(mirror, parse_filter("all"))


def numbers(lines: list[Line]) -> list[str]:
    return [line.number for line in lines]


def units(word: str) -> set[str]:
    return {"热力": {"u-heat"}, "rljt": {"u-heat"}, "海淀": {"d-hd", "s-wl"}}.get(word, set())


@pytest.mark.parametrize(
    ("typed", "keeps"),
    [
        ("tier:2h,24h", lambda line: line.tier in ("2h", "24h")),
        ("暖气", lambda line: "暖气" in line.title),
        ("暖气 噪音", lambda line: line.title == TITLES[4]),
        ("broken lift", lambda line: line.title == TITLES[3]),
        ("-暖气", lambda line: "暖气" not in line.title),
        ("热力", lambda line: line.lead == "u-heat"),
        ("rljt 噪音", lambda line: line.lead == "u-heat" and "噪音" in line.title),
        ("lead:海淀", lambda line: line.lead in ("d-hd", "s-wl")),
        ("unit:nobody", lambda line: False),
        ("-lead:热力", lambda line: line.lead != "u-heat"),
        ("overdue", lambda line: band(line, NOW) in ("overdue", "long")),
        ("-overdue", lambda line: band(line, NOW) not in ("overdue", "long")),
        ("band:warn,watch,paused", lambda line: band(line, NOW) in ("warn", "watch", "paused")),
        ("flag:supervised", lambda line: "supervised" in line.flags.split()),
        ("flag:surge_child", lambda line: False),
        ("kind:complaint tier:7d", lambda line: line.kind == "complaint" and line.tier == "7d"),
        ("-stage:dispatched", lambda line: line.stage != "dispatched"),
        ("clock:sign", lambda line: line.next_clock == "sign"),
        ("000123", lambda line: line.number.endswith("000123")),
        ("没有这样的词", lambda line: False),
    ],
)
def test_a_filter_keeps_what_it_says_in_the_queues_order(typed: str, keeps: object, mirror: Mirror) -> None:
    assert callable(keeps)
    expected = [line for line in seed(mirror) if line.stage != "closed" and keeps(line)]
    assert lines(mirror, parse_filter(typed, units)) == expected


def test_ended_tickets_are_found_where_they_are_asked_for(mirror: Mirror) -> None:
    ended = [line for line in seed(mirror) if line.stage == "closed"]
    assert len(ended) == 10
    assert lines(mirror, parse_filter("stage:closed")) == ended
    assert lines(mirror, parse_filter("band:done")) == ended
    assert not any(line.stage == "closed" for line in lines(mirror, parse_filter("-暖气")))


def test_what_changes_is_found_after_a_refresh(mirror: Mirror) -> None:
    seed(mirror)
    with closing(mirror.view(parse_filter("漏水"), now=lambda: NOW)) as view:
        before = everything(view)
        assert not view.refresh()
        mirror.apply(page(1, ticket(9, version=2, title="暖气不漏水了", due=-500_000), gone=(before[1].number,)))
        assert view.refresh()
        after = everything(view)
    assert numbers(after) == ["20261122-000009", *(number for number in numbers(before) if number not in ("20261122-000009", before[1].number))]
    assert after[0].title == "暖气不漏水了"


def test_time_alone_can_change_what_is_kept(mirror: Mirror) -> None:
    fill(mirror, [ticket(1, due=10), ticket(2, due=20)])
    clock = [NOW]
    with closing(mirror.view(parse_filter("overdue"), now=lambda: clock[0])) as view:
        assert everything(view) == []
        clock[0] += 10
        assert view.refresh()
        assert numbers(everything(view)) == ["20261122-000001"]


def test_without_a_clock_the_time_last_told_counts(mirror: Mirror) -> None:
    fill(mirror, [ticket(1, due=-10), ticket(2, due=20)])
    with closing(mirror.view(parse_filter("overdue"))) as view:
        assert numbers(everything(view)) == ["20261122-000001"]


def test_a_line_shows_its_newest_state_before_the_next_search(mirror: Mirror) -> None:
    fill(mirror, [ticket(1, title="暖气"), ticket(2, title="暖气")])
    with closing(mirror.view(parse_filter("暖气"), now=lambda: NOW)) as view:
        assert [line.version for line in everything(view)] == [1, 1]
        mirror.apply(page(1, ticket(1, title="暖气", version=2)))
        view.refresh()
        assert [line.version for line in view.window(0, 2)] == [2, 1]


def test_a_place_is_found_by_number(mirror: Mirror) -> None:
    seed(mirror)
    with closing(mirror.view(parse_filter("暖气"), now=lambda: NOW)) as view:
        kept = everything(view)
        assert [view.find(line.number) for line in kept] == list(range(len(kept)))
        assert view.find("20261122-000001") is None
        assert view.find("nothing") is None


def test_first_lines_are_told_before_everything_is_counted(mirror: Mirror, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(found, "FIRST_SECONDS", 60.0)
    seed(mirror, 1000)
    told: list[tuple[int, bool]] = []
    ready, done = threading.Event(), threading.Event()

    def changed() -> None:
        ready.wait(5)
        told.append((view.count, view.exact))
        if view.exact:
            done.set()

    with closing(mirror.view(parse_filter("-没有"), now=lambda: NOW, changed=changed)) as view:
        ready.set()
        assert done.wait(10)
        assert told[0] == (64, False)
        assert told[-1][0] == view.count > 900


def test_what_is_rare_is_shown_in_order_as_it_is_found(mirror: Mirror, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(found, "FIRST_SECONDS", -1.0)
    monkeypatch.setattr(found, "SHOW_EVERY_SECONDS", -1.0)
    kept = [line for line in seed(mirror) if line.stage != "closed" and "噪音" in line.title]
    told: list[None] = []
    with closing(mirror.view(parse_filter("噪音"), now=lambda: NOW, changed=lambda: told.append(None))) as view:
        assert everything(view) == kept
    assert len(told) > 3, "not only the first and all of them"


def test_until_a_search_has_something_what_is_on_the_screen_is_narrowed(mirror: Mirror, monkeypatch: pytest.MonkeyPatch) -> None:
    every = seed(mirror)
    gate = threading.Event()
    search = found.Found._pass

    def waits(view: found.Found) -> None:
        gate.wait(5)
        search(view)

    monkeypatch.setattr(found.Found, "_pass", waits)
    with closing(mirror.view(parse_filter("tier:2h"), now=lambda: NOW)) as view:
        on_screen = [line for line in every if line.stage != "closed"][50:80]
        assert not view.first(0, numbers(on_screen))
        assert not view.exact
        assert view.window(0, 99) == [line for line in on_screen if line.tier == "2h"]
        gate.set()
        assert view.first(5, [])
        assert len(everything(view)) > view.count - 1 > len(on_screen)
    assert mirror.view().first(0, []), "the whole queue is there"


def test_a_closed_view_tells_nothing_more(mirror: Mirror) -> None:
    seed(mirror, 500)
    told: list[None] = []
    gate = threading.Event()

    def changed() -> None:
        told.append(None)
        gate.wait(5)

    view = mirror.view(parse_filter("-没有"), now=lambda: NOW, changed=changed)
    view.close()
    gate.set()
    view.wait(10)
    assert len(told) <= 1
    view.close()


def test_a_search_that_cannot_be_made_says_why(tmp_path: Path) -> None:
    mirror = Mirror.open(tmp_path / "mirror.db")
    fill(mirror, [ticket(1)])
    with mirror.write() as db:
        db.execute("ALTER TABLE ticket RENAME COLUMN words TO other")
    with closing(mirror.view(parse_filter("暖气"), now=lambda: NOW)) as view, pytest.raises(Exception, match="words"):
        view.wait(10)
    mirror.close()


def test_a_view_survives_another_snapshot(mirror: Mirror) -> None:
    seed(mirror)
    with closing(mirror.view(parse_filter("暖气"), now=lambda: NOW)) as view:
        everything(view)
        fill(mirror, [ticket(1, title="暖气"), ticket(2, title="路灯")], cursor=9)
        view.refresh()
        assert numbers(everything(view)) == ["20261122-000001"]
