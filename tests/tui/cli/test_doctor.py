"""The doctor in one piece."""

import asyncio

import pytest

from tests.api_client.lying import Asked, Lying, says
from tests.hotlines import Hotline
from tests.tui.cli.conftest import Paidan

ME = {"person": {"name": "zhang", "role": "dispatcher", "unit": "1", "scope": "1"}, "asks": [], "now": "2026-11-22T00:00:00Z"}


def test_it_finds_hotline_copy_and_outbox(dispatcher: Paidan) -> None:
    dispatcher("queue", "--limit", "1")
    found = {line.split("\t")[1]: line.split("\t")[0] for line in dispatcher("doctor").out.splitlines() if not line.startswith("\t")}
    assert found["hotline"] == found["token"] == found["readiness"] == found["local copy"] == found["encoding"] == "ok"


def test_it_says_what_to_do_where_nobody_is_signed_in(paidan: Paidan) -> None:
    paidan.home.mkdir(exist_ok=True)
    (paidan.home / "settings.toml").write_text('[keys]\nreassign = "d"\n', "utf-8")
    done = paidan("doctor", PAIDAN_LANG="zh")
    assert done.code == 1
    assert "paidan login" in done.out
    assert "d 在「队列」已是「派单」（dispatch）" in done.out
    assert not list(paidan.home.rglob("*.db"))


@pytest.mark.parametrize(
    ("code", "lang", "said"),
    [
        ("unwell_disk", "zh", "注意\t就绪\t热线的磁盘将满"),
        ("unwell_disk", "en", "warn\treadiness\tthe hotline's disk is nearly full"),
        ("tea_time", "en", "warn\treadiness\tthe hotline says that it cannot work: Not now."),
        ("", "zh", "好\t就绪\t热线不报自检（版本较旧）"),
    ],
)
def test_it_says_what_keeps_the_hotline_from_its_work(paidan: Paidan, code: str, lang: str, said: str) -> None:
    async def hotline(asked: Asked, writer: asyncio.StreamWriter) -> None:
        if asked.path == "/v1/me":
            answer = says(ME)
        elif code:
            answer = says({"status": 503, "code": code, "detail": "Not now."}, "503 Service Unavailable")
        else:
            answer = says("Not Found", "404 Not Found", content_type="text/plain")
        await answer(asked, writer)

    with Lying(hotline).beside() as older:
        done = paidan("doctor", PAIDAN_LANG=lang, PAIDAN_URL=older.url, PAIDAN_TOKEN="made up")
    assert said in done.out


def test_it_says_that_the_hotline_is_away(own_hotline: Hotline, paidan: Paidan) -> None:
    paidan.login(own_hotline)
    own_hotline.kill()
    done = paidan("doctor")
    assert done.code == 1
    assert "cannot be reached" in done.out
