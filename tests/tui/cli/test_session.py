"""What every word begins with: who asks which hotline."""

import json
from pathlib import Path

from tests.tui.cli.conftest import Paidan


def test_an_address_in_the_environment_that_is_none(paidan: Paidan) -> None:
    done = paidan("queue", PAIDAN_URL="ftp://x")
    assert done.code == 2
    assert "ftp://x" in done.err


def test_settings_that_make_no_sense_are_told_and_not_used(paidan: Paidan) -> None:
    paidan.home.mkdir()
    (paidan.home / "profile.json").write_text("[1")
    done = paidan("queue")
    assert done.code == 4
    assert "profile.json" in done.err


def test_a_token_that_others_could_read_is_closed_and_told(dispatcher: Paidan) -> None:
    (token,) = dispatcher.home.rglob("token")
    token.chmod(0o644)
    done = dispatcher("outbox")
    assert (done.code, token.stat().st_mode & 0o077) == (0, 0)
    assert str(token) in done.err


def test_a_damaged_outbox_is_moved_aside_and_told(dispatcher: Paidan) -> None:
    dispatcher("outbox")
    (outbox,) = dispatcher.home.rglob("outbox.db")
    outbox.write_bytes(b"no database at all" * 100)
    done = dispatcher("outbox")
    assert done.code == 0
    assert "damaged" in done.err


def test_a_copy_of_another_language_is_the_same_copy(dispatcher: Paidan) -> None:
    assert dispatcher("queue", "--json", "--lang", "zh").json["total"] == dispatcher("queue", "--json").json["total"]
    assert len(list(Path(dispatcher.home).rglob("mirror.db"))) == 1
    assert json.loads((dispatcher.home / "profile.json").read_text())["name"] == "dispatcher"
