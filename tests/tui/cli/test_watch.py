"""One line for tmux or a prompt, from the local copy alone."""

import argparse
import io
import sys
from pathlib import Path
from typing import Any

import pytest

from api_client.mirror import Mirror
from api_client.profile import Profile
from tests.tui.cli.conftest import Paidan
from tests.tui.desk_parts import fill, ticket
from tests.widgets.queue_lines import NOW
from tui.cli import watch
from tui.cli.console import Console
from tui.cli.main import run
from tui.words.words import Words

URL = "http://hotline.example"


@pytest.fixture
def copied(home: Path, monkeypatch: pytest.MonkeyPatch) -> Mirror:
    """Somebody whose copy holds one overdue, one urgent and one calm ticket; no hotline runs."""
    monkeypatch.setenv("PAIDAN_HOME", str(home))
    profile = Profile(home, home).at(URL, "sunqi")
    profile.save()
    mirror = Mirror.open(profile.mirror_path)
    fill(mirror, [ticket(1, -60), ticket(2, 300), ticket(3, 15_121)])
    return mirror


def said(capsys: pytest.CaptureFixture[str], *words: str, at: float = 0.0) -> tuple[int, str, str]:
    code = run(["watch", *words], now=lambda: NOW + at)
    streams = capsys.readouterr()
    return code, streams.out, streams.err


@pytest.mark.parametrize(
    ("words", "at", "expected"),
    [
        ((), 0, "12345 1 overdue | 1 urgent | next 7d 20261122-000002 in 5:00"),
        (("--lang", "zh"), 0, "12345 1 超期 | 1 紧迫 | 下一件 7d 20261122-000002 还剩 5:00"),
        ((), 301, "12345 2 overdue | next 15d 20261122-000003 in 4h07m | no news since 20:00"),
        (
            ("--color", "tmux"),
            0,
            "12345 #[fg=white,bg=red,bold]1 overdue#[default] | #[fg=black,bg=yellow]1 urgent#[default] | next 7d 20261122-000002 in 5:00",
        ),
        (("--color", "ansi"), 0, "12345 \x1b[1;37;41m1 overdue\x1b[m | \x1b[30;43m1 urgent\x1b[m | next 7d 20261122-000002 in 5:00"),
        (("--format", "{overdue}/{urgent}/{open} {number} {left} {state}{since}"), 0, "1/1/3 20261122-000002 5:00 overdue"),
        (("--format", "{overdue:>3}"), 0, "  1"),
    ],
)
def test_the_line(copied: Mirror, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], at: float, expected: str) -> None:
    assert said(capsys, *words, at=at) == (0, expected + "\n", "")


@pytest.mark.parametrize(("due", "code"), [((90_000,), 0), ((300, 90_000), 10), ((300, -60), 11)])
def test_the_exit_code_says_what_burns_where_it_is_asked_to(
    copied: Mirror, capsys: pytest.CaptureFixture[str], due: tuple[int, ...], code: int
) -> None:
    fill(copied, [ticket(serial, seconds) for serial, seconds in enumerate(due)])
    assert said(capsys)[0] == 0
    assert said(capsys, "--exit-code")[0] == code


def test_what_others_wrote_obeys_nothing_in_tmux(copied: Mirror, capsys: pytest.CaptureFixture[str]) -> None:
    fill(copied, [ticket(1, 300, tier="#(touch x)\x1b[2J\u202e")])
    assert "#(" not in said(capsys)[1]
    assert "\x1b" not in said(capsys)[1]
    for words in (("--color", "ansi"), ("--format", "{tier}\x1b[2J")):
        told = said(capsys, *words)[1]
        assert "\x1b[2J" not in told
        assert "\u202e" not in told


@pytest.mark.parametrize("text", ["{nothing}", "{", "{overdue.real.x}", "{0}", "{overdue:zz}"])
def test_a_format_that_makes_no_sense_is_told_what_it_may_hold(copied: Mirror, capsys: pytest.CaptureFixture[str], text: str) -> None:
    code, out, err = said(capsys, "--format", text)
    assert (code, out) == (2, "")
    assert "{overdue}, {urgent}" in err


def test_without_a_copy_it_says_what_to_do(paidan: Paidan) -> None:
    assert "paidan login" in paidan("watch").err
    done = paidan("watch", PAIDAN_URL=URL, PAIDAN_TOKEN="x")
    assert (done.code, done.out) == (3, "")
    assert "paidan queue" in done.err
    assert not list(paidan.home.rglob("*.db"))


def test_following_tells_each_change_once(copied: Mirror, monkeypatch: pytest.MonkeyPatch) -> None:
    moment, out = [float(NOW)], io.StringIO()
    monkeypatch.setattr(sys, "stdout", _Stream(out))
    steps = iter((0, 0, 302))

    def pause(_: float) -> None:
        try:
            moment[0] = NOW + next(steps)
        except StopIteration:
            raise KeyboardInterrupt from None

    wish = argparse.Namespace(format="{overdue} {urgent}", color="none", follow=True, exit_code=False, json=False)
    with pytest.raises(KeyboardInterrupt):
        watch.run(wish, Console(Words("en"), lambda: moment[0]), pause=pause)
    assert out.getvalue() == "1 1\n2 0\n"


class _Stream:
    """As much of a stream as a console uses."""

    def __init__(self, into: io.StringIO) -> None:
        self.write, self.flush = into.write, into.flush

    def reconfigure(self, **_: Any) -> None:
        pass
