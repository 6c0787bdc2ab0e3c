"""The doctor in one piece."""

from tests.hotlines import Hotline
from tests.tui.cli.conftest import Paidan


def test_it_finds_hotline_copy_and_outbox(dispatcher: Paidan) -> None:
    dispatcher("queue", "--limit", "1")
    found = {line.split("\t")[1]: line.split("\t")[0] for line in dispatcher("doctor").out.splitlines() if not line.startswith("\t")}
    assert found["hotline"] == found["token"] == found["local copy"] == found["encoding"] == "ok"


def test_it_says_what_to_do_where_nobody_is_signed_in(paidan: Paidan) -> None:
    paidan.home.mkdir(exist_ok=True)
    (paidan.home / "settings.toml").write_text('[keys]\nreassign = "d"\n', "utf-8")
    done = paidan("doctor", PAIDAN_LANG="zh")
    assert done.code == 1
    assert "paidan login" in done.out
    assert "d 在「队列」已是「派单」（dispatch）" in done.out
    assert not list(paidan.home.rglob("*.db"))


def test_it_says_that_the_hotline_is_away(own_hotline: Hotline, paidan: Paidan) -> None:
    paidan.login(own_hotline)
    own_hotline.kill()
    done = paidan("doctor")
    assert done.code == 1
    assert "cannot be reached" in done.out
