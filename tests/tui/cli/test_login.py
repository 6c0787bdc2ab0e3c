"""A password in, a token kept."""

import asyncio
import json
import stat
import sys
from pathlib import Path

import pytest

from tests.api_client.lying import Asked, Lying, says
from tests.api_client.rings import install
from tests.hotlines import Hotline
from tests.tui.cli.conftest import Paidan


def tokens(home: Path) -> list[Path]:
    return list(home.rglob("token"))


def test_the_token_is_kept_for_its_owner_alone_and_the_password_nowhere(paidan: Paidan, hotline: Hotline) -> None:
    done = paidan.process("login", hotline.url, "--name", "dispatcher", "--password-stdin", typed=hotline.password + "\n")
    assert (done.code, done.out) == (0, "")
    (token,) = tokens(paidan.home)
    assert stat.S_IMODE(token.stat().st_mode) == 0o600
    assert str(token) in done.err
    files = [path.read_bytes() for path in paidan.home.rglob("*") if path.is_file()]
    assert not [content for content in (*files, done.err.encode()) if hotline.password.encode() in content]
    assert token.read_text().strip() not in done.err


def test_a_keyring_has_the_token_until_sign_out(paidan: Paidan, hotline: Hotline, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ring = install(tmp_path / "ring", monkeypatch)
    done = paidan.login(hotline)
    assert done.code == 0
    assert "in the system's keyring (Testers' Keyring)" in done.err
    [token] = json.loads(ring.read_text()).values()
    files = [path.read_bytes() for path in paidan.home.rglob("*") if path.is_file()]
    assert not [content for content in (*files, done.err.encode()) if token.encode() in content or hotline.password.encode() in content]
    assert not tokens(paidan.home)
    assert paidan("queue", "--limit", "1").code == 0
    assert "in the system's keyring" in paidan("doctor").out
    with monkeypatch.context() as patch:
        patch.setitem(sys.modules, "keyring", None)
        shut = paidan("queue", PAIDAN_LANG="zh")
        assert (shut.code, "密钥环" in shut.err, "没有装 keyring" in shut.err) == (4, True, True)
    assert paidan("logout").code == 0
    assert json.loads(ring.read_text()) == {}
    assert paidan("queue", PAIDAN_TOKEN=token).code == 4
    assert paidan("logout").code == 0


def test_a_keyring_that_fails_is_not_needed_and_tells_nothing(
    paidan: Paidan, hotline: Hotline, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path / "ring", monkeypatch, fails=True)
    done = paidan.login(hotline)
    [token] = tokens(paidan.home)
    assert (done.code, token.read_text().strip() in done.err, "RuntimeError" in done.err) == (0, False, True)


def test_whatever_goes_wrong_at_the_hotline_the_password_is_in_no_sentence(paidan: Paidan) -> None:
    secret = "s3cret-pass"

    async def echo(_: Asked, writer: asyncio.StreamWriter) -> None:
        await says({"status": 409, "code": "x", "detail": "no", "token": secret}, "500 Oops")(_, writer)

    for lie in (echo, says(f"<html>{secret}"), says({"token": 7, "person": secret}), says(secret, "302 Found", location="/")):
        with Lying(lie).beside() as hotline:
            done = paidan("login", hotline.url, "--name", "a", "--password-stdin", typed=secret + "\n")
        assert done.code in (1, 3)
        assert secret not in done.err
        assert "Traceback" not in done.err


@pytest.mark.parametrize(
    "words", [["http://h.example", "--password", "s3cret-pass"], ["http://h.example", "--password=s3cret-pass"], ["http://a:s3cret-pass@h.example"]]
)
def test_a_password_among_the_arguments_is_refused_and_not_repeated(paidan: Paidan, words: list[str]) -> None:
    for lang in ("zh", "en"):
        done = paidan("login", *words, "--name", "a", "--password-stdin", typed="x\n", PAIDAN_LANG=lang)
        assert done.code == 2
        assert done.err
        assert "s3cret-pass" not in done.err + done.out


def test_a_wrong_password_ends_with_four(paidan: Paidan, hotline: Hotline) -> None:
    done = paidan("login", hotline.url, "--name", "auditor", "--password-stdin", typed="not this one\n")
    assert done.code == 4
    assert "wrong" in done.err
    assert not tokens(paidan.home)


@pytest.mark.parametrize(
    ("words", "typed", "code"),
    [
        (["ftp://x", "--name", "a", "--password-stdin"], "x\n", 2),
        (["http://127.0.0.1:9", "--password-stdin"], "x\n", 2),
        (["http://127.0.0.1:9", "--name", "a", "--password-stdin"], "", 2),
        (["http://127.0.0.1:9", "--name", "a"], "x\n", 2),
        (["http://127.0.0.1:9", "--name", "a", "--password-stdin"], "x\n", 3),
    ],
)
def test_what_cannot_be(paidan: Paidan, words: list[str], typed: str, code: int) -> None:
    done = paidan("login", *words, typed=typed)
    assert done.code == code
    assert done.err
    assert "Traceback" not in done.err


def test_plain_http_to_elsewhere_is_warned_of(paidan: Paidan) -> None:
    done = paidan("login", "http://hotline.invalid", "--name", "a", "--password-stdin", typed="x\n", PAIDAN_LANG="zh")
    assert "明文" in done.err
    assert done.code == 3
