"""What was typed survives its desk, is read by nobody else, does not stay for long, and no draft stands in the way of another."""

import json
import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tui.drafts import CALL, KEPT_SECONDS, MOST, Draft, Drafts

WALL = 1_764_000_000.0
TYPED = {"title": "暖气不热", "requester.phone": "13900001234", "text": "\ud83d"}


def dead_pid() -> int:
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()
    return child.pid


def drafts(folder: Path, *, pid: int | None = None, wall: float = WALL) -> Drafts:
    return Drafts(folder, lambda: wall, pid=pid)


def left(folder: Path, key: str, raw: dict[str, Any], *, pid: int | None = None, wall: float = WALL) -> Path:
    """The file of a draft that a desk has left."""
    before = set(folder.iterdir())
    drafts(folder, pid=dead_pid() if pid is None else pid, wall=wall).keep(Draft(key), raw)
    [path] = set(folder.iterdir()) - before
    return path


def all_of(mine: Drafts) -> list[tuple[str, Any]]:
    return [(draft.key, draft.raw) for draft in mine]


def test_what_was_typed_is_there_again_for_its_owner_alone_and_goes_when_it_is_sent(tmp_path: Path) -> None:
    mine = drafts(tmp_path)
    draft = mine.begun(CALL)
    assert not draft.raw
    mine.keep(draft, {"title": "暖"})
    mine.keep(draft, TYPED)
    [path] = tmp_path.iterdir()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    again = drafts(tmp_path)
    assert again.begun(CALL).raw == TYPED
    again.drop(again.begun(CALL))
    again.drop(draft)
    assert not list(tmp_path.iterdir())


def test_a_dead_desks_drafts_are_taken_over_once_and_a_living_ones_are_left_alone(tmp_path: Path) -> None:
    mine = drafts(tmp_path, wall=WALL + 9)
    assert all_of(mine) == []
    living = left(tmp_path, "note 1", {"text": "丙"}, pid=os.getppid())
    left(tmp_path, "note 1", {"text": "乙"}, wall=WALL + 1)
    left(tmp_path, "note 1", {"text": "甲"})
    left(tmp_path, CALL, TYPED).with_suffix(".new").write_text("half", encoding="utf-8")
    for text in ("乙", "甲"):
        draft = mine.begun("note 1")
        assert draft.raw == {"text": text}
        mine.drop(draft)
    assert all_of(drafts(tmp_path, pid=dead_pid())) == [], "taken by the desk that runs"
    assert all_of(drafts(tmp_path)) == [(CALL, TYPED)], "and there after its next restart"
    mine.drop(mine.begun(CALL))
    assert list(tmp_path.iterdir()) == [living]


def test_what_was_typed_last_is_offered_first_and_each_is_its_own(tmp_path: Path) -> None:
    mine = drafts(tmp_path)
    first, second = Draft(CALL), Draft(CALL)
    mine.keep(first, {"title": "一"})
    mine.keep(second, {"title": "二"})
    assert mine.begun(CALL) is second
    mine.drop(second)
    mine.drop(second)
    assert mine.begun(CALL) is first


def test_drafts_are_bounded_in_number_and_age(tmp_path: Path) -> None:
    now = [WALL]
    mine = Drafts(tmp_path, lambda: now[0])
    for serial in range(MOST + 3):
        mine.keep(Draft(f"note {serial}"), {"text": str(serial)})
    assert [draft.key for draft in mine] == [f"note {serial}" for serial in range(3, MOST + 3)]
    assert len(list(tmp_path.iterdir())) == MOST
    now[0] += KEPT_SECONDS + 1
    assert all_of(mine) == []
    assert not list(tmp_path.iterdir())


def test_a_sweep_takes_only_what_is_too_old_whoever_wrote_it(tmp_path: Path) -> None:
    half = left(tmp_path, CALL, TYPED).with_suffix(".new")
    half.write_text("half", encoding="utf-8")
    left(tmp_path, CALL, TYPED, pid=os.getppid())
    other = tmp_path / "mirror.old.sqlite"
    other.touch()
    drafts(tmp_path).sweep()
    assert len(list(tmp_path.iterdir())) == 3
    assert not half.exists()
    drafts(tmp_path, wall=WALL + KEPT_SECONDS + 1).sweep()
    assert list(tmp_path.iterdir()) == [other]


@pytest.mark.parametrize("text", ["", "{", "[]", '{"key": "note 1", "raw": 3}'])
def test_what_makes_no_sense_is_said_and_goes(tmp_path: Path, text: str) -> None:
    path = left(tmp_path, "note 1", {"text": "甲"})
    path.write_text(text, encoding="utf-8")
    os.utime(path, (WALL, WALL))
    mine = drafts(tmp_path)
    assert all_of(mine) == []
    assert mine.unread.startswith(path.name)
    assert not list(tmp_path.iterdir())


def test_what_cannot_be_read_is_said_once_and_what_cannot_be_put_down_is_kept_in_memory(tmp_path: Path) -> None:
    mine = drafts(tmp_path)
    locked = tmp_path / f"draft.{dead_pid()}.locked.json"
    locked.mkdir()
    os.utime(locked, (WALL, WALL))
    assert all_of(mine) == []
    assert mine.unread
    mine.unread = ""
    assert all_of(mine) == []
    assert not mine.unread
    draft = Draft("note 1")
    mine.keep(draft, {"text": "甲"})
    [path] = tmp_path.glob(f"*{draft.id}.json")
    path.with_suffix(".new").mkdir()
    mine.keep(draft, {"text": "甲乙"})
    assert mine.trouble
    assert mine.begun("note 1").raw == {"text": "甲乙"}
    assert all_of(drafts(tmp_path)) == [("note 1", {"text": "甲"})], "what was put down before still stands"
    path.with_suffix(".new").rmdir()
    mine.keep(draft, {"text": "甲乙"})
    assert not mine.trouble
    assert all_of(drafts(tmp_path)) == [("note 1", {"text": "甲乙"})]


def test_without_a_folder_they_are_kept_in_memory() -> None:
    mine = Drafts(None, lambda: WALL)
    mine.keep(Draft("note 1"), {"text": "甲"})
    assert mine.begun("note 1").raw == {"text": "甲"}
    assert not mine.trouble
    mine.drop(mine.begun("note 1"))
    assert all_of(mine) == []


def test_what_an_older_desk_left_is_taken_over_once(tmp_path: Path) -> None:
    for pid, title in ((dead_pid(), "一"), (os.getpid(), "二")):
        (tmp_path / f"call-draft.{pid}.json").write_text(json.dumps({"title": title}), encoding="utf-8")
    forms = {"note 1": [WALL - 5, {"text": "甲"}], "register#1": [WALL - 9, {"title": "三"}], "note 2": [WALL - KEPT_SECONDS - 1, {"text": "旧"}]}
    (tmp_path / f"form-drafts.{dead_pid()}.json").write_text(json.dumps(forms), encoding="utf-8")
    for path in tmp_path.iterdir():
        os.utime(path, (WALL, WALL))
    found = all_of(drafts(tmp_path))
    assert found[:2] == [(CALL, {"title": "三"}), ("note 1", {"text": "甲"})]
    assert sorted(raw["title"] for _, raw in found[2:]) == ["一", "二"]
    assert {path.name.partition(".")[0] for path in tmp_path.iterdir()} == {"draft"}
    assert sorted(map(str, all_of(drafts(tmp_path)))) == sorted(map(str, found)), "and are there after the next restart"
