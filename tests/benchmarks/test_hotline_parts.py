"""What the hotline's measurements are made of: a store that verifies, readers who notice a gap, delays that are reckoned rightly."""

from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.hotline.readers import Reader
from benchmarks.hotline.store import make
from benchmarks.hotline.streams import Asked, seen
from benchmarks.hotline.windows import FORMS, wish
from fixtures.feed.line import chunk
from fixtures.feed.ring import framed
from fixtures.log.events import Log
from fixtures.reading.window import Filter
from fixtures.verify.whole import verify
from tests.cities import shipped


def test_a_store_is_what_real_commands_would_have_left_and_nothing_is_due_in_it(tmp_path: Path) -> None:
    city, now = shipped("beijing"), datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
    made = make(tmp_path, city, 150, now, accounts=2)
    log = Log.open(made.path, city=city.code)
    assert verify(log, city) is None
    with log.reader() as reader:
        told = reader.exec_driver_sql("SELECT count(*), sum(open), min(wake_at), count(DISTINCT words), count(DISTINCT stage) FROM ticket").one()
    assert tuple(told[:2]) == (150, 150)
    assert told[2] > now.timestamp() + 3600
    assert told[3] > 140
    assert told[4] >= 3
    assert len(set(made.tokens)) == 2
    log.close()


def pages(*spans: tuple[int, int]) -> bytes:
    return b"".join(
        chunk(framed(end, b'{"after":%d,"cursor":%d,"now":"2026-11-22T12:00:00Z","rate":1.0,"events":[]}' % (start, end))) for start, end in spans
    )


def test_a_reader_takes_pages_cut_anywhere_and_notices_one_that_is_missing() -> None:
    data, found = pages((0, 0), (0, 3), (3, 4), (4, 9)), dict[tuple[int, int], list[float]]()
    for size in (1, 7, 60, 1000):
        reader = Reader.__new__(Reader)
        reader.cursor, reader.rest = -1, b""
        assert all(reader.read(data[start : start + size], 1.0, found) for start in range(0, len(data), size))
        assert reader.cursor == 9
    assert {span: len(times) for span, times in found.items()} == {(0, 3): 4, (3, 4): 4, (4, 9): 4}
    reader.read(pages((9, 10)), 1.0, found)
    assert not reader.read(pages((11, 12)), 1.0, found)


def test_delays_are_of_each_event_and_each_stream_from_when_it_was_asked() -> None:
    asked = [Asked(10.0, 0.1, 5), Asked(11.0, 0.1, 6), Asked(12.0, 0.1, 8)]
    told: dict[str, Any] = {"pages": [[4, 6, [11.5, 11.6]], [6, 8, [12.5]]], "gaps": 0, "lost": 0, "most": 8, "least": 6}
    found = seen(told, asked, since=6)
    assert [round(delay, 3) for delay in sorted(found.delays)] == [0.5, 0.5, 0.6]
    assert found.behind == 2


def test_every_kind_of_filter_is_one_that_a_window_has() -> None:
    city, chance = shipped("beijing"), Random(1)
    for form in FORMS:
        assert set(wish(form, city, chance)) <= set(Filter._fields)
    assert len({wish("word", city, chance)["q"] for _ in range(30)}) > 10
