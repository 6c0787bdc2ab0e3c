"""A call that is typed survives its desk, is read by nobody else, and does not stay for long."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tui.call_draft import KEPT_SECONDS, CallDraft

TYPED = {"title": "暖气不热", "requester.phone": "13900001234"}


def dead_pid() -> int:
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()
    return child.pid


def test_what_was_typed_is_there_again_for_its_owner_alone_and_goes_when_it_is_sent(tmp_path: Path) -> None:
    draft = CallDraft(tmp_path)
    assert draft.read(0.0) is None
    draft.keep({"title": "暖"})
    draft.keep(TYPED)
    assert stat.S_IMODE(draft.path.stat().st_mode) == 0o600
    assert CallDraft(tmp_path).read(draft.path.stat().st_mtime) == TYPED
    assert [path.name for path in tmp_path.iterdir()] == [draft.path.name]
    draft.drop()
    draft.drop()
    assert not list(tmp_path.iterdir())


def test_a_dead_desks_draft_is_taken_over_once_and_a_living_ones_is_left_alone(tmp_path: Path) -> None:
    left = CallDraft(tmp_path, pid=dead_pid())
    left.keep(TYPED)
    left.path.with_suffix(".new").write_text("half", encoding="utf-8")
    living = CallDraft(tmp_path, pid=os.getppid())
    living.keep({"title": "另一通"})
    wall = left.path.stat().st_mtime
    assert CallDraft(tmp_path).read(wall) == TYPED
    assert not left.path.exists()
    assert not left.path.with_suffix(".new").exists()
    assert CallDraft(tmp_path, pid=os.getppid()).read(wall) == {"title": "另一通"}
    CallDraft(tmp_path).drop()
    assert CallDraft(tmp_path).read(wall) is None


def test_a_draft_of_yesterday_or_a_broken_one_is_none(tmp_path: Path) -> None:
    old = CallDraft(tmp_path, pid=dead_pid())
    old.keep(TYPED)
    assert CallDraft(tmp_path).read(old.path.stat().st_mtime + KEPT_SECONDS + 1) is None
    assert not old.path.exists(), "personal data does not lie about"
    mine = CallDraft(tmp_path)
    for text in ("{", "[]"):
        mine.path.write_text(text, encoding="utf-8")
        assert mine.read(mine.path.stat().st_mtime) is None


def test_where_it_cannot_be_kept_that_is_said_and_the_last_one_stands(tmp_path: Path) -> None:
    draft = CallDraft(tmp_path)
    draft.keep(TYPED)
    (tmp_path / draft.path.with_suffix(".new").name).mkdir()
    with pytest.raises(OSError, match="new"):
        draft.keep({"title": "x"})
    assert draft.read(draft.path.stat().st_mtime) == TYPED


def test_a_sweep_takes_only_what_is_too_old(tmp_path: Path) -> None:
    old, half = CallDraft(tmp_path, pid=dead_pid()), CallDraft(tmp_path, pid=dead_pid())
    old.keep(TYPED)
    half.path.with_suffix(".new").write_text("half", encoding="utf-8")
    wall = old.path.stat().st_mtime
    CallDraft(tmp_path).sweep(wall)
    assert [path.name for path in tmp_path.iterdir()] == [old.path.name]
    CallDraft(tmp_path).sweep(wall + KEPT_SECONDS + 1)
    assert not list(tmp_path.iterdir())
