"""One ticket, as words and as JSON."""

import pytest

from tests.hotlines import Hotline
from tests.tui.cli.conftest import Paidan


def test_it_tells_content_clocks_and_history(dispatcher: Paidan, number: str) -> None:
    text = dispatcher("show", number).out
    assert text.startswith(f"{number}  Street lamp broken\n")
    for expected in ("Stage: to sign", "Lead: Haidian Subdistrict", "Clocks\n", "Timeline\n", "dispatched to Haidian Subdistrict"):
        assert expected in text


def test_it_speaks_chinese(dispatcher: Paidan, number: str) -> None:
    assert "主办：海淀街道" in dispatcher("show", number, "--lang", "zh").out


def test_json_is_the_hotline_s_own(dispatcher: Paidan, number: str) -> None:
    view = dispatcher("show", number, "--json").json
    assert (view["ticket"]["lead"], view["ticket"]["first_receiver"]) == ("110108012", "110108012")
    assert [event["type"] for event in view["timeline"]] == ["registered", "dispatched"]


@pytest.mark.parametrize(("number", "code"), [("20200101-000001", 1), ("123", 2), ("20200101-1", 2)])
def test_what_is_not_there(dispatcher: Paidan, number: str, code: int) -> None:
    done = dispatcher("show", number)
    assert (done.code, done.out) == (code, "")
    assert done.err


def test_without_a_line_the_summary_of_the_copy(own_hotline: Hotline, paidan: Paidan) -> None:
    paidan.login(own_hotline)
    own = paidan("queue", "--json").json["items"][0]
    own_hotline.kill()
    done = paidan("show", own["number"], "--json")
    assert done.code == 0
    assert done.json["ticket"]["title"] == own["title"]
    assert "local copy" in done.err
    assert paidan("show", "20200101-000001").code == 3
