"""The system's keyring, where there is one that is worth it."""

import sys
import threading
from pathlib import Path

import pytest

from api_client import keychain
from api_client.keychain import NoKeyring
from tests.api_client.rings import install


def test_a_secret_is_kept_read_and_forgotten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ring = install(tmp_path, monkeypatch)
    assert keychain.keep("paidan", "zhang", "s3cret") == keychain.name() == "Testers' Keyring"
    assert "s3cret" in ring.read_text()
    assert keychain.read("paidan", "zhang") == "s3cret"
    assert keychain.read("paidan", "li") == ""
    keychain.forget("paidan", "zhang")
    keychain.forget("paidan", "zhang")
    assert keychain.read("paidan", "zhang") == ""


def test_without_the_library_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "keyring", None)
    with pytest.raises(NoKeyring, match="not_installed"):
        keychain.keep("paidan", "zhang", "s3cret")


def test_one_that_writes_plain_text_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ring = install(tmp_path, monkeypatch, priority=0.5)
    with pytest.raises(NoKeyring, match="none_offered"):
        keychain.keep("paidan", "zhang", "s3cret")
    assert not ring.exists()


def test_what_goes_wrong_is_told_without_the_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(tmp_path, monkeypatch, fails=True)
    with pytest.raises(NoKeyring) as error:
        keychain.keep("paidan", "zhang", "s3cret")
    assert str(error.value) == "RuntimeError"
    assert error.value.__cause__ is None


def test_nothing_waits_for_one_that_is_locked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(tmp_path, monkeypatch)
    over = threading.Event()
    monkeypatch.setattr(sys.modules["keyring"], "get_keyring", over.wait)
    monkeypatch.setattr(keychain, "PATIENCE_SECONDS", 0.02)
    with pytest.raises(NoKeyring, match="no_answer"):
        keychain.read("paidan", "zhang")
    over.set()


def test_one_that_forgets_at_once_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(tmp_path, monkeypatch)
    ring = sys.modules["keyring"].get_keyring()
    monkeypatch.setattr(type(ring), "set_password", lambda *_: None)
    monkeypatch.setattr(sys.modules["keyring"], "get_keyring", lambda: ring)
    with pytest.raises(NoKeyring, match="gives_other"):
        keychain.keep("paidan", "zhang", "s3cret")
