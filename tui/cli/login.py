"""`paidan login`: a password in, a token kept where nobody else reads it, and said where; the password is neither shown nor kept."""

import argparse
import asyncio
import getpass
import sys
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from api_client.client import Client
from api_client.errors import HotlineError, NotSignedIn
from api_client.models.people import Session
from api_client.profile import BadAddress, Profile, unsigned
from api_client.trust import BadAuthority, authority
from tui.cli.console import Code, Console
from tui.cli.known import known_profile


def run(wish: argparse.Namespace, console: Console) -> Code:
    """Sign in and remember where and as whom."""
    name = wish.name or _asked_name(console)
    try:
        profile = known_profile(console).at(wish.url, name)
    except BadAddress:
        raise console.stop(Code.USAGE, "cli.bad_url", url=unsigned(wish.url)) from None
    profile = _certified(profile, wish.ca, console)
    if not _stays_unread(profile.url):
        console.tell("cli.plain_http", url=profile.url)
    password = sys.stdin.readline().rstrip("\r\n") if wish.password_stdin else _asked_password(console)
    if not password:
        raise console.stop(Code.USAGE, "cli.no_password")
    session = sign_in(profile, password, console)
    kept = profile.keep_token_safely(session.token)
    kept.profile.save()
    person = session.person
    role = console.say.get(f"role.{person.role.value}") or person.role.value
    console.tell("cli.signed_in", title=person.title or person.name, role=role)
    if kept.ring:
        console.tell("cli.token_in_keyring", ring=kept.ring)
    else:
        console.tell("cli.token_in_file", path=profile.token_path, why=console.keyring_why(kept.why))
    return Code.DONE


def _certified(profile: Profile, ca: str, console: Console) -> Profile:
    """With the certificates to go by, where any are named. Ends the program before a password is asked for where the file cannot be used."""
    named = str(Path(ca).expanduser().resolve()) if ca else profile.ca
    try:
        if named:
            authority(named)
    except BadAuthority as bad:
        raise console.stop(Code.USAGE, "cli.bad_ca", why=bad) from None
    return profile._replace(ca=named)


def sign_in(profile: Profile, password: str, console: Console) -> Session:
    """A token for a person and a password. Ends the program where they do not fit."""

    async def ask() -> Session:
        client = Client(profile.url, lang=console.say.lang, ca=profile.ca)
        try:
            return await client.sign_in(profile.name, password)
        finally:
            await client.close()

    try:
        return asyncio.run(ask())
    except NotSignedIn:
        raise console.stop(Code.NOT_SIGNED_IN, "cli.wrong_password") from None


def sign_out(profile: Profile, console: Console) -> bool:
    """Have the hotline forget the token; whether it heard so. The token ends by itself otherwise."""

    async def ask() -> None:
        client = Client(profile.url, profile.token, lang=console.say.lang, ca=profile.ca)
        try:
            await client.sign_out()
        finally:
            await client.close()

    try:
        asyncio.run(ask())
    except HotlineError:
        return False
    return True


def _asked_name(console: Console) -> str:
    if not sys.stdin.isatty():
        raise console.stop(Code.USAGE, "cli.no_name")
    sys.stderr.write(console.say("cli.ask_name"))
    sys.stderr.flush()
    return sys.stdin.readline().strip()


def _asked_password(console: Console) -> str:
    if not sys.stdin.isatty():
        raise console.stop(Code.USAGE, "cli.no_password")
    return getpass.getpass(console.say("cli.ask_password"))


def _stays_unread(url: str) -> bool:
    """Whether nobody on the way can read what is sent: by a certificate, or because it stays on this machine."""
    parts = urlsplit(url)
    if parts.scheme == "https" or parts.hostname == "localhost":
        return True
    try:
        return ip_address(parts.hostname or "").is_loopback
    except ValueError:
        return False
