"""Signing out forgets the token, here and there."""

from tests.hotlines import Hotline
from tests.tui.cli.conftest import Paidan


def test_the_token_is_over_on_both_sides(dispatcher: Paidan, hotline: Hotline) -> None:
    (file,) = dispatcher.home.rglob("token")
    token = file.read_text().strip()
    done = dispatcher("logout")
    assert (done.code, file.exists()) == (0, False)
    assert dispatcher("queue").code == 4
    assert dispatcher("queue", PAIDAN_TOKEN=token).code == 4


def test_twice_is_no_mistake(paidan: Paidan) -> None:
    assert paidan("logout").code == 0


def test_without_a_line_it_is_forgotten_here_and_what_waits_is_told(own_hotline: Hotline, paidan: Paidan) -> None:
    paidan.login(own_hotline)
    own = paidan("queue", "--json").json["items"][0]["number"]
    own_hotline.kill()
    assert paidan("do", own, "note", "text=later").code == 3
    done = paidan("logout")
    assert done.code == 0
    assert "1 command" in done.err
    assert not list(paidan.home.rglob("token"))
