"""Which hotline, who I am, in which language, and where the files are.

`PAIDAN_HOME` puts everything below one folder; otherwise the system's folders for settings and data are used. `PAIDAN_URL`, `PAIDAN_TOKEN`,
`PAIDAN_CA` and `PAIDAN_LANG` go before what is saved; with `PAIDAN_READ_ONLY` nothing is asked. Each person at each hotline has a folder of their
own for token, mirror and outbox, so that nothing is ever shown to, or sent as, somebody else. Where the system has a keyring, the token is in it, and
the folder has a note that says so.
"""

import json
import os
import re
import stat
import sys
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit, urlunsplit

from api_client import keychain

SERVICE = "paidan"
"""Under which name a keyring shows what is ours."""
_UNSAFE = re.compile(r"[^A-Za-z0-9.-]+")


class BadAddress(ValueError):
    """What should be a hotline's address is none; the message is what was given."""


class Profile(NamedTuple):
    """One person at one hotline."""

    config_dir: Path
    data_dir: Path
    url: str = ""
    """The hotline's address without a slash at its end; empty before one is known."""
    name: str = ""
    """Sign-in name; empty before anybody signed in."""
    lang: str = "en"
    """`zh` or `en`."""
    token: str = ""
    read_only: bool = False
    """Whether nothing may be asked of the hotline."""
    open311: bool = False
    """Whether no hotline is at the address, but an Open311 city, whose requests anybody may read."""
    jurisdiction: str = ""
    """Which of the cities at one Open311 address; empty where it has only one."""
    ca: str = ""
    """A file of certificates (PEM) by which the hotline's is checked, instead of those that everybody goes by; empty for these."""
    notices: tuple[str, ...] = ()
    """Codes of what the person should be told: `token_was_readable`, `keyring_shut`, `settings_unreadable`."""
    keyring_trouble: str = ""
    """Why the keyring that has the token does not give it."""

    def __repr__(self) -> str:
        """Without the token: where a program breaks, values are shown."""
        return f"Profile({self.name!r} at {self.url!r})"

    @property
    def folder(self) -> Path:
        """Where this person's files for this hotline are."""
        told = f"{self.url}\n{self.name}" if not self.open311 else f"open311\n{self.url}\n{self.jurisdiction}"
        short = _UNSAFE.sub("-", f"{urlsplit(self.url).netloc}-{self.jurisdiction if self.open311 else self.name}").strip("-")[:60]
        return self.data_dir / f"{short}-{zlib.crc32(told.encode()):08x}"

    @property
    def mirror_path(self) -> Path:
        """The local copy of the queue."""
        return self.folder / "mirror.db"

    @property
    def outbox_path(self) -> Path:
        """The commands that wait."""
        return self.folder / "outbox.db"

    @property
    def token_path(self) -> Path:
        """The token, readable by its owner alone."""
        return self.folder / "token"

    @property
    def keyring_note(self) -> Path:
        """Says that the token is in the system's keyring, and what that calls itself."""
        return self.folder / "token-in-keyring"

    @property
    def settings_path(self) -> Path:
        """The address, name and language that were saved."""
        return self.config_dir / "profile.json"

    def at(self, url: str, name: str) -> "Profile":
        """The same person's desk at another hotline, or under another name; without a token."""
        there = address(url)
        return self._replace(url=there, name=name, token="", ca=self.ca if there == self.url else "")

    def at_city(self, url: str, jurisdiction: str) -> "Profile":
        """A desk before an Open311 city, with files of its own; it can only read, and needs no token. Raises BadAddress."""
        there = address(url)
        ca = self.ca if there == self.url else ""
        return self._replace(url=there, name="", token="", ca=ca, read_only=True, open311=True, jurisdiction=jurisdiction.strip())

    @property
    def city_name(self) -> str:
        """What an Open311 city is called here, which does not tell its own name; empty for a hotline."""
        return (self.jurisdiction or urlsplit(self.url).hostname or self.url) if self.open311 else ""

    @property
    def may_enter(self) -> bool:
        """Whether there is an address, and a token where one is needed."""
        return bool(self.url and (self.token or self.open311))

    def save(self) -> None:
        """Keep address, name and language. Raises OSError."""
        self.config_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        _write_private(
            self.settings_path,
            json.dumps({"url": self.url, "name": self.name, "lang": self.lang, "ca": self.ca}, ensure_ascii=False, indent=1) + "\n",
        )

    def keep_token(self, token: str) -> "Profile":
        """Keep the token for next time in a file, 0600; empty forgets it. Raises OSError."""
        if token:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            _write_private(self.token_path, token + "\n")
        else:
            self.token_path.unlink(missing_ok=True)
        return self._replace(token=token)

    def keep_token_safely(self, token: str) -> "Kept":
        """Keep the token in the system's keyring where there is one, else in a file, and nowhere else. Raises OSError."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            ring = keychain.keep(SERVICE, self._account, token)
        except keychain.NoKeyring as error:
            self.keep_token(token)
            self.keyring_note.unlink(missing_ok=True)
            return Kept(self._replace(token=token), "", str(error))
        _write_private(self.keyring_note, ring + "\n")
        self.token_path.unlink(missing_ok=True)
        return Kept(self._replace(token=token), ring, "")

    def forget_token(self) -> str:
        """Forget the token wherever it is; returns why the keyring would not, else nothing. Raises OSError."""
        self.keep_token("")
        if not self.keyring_note.exists():
            return ""
        try:
            keychain.forget(SERVICE, self._account)
        except keychain.NoKeyring as error:
            return str(error)
        self.keyring_note.unlink(missing_ok=True)
        return ""

    @property
    def keyring(self) -> str:
        """What the keyring that has the token calls itself; empty where the token is in a file."""
        return _read_private(self.keyring_note)[0]

    @property
    def _account(self) -> str:
        return f"{self.name} {self.url} {self.data_dir}"


class Kept(NamedTuple):
    """Where a token was put."""

    profile: Profile
    ring: str
    """What the keyring calls itself; empty where it is in a file."""
    why: str
    """Why it is in a file."""


def load(env: Mapping[str, str] = os.environ) -> Profile:
    """The profile as saved, with what the environment says before it. Raises BadAddress for a PAIDAN_URL that is none."""
    config_dir, data_dir = _folders(env)
    saved, notices = _saved(config_dir / "profile.json")
    url = address(env["PAIDAN_URL"]) if env.get("PAIDAN_URL") else saved.get("url", "")
    name = saved.get("name", "") if url == saved.get("url", "") else ""
    profile = Profile(config_dir, data_dir, url=url, name=name, lang=_language(env, saved.get("lang", "")), notices=notices)
    ca = env.get("PAIDAN_CA") or (saved.get("ca", "") if url == saved.get("url", "") else "")
    profile = profile._replace(read_only=env.get("PAIDAN_READ_ONLY", "") not in ("", "0"), ca=ca)
    if env.get("PAIDAN_TOKEN"):
        return profile._replace(token=env["PAIDAN_TOKEN"].strip())
    token, was_readable = _read_private(profile.token_path)
    if not token and profile.keyring_note.exists():
        return _with_keyring(profile)
    return profile._replace(token=token, notices=(*notices, "token_was_readable") if was_readable else notices)


def _with_keyring(profile: Profile) -> Profile:
    try:
        return profile._replace(token=keychain.read(SERVICE, profile._account))
    except keychain.NoKeyring as error:
        return profile._replace(notices=(*profile.notices, "keyring_shut"), keyring_trouble=str(error))


def address(url: str) -> str:
    """The address in one form: scheme, host and path, without a slash at its end. Raises BadAddress."""
    try:
        parts = urlsplit(url.strip() if "://" in url else f"http://{url.strip()}")
        _ = parts.port
    except ValueError as error:
        raise BadAddress(url) from error
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment or parts.username:
        raise BadAddress(url)
    return urlunsplit((parts.scheme, parts.netloc.lower(), parts.path.rstrip("/"), "", ""))


def unsigned(url: str) -> str:
    """What was given as an address, without the name and password that may stand in it."""
    return re.sub(r"(^|//)[^/]*@", r"\1…@", url)


def _folders(env: Mapping[str, str]) -> tuple[Path, Path]:
    if home := env.get("PAIDAN_HOME"):
        return Path(home).expanduser(), Path(home).expanduser()
    import platformdirs

    return platformdirs.user_config_path("paidan", appauthor=False), platformdirs.user_data_path("paidan", appauthor=False)


def _language(env: Mapping[str, str], saved: str) -> str:
    """The language asked for; otherwise the one the terminal speaks."""
    for wish in (env.get("PAIDAN_LANG", ""), saved, env.get("LC_ALL", ""), env.get("LC_MESSAGES", ""), env.get("LANG", "")):
        if wish:
            return "zh" if wish.lower().startswith("zh") else "en"
    return "en"


def _saved(path: Path) -> tuple[dict[str, str], tuple[str, ...]]:
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
        return {key: value for key, value in values.items() if isinstance(value, str)}, ()
    except FileNotFoundError:
        return {}, ()
    except (OSError, ValueError, AttributeError):
        return {}, ("settings_unreadable",)


def _write_private(path: Path, text: str) -> None:
    """Whole or not at all, and never readable by others."""
    import tempfile  # here, because a desk that only reads its profile starts without it

    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _read_private(path: Path) -> tuple[str, bool]:
    """The text, and whether others could have read it; then they no longer can."""
    try:
        wide = sys.platform != "win32" and bool(stat.S_IMODE(path.stat().st_mode) & 0o077)
        if wide:
            path.chmod(0o600)
        return path.read_text(encoding="utf-8").strip(), wide
    except (OSError, ValueError):
        return "", False
