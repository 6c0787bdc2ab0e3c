"""Homes of desks with a mirror of so many tickets, each made once in a run."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

from api_client.mirror import Mirror
from api_client.models.page import Page, SnapshotHead
from api_client.models.people import Me, Person, Role
from api_client.models.ticket import Ticket
from benchmarks import made
from fixtures.city.load import load_city

LOG = "log-of-the-benchmarks"
PERSON = Person(name="measurer", role=Role.DISPATCHER, unit="110000", scope="110000")
CALM = 200
Home = dict[str, str]
"""The environment variables that lead a desk to its files."""


def home(folder: Path, count: int) -> Home:
    """The home of a desk with so many tickets in its mirror; ten of them are within their last minutes from now on."""
    env = empty(home_folder(folder, count))
    path = mirror_path(env)
    if not path.exists():
        fill(path, count)
        know(path)
    tick(path)
    return env


def home_folder(folder: Path, count: int) -> Path:
    """Where the home of a desk with so many tickets is."""
    return folder / f"home-{count}"


def calm_home(folder: Path) -> Home:
    """The home of a desk with a few tickets, none of them due before five days are over: their lines stay as they are for an hour."""
    env = empty(folder / "home-calm")
    path = mirror_path(env)
    if not path.exists():
        replace(path, made.rows(CALM, now=made.moment() + timedelta(days=5, minutes=30)), CALM)
        know(path)
    return env


def empty(folder: Path) -> Home:
    """A home without a mirror. Its hotline has a port of its own, on which nobody answers unless `told.hotline` does."""
    folder.mkdir(exist_ok=True)
    chosen = folder / "port"
    if not chosen.exists():
        with socket.create_server(("127.0.0.1", 0)) as free:
            chosen.write_text(str(free.getsockname()[1]), encoding="ascii")
    url = f"http://127.0.0.1:{chosen.read_text(encoding='ascii')}"
    return {"PAIDAN_HOME": str(folder), "PAIDAN_URL": url, "PAIDAN_TOKEN": "for-measuring", "PAIDAN_LANG": "zh"}


def mirror_path(env: Home) -> Path:
    """Where a desk with this environment keeps its mirror."""
    asked = "from api_client.profile import load; print(load().mirror_path)"
    done = subprocess.run([sys.executable, "-c", asked], env={**os.environ, **env}, capture_output=True, text=True, check=True)
    return Path(done.stdout.strip())


def fill(path: Path, count: int) -> float:
    """Write so many tickets into a mirror; returns tickets per second."""
    now = made.moment()
    return replace(path, list(made.rows(count, now=now)), count)


def replace(path: Path, rows: Iterable[Sequence[Any]], count: int) -> float:
    """Write such tickets into a mirror; returns tickets per second."""
    now = made.moment()
    path.parent.mkdir(parents=True, exist_ok=True)
    mirror = Mirror.open(path)
    head = SnapshotHead(cursor=1, count=count, columns=tuple(Ticket.model_fields), now=now)
    started = time.perf_counter()
    mirror.replace(head, rows, log_id=LOG, wall=now.timestamp())
    taken = time.perf_counter() - started
    mirror.close()
    return count / taken


def me() -> Me:
    """Who the desk belongs to, as the hotline says it."""
    return Me(person=PERSON, asks=("note",), now=made.moment())


def city() -> str:
    """The city, as the hotline tells it."""
    return load_city("beijing").model_dump_json()


def know(path: Path) -> None:
    """Let a mirror know what a desk asks first, so that one that comes to its hotline fetches nothing anew."""
    mirror = Mirror.open(path)
    mirror.remember(whose=f"{PERSON.name} {PERSON.scope}", me=me().model_dump_json(), city=city(), city_etag='"1"')
    mirror.close()


def tick(path: Path) -> None:
    """Have the first ten tickets end within the next minutes, whenever the mirror was made."""
    now, mirror = made.moment(), Mirror.open(path)
    first = [ticket for line in mirror.view().window(0, made.TICKING) if (ticket := mirror.ticket(line.number))]
    soon = tuple(_due(Ticket.model_validate(ticket), 300 + 25 * place) for place, ticket in enumerate(first))
    mirror.apply(Page(after=mirror.cursor, cursor=mirror.cursor + 1, now=now, tickets=soon), wall=now.timestamp())
    mirror.close()


def _due(ticket: Ticket, seconds: int) -> Ticket:
    """The ticket one version on, with its clock moved so that it ends in so many seconds."""
    [clock] = ticket.clocks
    by = made.moment() + timedelta(seconds=seconds) - clock.due
    moved = clock.model_copy(update={name: getattr(clock, name) + by for name in ("start", "due", "watch_at", "warn_at", "urgent_at", "long_at")})
    return ticket.model_copy(update={"version": ticket.version + 1, "clocks": (moved,)})
