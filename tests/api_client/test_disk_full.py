"""The desk's disk is full at each point where it writes: it is said, all or nothing is written, and with room again it goes on."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from api_client import faultpoints
from api_client.errors import DiskFull
from api_client.faultpoints import VARIABLE, Kind, Point
from tests.api_client.hotline import Hotline
from tests.api_client.test_sync import Desk
from tests.api_client.told import note, ticket


@pytest.fixture
def hotline() -> Hotline:
    made = Hotline()
    made.change(ticket(1), ticket(2))
    return made


@pytest.fixture
def desk(tmp_path: Path, hotline: Hotline) -> Iterator[Desk]:
    made = Desk(tmp_path, hotline)
    yield made
    faultpoints.arm({})
    made.close()


def full(point: Point, times: str = "1") -> None:
    faultpoints.arm({VARIABLE: f"{point}:{times}:{Kind.FULL}"})


async def test_a_key_that_cannot_be_kept_is_said_and_leaves_no_half(desk: Desk, hotline: Hotline) -> None:
    full(Point.OUTBOX_HALF)
    asked = [note(1), note(2)]
    with pytest.raises(DiskFull, match=r"outbox\.db"):
        desk.outbox.put(asked, now=desk.now)
    assert desk.outbox.latest() == []
    desk.outbox.put(asked, now=desk.now)
    assert [row.state for row in await desk.sync.push()] == ["done", "done"]
    assert len(hotline.done) == 2


async def test_a_snapshot_without_room_leaves_the_old_copy_and_comes_again(desk: Desk, hotline: Hotline) -> None:
    await desk.sync.meet()
    hotline.log_id = "log-b"
    hotline.change(ticket(3))
    full(Point.SNAPSHOT_HALF, "1+")
    with pytest.raises(DiskFull, match=r"mirror\.db"):
        await desk.sync.meet()
    assert (len(desk.numbers()), desk.mirror.log_id) == (2, "log-a")
    async with desk.running():
        await desk.until(lambda: desk.states[-1:] and desk.states[-1].why == "disk_full")
        faultpoints.arm({})
        await desk.until(lambda: len(desk.numbers()) == 3 and desk.states[-1].name == "live")


async def test_a_page_without_room_is_taken_in_whole_later(desk: Desk, hotline: Hotline) -> None:
    async with desk.running():
        await desk.until(lambda: desk.states and desk.states[-1].name == "live")
        before = desk.mirror.cursor
        full(Point.PAGE_HALF, "1+")
        hotline.change(ticket(1, version=2), ticket(9))
        await desk.until(lambda: desk.states[-1].why == "disk_full")
        assert (desk.mirror.cursor, sorted(desk.numbers().values())) == (before, [1, 1])
        faultpoints.arm({})
        await desk.until(lambda: desk.states[-1].name == "live" and len(desk.numbers()) == 3)
    assert desk.numbers()[ticket(1).number] == 2
