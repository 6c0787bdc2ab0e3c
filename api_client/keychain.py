"""The system's keyring, where there is one, reached through the library `keyring`, which need not be installed (`pip install 'paidan[keyring]'`).

Only a keyring that the library recommends is used (macOS Keychain, Windows Credential Locker, Secret Service, KWallet), never one that writes
plain text. A keyring that is locked asks its owner on a screen that a terminal over SSH does not have: nothing waits for it longer than
PATIENCE_SECONDS.
"""

import threading
from collections.abc import Callable
from importlib import import_module
from typing import Any, TypeVar

PATIENCE_SECONDS = 20.0
"""As long as somebody takes to type the keyring's own password."""
_RECOMMENDED = 1

T = TypeVar("T")


class NoKeyring(Exception):
    """There is none, or it will not; the message says why, and nothing of what was to be kept.

    It is `not_installed`, `none_offered`, `gives_other`, `no_answer`, or the kind of the keyring's own trouble.
    """


def name() -> str:
    """What the keyring calls itself. Raises NoKeyring."""
    return _within(lambda: _called(_ring()))


def keep(service: str, user: str, secret: str) -> str:
    """Keep a secret and read it back; returns what the keyring calls itself. Raises NoKeyring."""

    def put() -> str:
        ring = _ring()
        ring.set_password(service, user, secret)
        if ring.get_password(service, user) != secret:
            raise NoKeyring("gives_other")
        return _called(ring)

    return _within(put)


def read(service: str, user: str) -> str:
    """The secret, empty where it is not there any more. Raises NoKeyring."""
    return str(_within(lambda: _ring().get_password(service, user)) or "")


def forget(service: str, user: str) -> None:
    """Have the secret forgotten. Raises NoKeyring."""

    def drop() -> None:
        ring = _ring()
        if ring.get_password(service, user) is not None:
            ring.delete_password(service, user)

    _within(drop)


def _ring() -> Any:
    try:
        ring = import_module("keyring").get_keyring()
    except ModuleNotFoundError as error:
        raise NoKeyring("not_installed" if error.name == "keyring" else f"{error.name} is not installed") from None
    if ring.priority < _RECOMMENDED:
        raise NoKeyring("none_offered")
    return ring


def _called(ring: Any) -> str:
    return " ".join(str(ring.name).split())


def _within(ask: Callable[[], T]) -> T:
    """What the keyring answers. Its own errors are told by their kind alone: their text could hold what was to be kept."""
    answered: list[T] = []
    failed: list[str] = []

    def run() -> None:
        try:
            answered.append(ask())
        except NoKeyring as error:
            failed.append(str(error))
        except Exception as error:
            failed.append(type(error).__name__)

    thread = threading.Thread(target=run, name="keyring", daemon=True)
    thread.start()
    thread.join(PATIENCE_SECONDS)
    if answered:
        return answered[0]
    raise NoKeyring(failed[0] if failed else "no_answer")
