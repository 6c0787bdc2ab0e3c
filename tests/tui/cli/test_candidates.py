"""What may stand in the place of the last word."""

import json
from pathlib import Path

import pytest

from api_client.mirror import Mirror
from api_client.outbox import Outbox
from api_client.profile import Profile
from fixtures.city.load import shipped_cities
from fixtures.scenarios.days import DAYS
from fixtures.scenarios.people import CITY
from tests.cities import shipped
from tests.tui.desk_parts import command, fill, ticket
from tui.cli import grammar
from tui.cli.candidates import candidates
from tui.cli.console import Console
from tui.words.words import Words


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Profile:
    """Somebody with a copy of three tickets, who may ask two commands, and one command that waits."""
    home = tmp_path_factory.mktemp("candidates")
    profile = Profile(home, home).at("http://hotline.example", "sunqi")
    profile.save()
    mirror = Mirror.open(profile.mirror_path)
    fill(mirror, [ticket(1, 600, title="first\x1b[2J"), ticket(2, 60), ticket(3, stage="closed", clocks=(), next_clock=None)])
    mirror.remember(me=json.dumps({"person": {"name": "sunqi"}, "asks": ["dispatch", "note", "note;reboot", "$(reboot)"]}))
    mirror.close()
    Outbox.open(profile.outbox_path).put([command(1)], now=1.0)
    return profile


@pytest.fixture
def known(files: Profile, monkeypatch: pytest.MonkeyPatch) -> Profile:
    """It is this person who types."""
    monkeypatch.setenv("PAIDAN_HOME", str(files.config_dir))
    return files


def offered(line: str, lang: str = "en") -> list[str]:
    return [found.word for found in candidates(line.split(" "), Console(Words(lang), lambda: 0.0))]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("do 20261122-", ["20261122-000002", "20261122-000001"]),
        ("do n", ["new"]),
        ("show --json 20261122-000001", ["20261122-000001"]),
        ("do 20261122-000001 ", ["dispatch", "note"]),
        ("do 20261122-000001 dispatch unit=u", ["unit=u-heat"]),
        ("do 20261122-000001 dispatch tier=2", ["tier=2h", "tier=24h"]),
        ("do 20261122-000001 dispatch nothing=", []),
        ("do 20261122-000001 extend requester_told=", ["requester_told=true", "requester_told=false"]),
        ("do 20261122-000001 fly ", []),
        ("do 20261122-000001 whistle units=d-hd,u", ["units=d-hd,u-heat"]),
        ("queue ti", ["tier:"]),
        ("queue overdue -st", ["-stage:", "-street:"]),
        ("queue tier:2h,2", ["tier:2h,2h", "tier:2h,24h"]),
        ("queue unit:s", ["unit:s-wl"]),
        ("queue -flag:sup", ["-flag:supervised"]),
        ("queue --js", ["--json"]),
        ("boards ra", ["rates", "ranking"]),
        ("boards rates --level str", ["street"]),
        ("demo --scenario ra", ["rainstorm"]),
        ("demo --as aud", ["auditor"]),
        ("outbox dr", ["drop"]),
        ("completion f", ["fish"]),
        ("watch --color t", ["tmux"]),
        ("login https://", []),
        ("nothing of that sort ", []),
        ("wa", ["watch"]),
    ],
)
def test_the_last_word_may_become(known: Profile, line: str, expected: list[str]) -> None:
    assert offered(line) == expected


def test_a_command_in_the_outbox_is_offered_by_its_first_signs(known: Profile) -> None:
    (row,) = Outbox.open(known.outbox_path).waiting()
    assert offered("outbox drop ") == [row.id[:8]]


def test_fields_are_offered_with_what_they_take(known: Profile) -> None:
    found = {one.word: one.about for one in candidates(["do", "20261122-000001", "dispatch", ""], Console(Words("en"), lambda: 0.0))}
    assert found["unit="] == "UNIT"
    assert set(found) >= {"tier=", "reason="}


def test_titles_of_citizens_obey_nothing(known: Profile) -> None:
    found = candidates(["show", "20261122-000001"], Console(Words("zh"), lambda: 0.0))
    assert [(one.word, one.about) for one in found] == [("20261122-000001", "first[2J")]


def test_whoever_never_signed_in_is_offered_what_needs_no_copy(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAIDAN_HOME", str(home))
    assert offered("show ") == []
    assert "reassign" in offered("do 20261122-000001 ")
    assert not home.exists()


def test_a_damaged_copy_is_no_reason_to_fail(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAIDAN_HOME", str(home))
    profile = Profile(home, home)
    profile.folder.mkdir(parents=True)
    profile.mirror_path.write_bytes(b"nothing" * 1000)
    assert offered("show 2026") == []


def test_the_days_of_a_demo_are_those_of_the_hotline() -> None:
    assert set(grammar.SCENARIOS) == set(DAYS)
    assert sorted(grammar.CITIES) == list(shipped_cities())
    assert shipped(grammar.CITIES[0]).code == CITY
    assert offered("demo --city b") == ["beijing", "boston"]
