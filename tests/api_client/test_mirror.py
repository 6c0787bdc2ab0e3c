import json
import os
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api_client.errors import DiskFull, Gap, LocalError, Unexpected
from api_client.filter import parse_filter
from api_client.mirror import Mirror
from api_client.models.clock import ClockName
from api_client.models.line import band
from api_client.models.page import Page
from api_client.models.ticket import Stage, Ticket
from api_client.schema import MIRROR
from tests.api_client.told import NOW, arrays, clock, fill, head, lines, moment, page, ticket

ROOT = Path(__file__).parents[2]
FEW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mirror]:
    """One mirror for all examples of a property; each begins by filling it."""
    mirror = Mirror.open(tmp_path_factory.mktemp("shared") / "mirror.db")
    yield mirror
    mirror.close()


def held(mirror: Mirror) -> dict[str, int]:
    """The numbers of all open tickets with their versions."""
    return {line.number: line.version for line in lines(mirror)}


def test_a_new_mirror_is_empty(mirror: Mirror) -> None:
    assert (mirror.cursor, mirror.log_id, mirror.pace, mirror.rebuilt, lines(mirror)) == (0, "", None, False, [])


def test_a_snapshot_is_read_back_in_the_order_of_what_burns(mirror: Mirror) -> None:
    fill(mirror, [ticket(1, due=300), ticket(2, due=None), ticket(3, due=-10), ticket(4, due=300)], cursor=9)
    assert [line.number[-1] for line in lines(mirror)] == ["3", "1", "4", "2"]
    assert (mirror.cursor, mirror.log_id) == (9, "log-a")
    assert mirror.pace
    assert mirror.pace.at(NOW + 5.0) == NOW + 5


def test_the_summary_is_told_as_the_hotline_told_it(mirror: Mirror) -> None:
    fill(mirror, [ticket(1)])
    assert Ticket.model_validate(mirror.ticket("20261122-000001")) == ticket(1)
    assert mirror.ticket("20261122-000002") is None


def test_a_snapshot_takes_the_place_of_everything(mirror: Mirror) -> None:
    fill(mirror, [ticket(n) for n in range(1, 5)])
    fill(mirror, [ticket(4, version=9), ticket(5)])
    assert held(mirror) == {"20261122-000004": 9, "20261122-000005": 1}
    assert mirror.ticket("20261122-000001") is None


@pytest.mark.parametrize("rows", [arrays([ticket(1)]), arrays([ticket(1), ticket(1)]), [*arrays([ticket(1)]), ["short"]], [["x"] * 99]])
def test_a_snapshot_that_lies_leaves_the_old_copy(rows: list[list[object]], mirror: Mirror) -> None:
    fill(mirror, [ticket(7)])
    with pytest.raises(Unexpected):
        mirror.replace(head(2, cursor=5), rows)
    assert (mirror.cursor, list(held(mirror))) == (1, ["20261122-000007"])


def test_a_page_changes_what_it_tells_of(mirror: Mirror) -> None:
    fill(mirror, [ticket(1), ticket(2), ticket(3)])
    mirror.apply(page(1, ticket(2, due=-60, version=2, lead="s-wl"), ticket(4), gone=("20261122-000003",)), wall=NOW + 1.0)
    assert [(line.number[-1], line.version, line.lead) for line in lines(mirror)] == [("2", 2, "s-wl"), ("1", 1, "u-heat"), ("4", 1, "u-heat")]
    assert mirror.cursor == 2
    assert mirror.pace
    assert mirror.pace.wall == NOW + 1.0
    told = mirror.ticket("20261122-000002")
    assert told
    assert told["lead"] == "s-wl"


def test_an_ended_ticket_leaves_the_queue_but_stays_known(mirror: Mirror) -> None:
    fill(mirror, [ticket(1)])
    mirror.apply(page(1, ticket(1, due=None, version=2, stage=Stage.CLOSED)))
    assert lines(mirror) == []
    assert [line.stage for line in lines(mirror, parse_filter("all"))] == ["closed"]


def test_an_older_version_never_comes_back(mirror: Mirror) -> None:
    fill(mirror, [ticket(1, version=5)])
    mirror.apply(page(1, ticket(1, version=4, lead="s-wl")))
    assert [(line.version, line.lead) for line in lines(mirror)] == [(5, "u-heat")]
    told = mirror.ticket("20261122-000001")
    assert told
    assert told["version"] == 5


def test_a_page_after_a_gap_is_refused(mirror: Mirror) -> None:
    fill(mirror, [ticket(1)], cursor=3)
    with pytest.raises(Gap) as gap:
        mirror.apply(page(5, ticket(2)))
    assert (gap.value.held, gap.value.after, mirror.cursor) == (3, 5, 3)
    assert list(held(mirror)) == ["20261122-000001"]


@st.composite
def logs(draw: st.DrawFn) -> tuple[list[Page], list[dict[str, int]]]:
    """Pages of one log, and what is in scope after each of them."""
    versions: Counter[str] = Counter()
    now: dict[str, int] = {}
    pages, states = [], [dict(now)]
    for after in range(draw(st.integers(1, 8))):
        changed, gone = [], []
        for serial in draw(st.sets(st.integers(1, 5), max_size=4)):
            number = f"20261122-{serial:06}"
            if number in now and draw(st.booleans()):
                gone.append(number)
                del now[number]
            else:
                versions[number] += 1
                now[number] = versions[number]
                changed.append(ticket(serial, due=draw(st.integers(-9, 9)), version=versions[number]))
        pages.append(page(after, *changed, gone=tuple(gone)))
        states.append(dict(now))
    return pages, states


@FEW
@given(log=logs(), deliveries=st.lists(st.integers(0, 7), max_size=30))
def test_however_pages_come_the_mirror_is_what_the_hotline_had_at_its_cursor(
    shared: Mirror, log: tuple[list[Page], list[dict[str, int]]], deliveries: list[int]
) -> None:
    pages, states = log
    fill(shared, [], cursor=0)
    for index in (*deliveries, *range(len(pages)), *deliveries):
        if index < len(pages):
            before = shared.cursor
            try:
                shared.apply(pages[index])
            except Gap:
                assert pages[index].after > before
            assert shared.cursor >= before
            assert held(shared) == states[shared.cursor]
    assert shared.cursor == len(pages)
    view = shared.view()
    assert view.count == len(states[-1])


@FEW
@given(log=logs(), split=st.integers(1, 7))
def test_a_page_that_overlaps_what_is_held_brings_the_same(shared: Mirror, log: tuple[list[Page], list[dict[str, int]]], split: int) -> None:
    pages, states = log
    fill(shared, [], cursor=0)
    for one in pages[:split]:
        shared.apply(one)
    newest = {told.number: told for one in pages for told in one.tickets if told.number in states[-1]}
    gone = {number for one in pages for number in one.gone} - set(newest)
    shared.apply(page(0, *newest.values(), gone=tuple(gone), cursor=len(pages)))
    assert held(shared) == states[-1]


def test_counts_are_what_the_bands_say(mirror: Mirror) -> None:
    tickets = [ticket(n, due=n * 700 - 9000, tier=("2h", "24h")[n % 2], lead=f"u{n % 3}") for n in range(40)]
    tickets += [ticket(50, due=None), ticket(51, due=-90_000), ticket(52, due=None, stage=Stage.CLOSED)]
    fill(mirror, tickets)
    everything = lines(mirror, parse_filter("all"))
    still_open = [line for line in everything if line.stage != "closed"]
    assert mirror.counts(NOW) == Counter((line.tier, band(line, NOW)) for line in still_open)
    assert mirror.counts(NOW, by="lead") == Counter((line.lead, band(line, NOW)) for line in still_open)
    assert mirror.counts(NOW, parse_filter("all")) == Counter((line.tier, band(line, NOW)) for line in everything)
    assert mirror.counts(NOW, parse_filter("tier:2h overdue"))[("2h", "overdue")] == sum(
        line.tier == "2h" and band(line, NOW) == "overdue" for line in still_open
    )


def test_what_another_thread_counts_disturbs_nobody(mirror: Mirror) -> None:
    fill(mirror, [ticket(n) for n in range(200)])
    with ThreadPoolExecutor(4) as threads:
        counted = [threads.submit(mirror.counts, NOW) for _ in range(20)]
        for at in range(1, 40):
            mirror.apply(page(at, ticket(at, version=2)))
        assert {sum(one.result().values()) for one in counted} == {200}


def test_two_desks_share_the_file(mirror: Mirror) -> None:
    fill(mirror, [ticket(1)])
    other = Mirror.open(mirror.path)
    theirs, mine = other.view(), mirror.view()
    assert theirs.window(0, 5) == mine.window(0, 5)
    mirror.apply(page(1, ticket(2)))
    other.apply(page(1, ticket(2)))
    assert (mirror.cursor, other.cursor) == (2, 2)
    assert theirs.refresh()
    assert theirs.count == 2
    assert not theirs.refresh()
    other.close()


def test_a_file_locked_by_another_process_is_waited_for_then_said(tmp_path: Path) -> None:
    mirror = Mirror.open(tmp_path / "mirror.db", busy=0.05)
    fill(mirror, [ticket(1)])
    script = (
        "import sqlite3, sys; db = sqlite3.connect(sys.argv[1], isolation_level=None); db.execute('BEGIN IMMEDIATE');"
        "print('locked', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen([sys.executable, "-c", script, str(mirror.path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout
        assert other.stdout.readline() == b"locked\n"
        with pytest.raises(LocalError, match="locked"):
            mirror.apply(page(1, ticket(2)))
        assert list(held(mirror)) == ["20261122-000001"]
        other.communicate(b"")
    mirror.apply(page(1, ticket(2)))
    assert mirror.cursor == 2
    assert not mirror.rebuilt
    mirror.close()


def test_a_full_disk_is_said_and_changes_nothing(mirror: Mirror) -> None:
    fill(mirror, [ticket(1)])
    with mirror.write() as db:
        pages = db.execute("PRAGMA page_count").fetchone()[0]
        db.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(DiskFull):
        mirror.apply(page(1, *(ticket(n) for n in range(2, 400))))
    assert (mirror.cursor, list(held(mirror))) == (1, ["20261122-000001"])
    with mirror.write() as db:
        db.execute("PRAGMA max_page_count = 1000000")
    mirror.apply(page(1, ticket(2)))
    assert mirror.cursor == 2


def test_a_damaged_file_is_moved_aside_and_said(tmp_path: Path) -> None:
    path = tmp_path / "mirror.db"
    path.write_bytes(b"garbage" * 999)
    (tmp_path / "outbox.db").write_bytes(b"precious")
    mirror = Mirror.open(path)
    assert mirror.rebuilt
    assert (mirror.cursor, lines(mirror)) == (0, [])
    assert (tmp_path / "mirror.db.damaged-1").read_bytes() == b"garbage" * 999
    assert (tmp_path / "outbox.db").read_bytes() == b"precious"
    fill(mirror, [ticket(1)])
    assert len(lines(mirror)) == 1
    mirror.close()


def test_a_file_of_a_newer_paidan_is_kept_aside(tmp_path: Path) -> None:
    path = tmp_path / "mirror.db"
    Mirror.open(path).close()
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version = 99")
    db.close()
    mirror = Mirror.open(path)
    assert mirror.rebuilt
    assert (tmp_path / "mirror.db.damaged-1").exists()
    mirror.close()


def spoil(path: Path) -> None:
    """Overwrite everything behind the first page."""
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(MIRROR.page)
        file.write(os.urandom(size - MIRROR.page))


def damaged(path: Path) -> Mirror:
    """An open mirror whose file goes bad under it."""
    mirror = Mirror.open(path)
    fill(mirror, [ticket(n) for n in range(500)])
    mirror.close()
    spoil(path)
    return Mirror.open(path)


def test_damage_that_shows_while_reading_rebuilds_the_file(tmp_path: Path) -> None:
    mirror = damaged(tmp_path / "mirror.db")
    assert lines(mirror) == []
    assert mirror.rebuilt
    assert mirror.cursor == 0
    fill(mirror, [ticket(1)])
    assert len(lines(mirror)) == 1
    assert [one.name for one in tmp_path.glob("*.damaged-*")] == ["mirror.db.damaged-1"]
    mirror.close()


def test_damage_that_shows_while_writing_is_told_and_the_next_write_goes_well(tmp_path: Path) -> None:
    mirror = damaged(tmp_path / "mirror.db")
    with pytest.raises(LocalError):
        mirror.apply(page(1, *(ticket(n, version=2) for n in range(500))))
    assert mirror.rebuilt
    fill(mirror, [ticket(1)])
    assert len(lines(mirror)) == 1
    mirror.close()


def test_damage_that_shows_while_searching_rebuilds_the_file(tmp_path: Path) -> None:
    mirror = Mirror.open(tmp_path / "mirror.db")
    fill(mirror, [ticket(n) for n in range(2000)])
    with mirror.write() as db:
        [table] = db.execute("SELECT rootpage FROM sqlite_master WHERE name = 'ticket'").fetchone()
    mirror.close()
    with mirror.path.open("r+b") as file:
        file.seek((table - 1) * MIRROR.page)
        file.write(os.urandom(MIRROR.page))
    mirror = Mirror.open(tmp_path / "mirror.db")
    assert lines(mirror, parse_filter("暖气")) == []
    assert mirror.rebuilt
    mirror.close()


def test_values_are_remembered(mirror: Mirror) -> None:
    mirror.remember(city=json.dumps({"name": "样城"}), city_etag='"1"')
    mirror.remember(city_etag='"2"')
    assert (json.loads(mirror.meta("city")), mirror.meta("city_etag"), mirror.meta("unknown")) == ({"name": "样城"}, '"2"', "")


def test_reading_a_queue_loads_nothing_heavy(tmp_path: Path) -> None:
    mirror = Mirror.open(tmp_path / "mirror.db")
    fill(mirror, [ticket(1, title="暖气")])
    mirror.close()
    script = (
        "import sys; from pathlib import Path; from api_client.mirror import Mirror; from api_client.outbox import Outbox\n"
        "from api_client.filter import parse_filter\n"
        "mirror = Mirror.open(Path(sys.argv[1])); found = mirror.view(parse_filter('暖气'), now=lambda: 0); found.wait(10)\n"
        "print(len(mirror.view().window(0, 9)), found.count, mirror.counts(0), mirror.ticket('20261122-000001')['title'])\n"
        "print({'pydantic', 'httpx', 'sqlite_utils', 'orjson', 'platformdirs', 'api_client.models.ticket'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", script, str(mirror.path)], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.splitlines() == ["1 1 {('24h', 'calm'): 1} 暖气", "set()"]


def test_the_clock_that_is_due_first_is_the_one_shown(mirror: Mirror) -> None:
    both = (clock(ClockName.SIGN, 60), clock(ClockName.DUE, 3600))
    fill(mirror, [ticket(1, clocks=both, next_clock=ClockName.DUE), ticket(2, clocks=both, next_clock=ClockName.SIGN)])
    assert [(line.next_clock, line.next_due - NOW) for line in lines(mirror)] == [("sign", 60), ("due", 3600)]
    assert moment(0).timestamp() == NOW


def test_a_file_that_another_process_made_anew_is_gone_on_with(tmp_path: Path) -> None:
    path = tmp_path / "mirror.db"
    desk = Mirror.open(path)
    fill(desk, [ticket(1)])
    path.rename(tmp_path / "mirror.db.damaged-1")
    courier = Mirror.open(path)
    fill(courier, [ticket(2)])
    assert [line.number[-1] for line in lines(desk)] == ["1"]
    desk.look_again()
    assert [line.number[-1] for line in lines(desk)] == ["2"]
    desk.remember(city="{}")
    assert courier.meta("city") == "{}"
    assert sorted(file.name for file in tmp_path.glob("*damaged*")) == ["mirror.db.damaged-1"]
    desk.close()
    courier.close()
