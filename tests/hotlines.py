"""A real hotline in a process of its own, on a free port, for tests that go over the wire."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import argon2

from api_client.faultpoints import VARIABLE
from api_client.models.city import City
from api_client.models.people import Person, Role
from fixtures.clock import Clock
from fixtures.keeping.opening import language, open_log, owner_only
from fixtures.log.events import store_of
from fixtures.log.places import Place, Url
from fixtures.people.accounts import Accounts
from fixtures.scenarios.people import Staff
from fixtures.scenarios.texts import Lang

ROOT = Path(__file__).parents[1]
PASSWORD = "correct horse battery"
QUICK = argon2.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
"""A check of a password made with it takes no time; the usual one takes a fifth of a second of two cores, at every sign-in of every test."""


@contextmanager
def _hiring(database: Place) -> Iterator[tuple[Accounts, City]]:
    owner_only(database)
    log, city = open_log(database, city=None)
    try:
        yield Accounts(log, city, wall=Clock.wall, hasher=QUICK), city
    finally:
        log.close()


def employ(database: Place, name: str, role: str, *, unit: str) -> None:
    """Let somebody sign in with `PASSWORD`, as `hotline user add` does it."""
    with _hiring(database) as (accounts, _):
        accounts.add(name, role=Role(role), unit=unit, password=PASSWORD)


def employ_several(database: Place, people: Iterable[Person]) -> None:
    """The same for several at once."""
    with _hiring(database) as (accounts, _):
        accounts.add_absent(people, PASSWORD)


def employ_all_of_a_demo(database: Place, lang: Lang) -> None:
    """Have a demo's people before it begins: it takes those whom it has."""
    with _hiring(database) as (accounts, city):
        accounts.add_absent(Staff(city, lang).accounts(), PASSWORD)


class Hotline:
    """A hotline that can be ended, killed and started again on the same database and port."""

    def __init__(self, folder: Path, *, options: tuple[str, ...], database: Place | None = None) -> None:
        """`database`: a file in the folder, where none is told; a Url for a hotline beside others."""
        self.folder = folder
        self.place: Place = database or folder / "hotline.db"
        self.password = PASSWORD
        """Of every demo account: dispatcher, supervisor, agent, auditor, officer-haidian, leader-haidian."""
        self.url = ""
        self.fault = ""
        """What breaks it from its next start on, as of `api_client.faultpoints`."""
        self._options = options
        self._child: subprocess.Popen[str] | None = None

    @property
    def database(self) -> Path:
        """Its file, where it has one."""
        assert isinstance(self.place, Path)
        return self.place

    @property
    def where(self) -> str:
        """Its log, as `--database` takes it."""
        return self.place.told if isinstance(self.place, Url) else str(self.place)

    @property
    def pid(self) -> int:
        assert self._child is not None
        return self._child.pid

    @property
    def runs(self) -> bool:
        return self._child is not None

    def start(self) -> None:
        """Start and wait until it answers."""
        if "--scenario" in self._options and not store_of(self.place).there():
            wanted = self._options[self._options.index("--lang") + 1] if "--lang" in self._options else None
            employ_all_of_a_demo(self.place, language(os.environ, wanted))
        port = self.url.rpartition(":")[2] or "0"
        command = [sys.executable, "-m", "fixtures", "serve", "--database", self.where, "--port", port, "--with-parent", *self._options]
        with (self.folder / "hotline.log").open("ab") as log:
            self._child = subprocess.Popen(
                command, cwd=ROOT, env=os.environ | {"HOTLINE_DEMO_PASSWORD": PASSWORD, VARIABLE: self.fault}, text=True,
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log,
            )  # fmt: skip
        assert self._child.stdout is not None
        line = self._child.stdout.readline()
        assert line, (self.folder / "hotline.log").read_text(encoding="utf-8")
        self.url = json.loads(line)["url"]

    def end(self, kind: int = signal.SIGTERM, *, again: bool = False) -> int:
        """End it by a signal, sent again and again where asked; its exit code."""
        child, self._child = self._child, None
        if child is None:
            return 0
        child.send_signal(kind)
        while again and child.poll() is None:
            child.send_signal(kind)
            os.sched_yield()
        code = child.wait(20)
        for pipe in (child.stdin, child.stdout):
            if pipe:
                pipe.close()
        return code

    def change(self, *options: str) -> None:
        """Other options of `hotline serve`, from its next start on."""
        self._options = options

    def fallen(self) -> int:
        """Wait until it has ended by itself; its exit code."""
        return self.end(0)

    def kill(self) -> None:
        """End it as a power cut would."""
        self.end(signal.SIGKILL)


@contextmanager
def serving(folder: Path, *options: str, database: Place | None = None) -> Iterator[Hotline]:
    """A hotline for as long as the block lasts; options as of `hotline serve`. Several may serve one `database` that is a Url, each in its folder."""
    hotline = Hotline(folder, options=options, database=database)
    hotline.start()
    try:
        yield hotline
    finally:
        hotline.kill()
