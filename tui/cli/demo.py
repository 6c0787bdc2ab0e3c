"""`paidan demo`: a city that lives as long as its desk is open; or a second desk in a city that runs."""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from api_client.profile import Profile, load
from tui.cli.console import Code, Console
from tui.cli.desk import looks, need_terminal, open_desk, usual_looks
from tui.cli.grammar import CITIES
from tui.cli.login import sign_in
from tui.cli.web import need_server, serve
from tui.starting.demo import Demo, NoDemo, Wish, hotline, running
from tui.tour.steps import Offer

QUIET_SECONDS = 8
"""A city that starts within them says nothing of its progress."""
SIGN_IN_NAMES = {"unit_officer": "officer-haidian", "unit_leader": "leader-haidian"}
"""Demo accounts are named after their roles, but for those of a unit."""
SIGN_IN_ELSEWHERE = {"unit_officer": "officer-unit", "unit_leader": "leader-unit"}
"""The same in another city than the one for which scenarios are written."""
USUAL, USUAL_ELSEWHERE = "show", "quiet_day"
"""Which day is played unless one is named: the first speaks of the places of its city."""
ROLES_OF = {"show": "supervisor"}
"""Who sits at the desk where nobody was named; elsewhere a dispatcher. Only a supervisor is asked for a signature."""
SIGNING = ("supervisor", "unit_leader")
TOUR_TAKEN = "tour-taken"


def run(wish: argparse.Namespace, console: Console) -> int:
    """Start or join a demo."""
    if wish.web:
        need_server(console)
    elif not wish.no_desk:
        need_terminal(console)
    if wish.join:
        demo = running()
        if demo is None:
            raise console.stop(Code.UNREACHABLE, "demo.none_runs")
        with tempfile.TemporaryDirectory(prefix="paidan-joined-") as folder:
            return _desk(demo, Path(folder), wish, console)
    console.tell("demo.starting")
    place = _place(wish.city)
    wish.scenario = wish.scenario or (USUAL_ELSEWHERE if place else USUAL)
    city = Wish(wish.scenario, wish.speed, wish.tickets, console.say.lang, place)
    try:
        with hotline(city, _progress(console), meanwhile=_load) as demo:
            if wish.no_desk:
                return _serve(demo, console)
            return _desk(demo, demo.folder / "desk", wish, console)
    except NoDemo as failed:
        console.tell("demo.failed", why=failed)
        return Code.UNREACHABLE


def _progress(console: Console) -> Callable[[float], None]:
    """Tells every tenth of a city's past once, where it takes long enough for anybody to wonder."""
    begun, told = time.monotonic(), 0

    def tell(part: float) -> None:
        nonlocal told
        if (tenths := int(part * 10)) > told and time.monotonic() - begun > QUIET_SECONDS:
            told = tenths
            console.tell("demo.prepared", percent=tenths * 10)

    return tell


def _desk(demo: Demo, folder: Path, wish: argparse.Namespace, console: Console) -> int:
    """Sign in as the role that was asked for and open the desk, all of its files below the folder."""
    role = wish.role or ("dispatcher" if wish.join else ROLES_OF.get(wish.scenario, "dispatcher"))
    name = (SIGN_IN_ELSEWHERE if demo.city else SIGN_IN_NAMES).get(role, role)
    profile = Profile(folder, folder).at(demo.url, name)
    session = sign_in(profile, demo.password, console)
    if wish.web:
        profile.keep_token(session.token).save()
        return serve(wish, console, home=folder)
    profile = profile.keep_token(session.token)._replace(read_only=console.read_only)
    tour = Offer(tour_mark(), wanted=not (wish.no_tour or wish.join), signs=role in SIGNING)
    return open_desk(profile, console, lang=console.say.lang, looks=usual_looks(_own()) | looks(wish), tour=tour)


def _place(city: str) -> str:
    """The city as its hotline is told it, which runs in another folder; empty for the one for which scenarios are written."""
    if city in CITIES or not Path(city).is_dir():
        return "" if city == CITIES[0] else city
    return str(Path(city).resolve())


def tour_mark() -> Path:
    """Where it is noted, among the person's own files, that the tour was taken: the demo's own are gone with it."""
    return _own().data_dir / TOUR_TAKEN


def _own() -> Profile:
    """The person's own files: a demo's are gone with it."""
    return load({name: value for name, value in os.environ.items() if name != "PAIDAN_URL"})


def _load() -> None:
    """Load what signing in needs, while the hotline starts."""
    import api_client.client  # noqa: F401


def _serve(demo: Demo, console: Console) -> Code:
    """Say how others get in, and stay until interrupted."""
    try:
        console.data(f"PAIDAN_URL={demo.url}")
        console.data(f"PAIDAN_DEMO_PASSWORD={demo.password}")
        sys.stdout.flush()
        units = ", ".join((SIGN_IN_ELSEWHERE if demo.city else SIGN_IN_NAMES).values())
        console.tell("demo.serving", url=demo.url, names=f"dispatcher, supervisor, agent, auditor, {units}")
        demo.wait()
    except KeyboardInterrupt:
        console.tell("demo.over")
        return Code.DONE
    console.tell("demo.failed", why="")
    return Code.UNREACHABLE
