"""What was typed into the palette before."""

from pathlib import Path

import pytest

from tui.palette.recent import LONGEST, MOST, Recent


def test_the_newest_stands_first_and_none_twice(tmp_path: Path) -> None:
    recent = Recent(tmp_path / "palette.json")
    assert recent.all() == []
    for text in ("night", "theme dark", "night", "", "x" * (LONGEST + 1)):
        recent.use(text)
    assert Recent(recent.path).all() == ["night", "theme dark"]
    assert recent.path.stat().st_mode & 0o777 == 0o600
    for turn in range(MOST + 5):
        recent.use(str(turn))
    assert len(recent.all()) == MOST


@pytest.mark.parametrize("written", [b"", b"nothing", b"{}", b'[1, "ok", "\\u001b[2J"]', b"\xff"])
def test_a_file_that_makes_no_sense_counts_as_far_as_it_does(tmp_path: Path, written: bytes) -> None:
    (tmp_path / "palette.json").write_bytes(written)
    assert Recent(tmp_path / "palette.json").all() in ([], ["ok"])


def test_where_nothing_can_be_written_nothing_fails(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    Recent(tmp_path / "file/palette.json").use("night")
    assert Recent(tmp_path / "file/palette.json").all() == []
