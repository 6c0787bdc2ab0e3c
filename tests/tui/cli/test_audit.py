"""`paidan audit`: the events as lines, JSON and CSV; who may not read it is told so; a changed log ends it badly."""

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hotlines import Hotline, serving
from tests.tui.cli.conftest import Paidan
from tui.cli.console import Code


@pytest.fixture(scope="module")
def audited(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hotline]:
    """A hotline of one's own, whose log may be spoilt."""
    with serving(tmp_path_factory.mktemp("audited"), "--scenario", "quiet_day", "--speed", "1", "--tickets", "5") as hotline:
        yield hotline


@pytest.fixture
def auditor(tmp_path: Path, audited: Hotline) -> Paidan:
    paidan = Paidan(tmp_path / "auditor")
    assert paidan.login(audited, "auditor").code == 0
    return paidan


def test_events_are_told_filtered_and_counted(auditor: Paidan) -> None:
    done = auditor("audit", "--limit", "7", "--lang", "en")
    assert done.code == 0, done.err
    assert len(done.out.splitlines()) == 1 + 7
    assert "There is more" in done.err
    assert "intact up to" in done.err
    told = auditor("audit", "--kind", "registered", "--limit", "3", "--json").json
    assert {one["type"] for one in told["items"]} == {"registered"}
    assert told["chain"]["broken"] == 0
    rows = auditor("audit", "--ticket", told["items"][0]["ticket"], "--csv").out.splitlines()
    assert len(rows) > 1
    assert rows[0].startswith("No.,When,Who")
    assert json.dumps(told).count("1380") == 0
    assert auditor("audit", "--actor", "nobody").err.startswith("No such events")


def test_what_makes_no_sense_and_who_may_not_are_told_so(auditor: Paidan, audited: Hotline, tmp_path: Path) -> None:
    assert auditor("audit", "--limit", "0").code == Code.USAGE
    assert auditor("audit", "--since", "yesterday").code == Code.REFUSED
    agent = Paidan(tmp_path / "agent")
    assert agent.login(audited, "agent").code == 0
    no = agent("audit", "--lang", "en")
    assert (no.code, "Ask a supervisor or an auditor" in no.err) == (Code.REFUSED, True)


def test_a_log_that_was_changed_is_told_and_ends_the_program_badly(auditor: Paidan, audited: Hotline) -> None:
    with sqlite3.connect(audited.database, timeout=20) as db:
        db.execute("UPDATE event SET by = replace(by, '\"name\"', '\"Name\"') WHERE seq = 3")
    db.close()
    done = auditor("audit", "--until", "2030-01-01", "--limit", "500", "--lang", "en")
    assert done.code == Code.REFUSED
    assert "BROKEN at 3" in done.err
    assert "CHANGED" in done.out
