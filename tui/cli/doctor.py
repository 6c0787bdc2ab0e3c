"""`paidan doctor`: looks at everything between a person and the hotline, one line each."""

import argparse
import asyncio
import os
import sys
import time
from collections.abc import Iterable
from contextlib import closing

from api_client.client import Client
from api_client.errors import HotlineError, LocalError, Unreachable
from api_client.mirror import Mirror
from api_client.outbox import Outbox
from api_client.profile import Profile
from tui.cli.console import Code, Console
from tui.cli.known import known_profile
from tui.display.known import installed, knows
from tui.settings import read
from tui.starting import doctor
from tui.starting.doctor import Finding
from tui.starting.own_keys import own_keys
from tui.terminals import terminal
from tui.terminals.probe import SAMPLE, Answer
from tui.terminals.width import measure


def run(wish: argparse.Namespace, console: Console) -> Code:  # noqa: ARG001 - every word's file is called alike
    """Check everything; 1 where something wants looking at."""
    profile = known_profile(console)
    findings = [*_here(profile, console), *asyncio.run(_hotline(profile, console)), *_files(profile, console)]
    for finding in findings:
        _tell(finding, console)
    troubles = sum(not finding.ok for finding in findings)
    console.tell("doctor.summary.warn" if troubles else "doctor.summary.ok", count=troubles)
    return Code.REFUSED if troubles else Code.DONE


def _tell(finding: Finding, console: Console) -> None:
    say = console.say
    mark = say("doctor.ok" if finding.ok else "doctor.warn")
    console.data(f"{mark}\t{say(f'doctor.{finding.topic}')}\t{say(finding.key, **finding.facts)}")
    advice = None if finding.ok else say.get(f"{finding.key}.do", **finding.facts)
    if advice:
        console.data(f"\t\t{advice}")


def _here(profile: Profile, console: Console) -> Iterable[Finding]:
    """The terminal, without asking anybody but itself; all as the desk would find it."""
    environment = dict(os.environ)
    terminal.prepare(environment)
    at_terminal = sys.stdout.isatty() and sys.stdin.isatty()
    size = os.get_terminal_size() if at_terminal else None
    yield doctor.terminal(environment, (size.columns, size.lines) if size else None)
    yield doctor.colours(environment)
    yield doctor.display(installed(), known=knows())
    name = terminal.output_encoding()
    kind = terminal.look(environment, name)
    yield doctor.encoding(name, utf8=not kind.trouble)
    yield doctor.locale(environment)
    answer = _answer() if at_terminal else Answer()
    path = profile.config_dir / "settings.toml"
    settings = read(path)
    yield doctor.theme(settings, environment)
    yield doctor.signs(settings, kind, answer)
    yield doctor.link(settings, kind, answer)
    yield doctor.own_settings(settings, path, keys=own_keys(settings.keys, console.say).troubles)
    if at_terminal:
        try:
            yield doctor.widths(measure(doctor.WIDTHS))
        except OSError:
            yield doctor.widths({})


def _answer() -> Answer:
    """What the terminal says when it is asked as the desk would ask it."""
    answer = Answer()
    for _ in range(2):
        began = time.perf_counter()
        try:
            cells = measure((SAMPLE,))[SAMPLE]
        except OSError:
            break
        if cells is None:
            break
        answer = Answer(cells, min(time.perf_counter() - began, answer.seconds if answer.seconds is not None else float("inf")))
    return answer


async def _hotline(profile: Profile, console: Console) -> list[Finding]:
    """The hotline, how quickly it answers, whether it can do its work, and its clock."""
    if not profile.url or not profile.token:
        return [doctor.hotline(""), doctor.clock(None)]
    client = Client(profile.url, profile.token, lang=console.say.lang, ca=profile.ca)
    try:
        hotline, clock = await _me(client, profile, console)
        return [hotline, doctor.ready(await _unready(client)), clock]
    finally:
        await client.close()


async def _me(client: Client, profile: Profile, console: Console) -> tuple[Finding, Finding]:
    began = time.perf_counter()
    try:
        me = await client.me()
    except HotlineError as error:
        why = console.why(error) if isinstance(error, Unreachable) else str(error)
        return doctor.hotline(profile.url, error=error, why=why), doctor.clock(None)
    took = time.perf_counter() - began
    # Half the way back has passed since the hotline looked at its clock, which tells whole seconds.
    offset = me.now.timestamp() + 0.5 - (console.now() - took / 2)
    return doctor.hotline(profile.url, name=me.person.title or me.person.name, took=took), doctor.clock(offset, rate=me.rate)


async def _unready(client: Client) -> HotlineError | None:
    try:
        await client.ready()
    except HotlineError as error:
        return error
    return None


def _files(profile: Profile, console: Console) -> Iterable[Finding]:
    """Token, local copy and outbox; nothing is made that is not there."""
    if not profile.url:
        return
    yield doctor.token(
        None if os.environ.get("PAIDAN_TOKEN") else profile.token_path, ring=profile.keyring, why=console.keyring_why(profile.keyring_trouble)
    )
    yield _mirror(profile, now=int(console.now()))
    if profile.outbox_path.exists():
        yield _outbox(profile)


def _mirror(profile: Profile, *, now: int) -> Finding:
    path = profile.mirror_path
    if not path.exists():
        return doctor.mirror(path, None, now=now)
    try:
        with closing(Mirror.open(path)) as mirror:
            return doctor.mirror(path, mirror, now=now)
    except LocalError as error:
        return doctor.mirror(path, error, now=now)


def _outbox(profile: Profile) -> Finding:
    try:
        with closing(Outbox.open(profile.outbox_path)) as outbox:
            return doctor.outbox(outbox)
    except LocalError as error:
        return doctor.outbox(error)
