"""What was typed into a form outlives its desk, for a day at most, and no draft stands in the way of another."""

import stat
from pathlib import Path

from tests.tui.test_call_draft import dead_pid
from tui.call_draft import KEPT_SECONDS, CallDraft
from tui.form_drafts import MOST, NAME, FormDrafts

WALL = 1_764_000_000.0


def drafts(folder: Path, *, pid: int | None = None, wall: float = WALL) -> FormDrafts:
    return FormDrafts(folder, lambda: wall, pid=pid)


def file_of(folder: Path, pid: int | None = None) -> Path:
    return CallDraft(folder, pid=pid, name=NAME).path


def test_a_dead_desks_drafts_are_taken_over_and_go_when_they_are_sent(tmp_path: Path) -> None:
    one, two = dead_pid(), dead_pid()
    drafts(tmp_path, pid=one)["note 1"] = {"text": "甲"}
    left = drafts(tmp_path, pid=two, wall=WALL + 9)
    left["note 1"] = {"text": "乙"}
    left["sign 2"] = {"note": "丙"}
    assert stat.S_IMODE(file_of(tmp_path, two).stat().st_mode) == 0o600
    mine = drafts(tmp_path, wall=WALL + 10)
    assert mine == {"note 1": {"text": "乙"}, "sign 2": {"note": "丙"}}
    assert [path.name for path in tmp_path.iterdir()] == [file_of(tmp_path).name]
    assert drafts(tmp_path, wall=WALL + 10) == mine, "and are there after the next restart"
    del mine["note 1"], mine["sign 2"]
    assert not list(tmp_path.iterdir())


def test_drafts_are_bounded_in_number_and_age(tmp_path: Path) -> None:
    now = [WALL]
    mine = FormDrafts(tmp_path, lambda: now[0])
    for serial in range(MOST + 3):
        mine[f"note {serial}"] = {"text": str(serial)}
    assert len(mine) == MOST
    assert "note 2" not in mine
    assert f"note {MOST + 2}" in mine
    now[0] += KEPT_SECONDS + 1
    assert not mine
    assert not list(tmp_path.iterdir())


def test_a_call_lies_in_its_own_file_and_those_set_aside_come_newest_first(tmp_path: Path) -> None:
    mine = drafts(tmp_path)
    mine["register"] = {"title": "一"}
    assert not list(tmp_path.iterdir())
    mine.set_aside("register", {"title": "二"})
    mine.set_aside("register", {"title": "三"})
    again = drafts(tmp_path)
    assert [again.take_aside("register") for _ in range(3)] == [{"title": "三"}, {"title": "二"}, None]


def test_what_cannot_be_put_down_is_kept_in_memory_and_what_cannot_be_read_is_none(tmp_path: Path) -> None:
    file_of(tmp_path).write_text('{"note 1": [1], "note 2": 3}', encoding="utf-8")
    mine = drafts(tmp_path)
    assert mine == {}
    (tmp_path / file_of(tmp_path).with_suffix(".new").name).mkdir()
    mine["note 1"] = {"text": "甲"}
    assert mine.trouble
    assert mine["note 1"] == {"text": "甲"}
    assert FormDrafts(None, lambda: WALL) == {}
