"""A password in, a token kept."""

import stat
from pathlib import Path

import pytest

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
