"""Each check finds what is there."""

from pathlib import Path
from uuid import UUID

import pytest

from api_client.errors import Damaged, HotlineError, NotSignedIn, Refused, Unexpected, Unreachable
from api_client.mirror import Mirror
from api_client.models.commands import Note
from api_client.models.page import Problem
from api_client.outbox import Outbox
from fixtures.operating.readiness import PARTS
from tui.settings import Settings
from tui.starting import doctor
from tui.terminals.probe import Answer
from tui.terminals.terminal import Terminal
from tui.words.words import Words


@pytest.mark.parametrize(
    ("term", "size", "name", "ok"),
    [
        ("xterm", (80, 24), "ok", True),
        ("xterm", (60, 20), "ok", True),
        ("xterm", (59, 20), "small", False),
        ("dumb", (80, 24), "unnamed", False),
        ("", (80, 24), "unnamed", False),
        ("xterm", None, "none", True),
    ],
)
def test_terminal(term: str, size: tuple[int, int] | None, name: str, ok: bool) -> None:
    finding = doctor.terminal({"TERM": term}, size)
    assert (finding.name, finding.ok) == (name, ok)


@pytest.mark.parametrize(
    ("environment", "name"),
    [
        ({"TERM": "xterm-256color"}, "256"),
        ({"TERM": "linux"}, "standard"),
        ({"TERM": "xterm", "COLORTERM": "truecolor"}, "truecolor"),
        ({"TERM": "xterm", "COLORTERM": "truecolor", "NO_COLOR": ""}, "none"),
        ({"TERM": "xterm-256color", "TEXTUAL_COLOR_SYSTEM": "standard"}, "standard"),
    ],
)
def test_colours(environment: dict[str, str], name: str) -> None:
    assert doctor.colours(environment).name == name


def test_display() -> None:
    assert doctor.display("8.2.8", known=True).ok
    unknown = doctor.display("9.0", known=False)
    assert (unknown.name, unknown.ok, unknown.facts["version"]) == ("thick", False, "9.0")


def test_widths() -> None:
    assert doctor.widths(doctor.WIDTHS).ok
    assert doctor.widths(dict.fromkeys(doctor.WIDTHS)).name == "silent"
    wide = doctor.widths(doctor.WIDTHS | {"─": 2})
    assert (wide.name, wide.ok, wide.facts["samples"]) == ("wrong", False, "─ 2")


def test_hotline() -> None:
    assert doctor.hotline("").name == "none"
    assert doctor.hotline("http://x", error=NotSignedIn()).name == "signed_out"
    assert doctor.hotline("http://x", error=Unreachable("timeout"), why="no answer").facts["why"] == "no answer"
    assert doctor.hotline("http://x", name="A", took=0.0123).facts["ms"] == 12


@pytest.mark.parametrize(
    ("error", "name", "ok"),
    [
        (None, "ok", True),
        (Unreachable("refused"), "unknown", True),
        (Unreachable("busy", code="unwell_disk"), "unwell_disk", False),
        (Unreachable("busy", "tea time", code="tea"), "other", False),
        (Refused(Problem(status=404, code="unknown", detail="")), "untold", True),
        (Unexpected("404", why="no_hotline"), "untold", True),
    ],
)
def test_ready(error: HotlineError | None, name: str, ok: bool) -> None:
    finding = doctor.ready(error)
    assert (finding.name, finding.ok) == (name, ok)
    assert all(Words(lang)(finding.key, **finding.facts) for lang in ("zh", "en"))


def test_each_trouble_of_a_hotline_is_said_with_what_to_do() -> None:
    assert all(Words("zh")(f"doctor.ready.{code}") and Words("zh")(f"doctor.ready.{code}.do") for code in doctor.UNREADY)
    assert {f"unwell_{part}" for part in PARTS} < set(doctor.UNREADY)


def test_clock() -> None:
    assert doctor.clock(None).name == "unknown"
    assert doctor.clock(-4.0).ok
    assert not doctor.clock(61.0).ok
    assert doctor.clock(7200.0).facts["hours"] == 2
    assert doctor.clock(1e6, rate=60.0).name == "scenario"


def test_token(tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text("x")
    file.chmod(0o644)
    assert not doctor.token(file).ok
    file.chmod(0o600)
    assert doctor.token(file).ok
    assert doctor.token(None).name == "environment"


def test_files(tmp_path: Path) -> None:
    path = tmp_path / "mirror.db"
    mirror = Mirror.open(path)
    assert doctor.mirror(path, mirror, now=0).facts["count"] == 0
    assert doctor.mirror(path, None, now=0).name == "none"
    assert not doctor.mirror(path, Damaged(path, "no database"), now=0).ok
    mirror.close()
    outbox = Outbox.open(tmp_path / "outbox.db")
    assert doctor.outbox(outbox).ok
    outbox.put([Note(id=UUID(int=1), ticket="20261122-000001", seen=1, text="seen")], now=0.0)
    assert doctor.outbox(outbox).facts == {"waiting": 1, "trouble": 0}
    outbox.close()


def test_every_finding_has_its_words() -> None:
    from tui.words.doctor import WORDS

    for lang in ("zh", "en"):
        say = Words(lang)
        assert all(say.get(key) for key in WORDS)


@pytest.mark.parametrize(
    ("environment", "name", "ok"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "ok", True),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, "bare", False),
        ({"LANG": "zh_CN.UTF-8", "LC_CTYPE": "POSIX"}, "bare", False),
        ({}, "none", True),
    ],
)
def test_locale(environment: dict[str, str], name: str, ok: bool) -> None:
    found = doctor.locale(environment)
    assert (found.name, found.ok) == (name, ok)


def test_theme() -> None:
    assert doctor.theme(Settings(theme="night"), {"TERM": "xterm"}) == doctor.Finding("theme", "shown", facts={"theme": "night", "set": "night"})
    assert doctor.theme(Settings(theme="night"), {"TERM": "vt220"}).facts == {"theme": "monochrome", "set": "night"}


@pytest.mark.parametrize(
    ("settings", "kind", "answer", "name"),
    [
        (Settings(), Terminal(ascii=False, remote=False), Answer(1, 0.001), "all"),
        (Settings(ascii=True), Terminal(ascii=True, remote=False), Answer(2, 0.001), "set"),
        (Settings(), Terminal(ascii=True, remote=False), Answer(), "kind"),
        (Settings(), Terminal(ascii=False, remote=False), Answer(2, 0.001), "wide"),
    ],
)
def test_signs(settings: Settings, kind: Terminal, answer: Answer, name: str) -> None:
    found = doctor.signs(settings, kind, answer)
    assert (found.name, found.ok) == (name, name != "wide")


@pytest.mark.parametrize(
    ("wanted", "remote", "seconds", "name"),
    [
        ("auto", False, 0.001, "fast_near"),
        ("auto", False, None, "fast_silent"),
        ("auto", True, 0.001, "slow_remote"),
        ("auto", False, 0.3, "slow_measured"),
        ("fast", True, 0.3, "fast_set"),
        ("slow", False, 0.001, "slow_set"),
    ],
)
def test_link(wanted: str, remote: bool, seconds: float | None, name: str) -> None:
    assert doctor.link(Settings(link=wanted), Terminal(ascii=False, remote=remote), Answer(1, seconds)).name == name


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_is_found_of_the_terminal_can_be_said(lang: str, tmp_path: Path) -> None:
    near, far = Terminal(ascii=False, remote=False), Terminal(ascii=True, remote=True)
    found = [doctor.locale({}), doctor.locale({"LANG": "C"}), doctor.theme(Settings(), {"TERM": "vt100"}), doctor.theme(Settings(), {})]
    found += [doctor.signs(settings, kind, Answer(2)) for settings in (Settings(), Settings(ascii=True)) for kind in (near, far)]
    found += [doctor.link(Settings(link=link), kind, Answer(1, 1.0)) for link in ("auto", "fast", "slow") for kind in (near, far)]
    found += [doctor.link(Settings(), near, Answer())]
    found += [doctor.own_settings(Settings(troubles=("x",)), tmp_path), doctor.own_settings(Settings(), tmp_path)]
    say = Words(lang)
    assert all(say(finding.key, **finding.facts) and say(f"doctor.{finding.topic}") for finding in found)
    assert all(say(f"{finding.key}.do", **finding.facts) for finding in found if not finding.ok)


def test_settings(tmp_path: Path) -> None:
    assert doctor.own_settings(Settings(), tmp_path).ok
    wrong = doctor.own_settings(Settings(troubles=("one", "two")), tmp_path)
    assert (wrong.ok, wrong.facts["why"]) == (False, "one; two")
    wrong = doctor.own_settings(Settings(troubles=("one",)), tmp_path, keys=("R is taken",))
    assert (wrong.ok, wrong.facts["why"]) == (False, "one; R is taken")
