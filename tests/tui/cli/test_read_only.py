"""`--read-only`, `PAIDAN_READ_ONLY` and the setting: scripts look, and nothing is asked."""

from pathlib import Path

import pytest

from tests.tui.cli.conftest import Paidan


@pytest.mark.parametrize(
    "line",
    [
        "do 20261122-000123 note text=x", "do 20261122-000123 note text=x --preview", "do new register title=x", "outbox send", "outbox drop abc",
        "outbox retry abc", "reveal 20261122-000123 reason=x", "duplicates item=x",
    ],
)  # fmt: skip
def test_nothing_is_asked(dispatcher: Paidan, line: str) -> None:
    before = {path: path.read_bytes() for path in dispatcher.home.rglob("outbox.db*")}
    done = dispatcher(*line.split(), "--read-only")
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("Read-only: nothing was asked")
    assert {path: path.read_bytes() for path in dispatcher.home.rglob("outbox.db*")} == before


def test_looking_works_and_makes_no_outbox(dispatcher: Paidan) -> None:
    assert dispatcher("--read-only", "queue", "--limit", "1").code == 0
    assert dispatcher("outbox", "--read-only").code == 0
    assert not list(dispatcher.home.rglob("outbox.db"))


@pytest.mark.parametrize(("how", "environment"), [("setting", {}), ("environment", {"PAIDAN_READ_ONLY": "1"})])
def test_other_ways_to_say_it(dispatcher: Paidan, how: str, environment: dict[str, str]) -> None:
    if how == "setting":
        (Path(dispatcher.home) / "settings.toml").write_text("read_only = true\n")
    done = dispatcher("do", "20261122-000123", "note", "text=x", "--lang", "zh", **environment)
    assert done.code == 1
    assert "只读" in done.err


def test_a_zero_in_the_environment_is_no_yes(dispatcher: Paidan) -> None:
    assert dispatcher("outbox", "send", PAIDAN_READ_ONLY="0").code == 0
