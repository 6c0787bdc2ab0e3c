"""A PostgreSQL of the tests' own: a cluster in a temporary folder, from the programs of Debian's package, and a fresh database for each test.

With PAIDAN_STORE=postgres the tests of the hotline that open a database by their fixtures run on it instead of on SQLite.
"""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from itertools import count
from pathlib import Path

import pytest

SWITCHED = os.environ.get("PAIDAN_STORE", "") == "postgres"
"""Whether the tests of the hotline run on PostgreSQL."""
PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda found: int(found.parts[-3].partition(".")[0]))
OWNER, PASSWORD = "hotline", "the/right:pass@word"
"""Who owns the databases, as an ordinary role. Over the socket nobody is asked for a password, over TCP everybody is."""
CHARACTERS = "--encoding=UTF8 --locale=C.UTF-8 --locale-provider=icu --icu-locale=und"
"""A collation that sorts as people do: whatever is not told to sort by signs shows."""
_QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


def why_not() -> str:
    """Why there can be none here; empty where there can."""
    if not PROGRAMS:
        return "PostgreSQL is not installed (Debian: postgresql)"
    try:
        import psycopg  # noqa: F401
    except ImportError:
        return "psycopg is not installed (pip install 'paidan[postgres]')"
    return ""


class Cluster:
    """A server that can be stopped, killed and started again."""

    def __init__(self, folder: Path, *, durable: bool, port: int) -> None:
        self.folder, self.port = folder, port
        self._bin = PROGRAMS[-1].parent
        self._durable = durable
        self._server: subprocess.Popen[bytes] | None = None
        self._numbers = count(1)
        self._user = "postgres" if os.geteuid() == 0 else None
        """It refuses to run as root."""

    def make(self) -> None:
        """Lay the cluster out."""
        if self._user:
            found = pwd.getpwnam(self._user)
            os.chown(self.folder, found.pw_uid, found.pw_gid)
        words = ["--pgdata", str(self.folder / "data"), "--username=postgres", "--auth=trust", "--no-sync", *CHARACTERS.split()]
        self._run("initdb", *words)
        access = "local all all trust\nhost all all 127.0.0.1/32 scram-sha-256\n"
        (self.folder / "data" / "pg_hba.conf").write_text(access, encoding="ascii")

    def start(self) -> None:
        """Start and wait until it answers."""
        settings = [f"unix_socket_directories={self.folder}", f"port={self.port}", "listen_addresses=127.0.0.1", "max_connections=300"]
        settings += [*(() if self._durable else _QUICK), "shared_buffers=32MB", "log_min_messages=warning"]
        words = [str(self._bin / "postgres"), "-D", str(self.folder / "data"), *(part for one in settings for part in ("-c", one))]
        with (self.folder / "log").open("ab") as log:
            self._server = subprocess.Popen(words, stdout=log, stderr=log, cwd=self.folder, user=self._user)
        self._run("pg_isready", "--host", str(self.folder), "--port", str(self.port), "--timeout=0", patient=True)

    def stop(self, kind: int = signal.SIGINT) -> None:
        """End it: SIGINT ends connections in order, SIGQUIT as a crash would."""
        server, self._server = self._server, None
        if server is not None:
            server.send_signal(kind)
            server.wait(30)

    def url(self, database: str, *, user: str = OWNER) -> str:
        """How to reach a database over the socket."""
        return f"postgresql://{user}@/{database}?host={self.folder}&port={self.port}"

    def tcp(self, database: str, *, user: str = OWNER, password: str = "") -> str:
        """The same over TCP, where a password is asked for."""
        from urllib.parse import quote

        secret = f":{quote(password, safe='')}" if password else ""
        return f"postgresql://{user}{secret}@127.0.0.1:{self.port}/{database}"

    def do(self, statement: str, *, database: str = "postgres") -> list[tuple[object, ...]]:
        """A statement of the cluster's keeper; what it gives."""
        import psycopg

        with psycopg.connect(self.url(database, user="postgres"), autocommit=True) as connection:
            found = connection.execute(statement.encode())
            return found.fetchall() if found.description else []

    def fresh(self, *, words: str = "") -> str:
        """An empty database of the owner's; its URL."""
        name = f"hotline_{next(self._numbers)}"
        self.do(f"CREATE DATABASE {name} OWNER {OWNER} {words}")
        return self.url(name)

    def _run(self, program: str, *words: str, patient: bool = False) -> None:
        while True:
            done = subprocess.run([str(self._bin / program), *words], capture_output=True, cwd=self.folder, user=self._user, timeout=60, check=False)
            if done.returncode == 0:
                return
            if not patient or (self._server is not None and self._server.poll() is not None):
                raise RuntimeError(done.stderr.decode() + (self.folder / "log").read_text() if patient else done.stderr.decode())


@contextmanager
def cluster(*, durable: bool = False) -> Iterator[Cluster]:
    """A cluster for as long as the block lasts; a durable one puts what it keeps on the disk."""
    import socket

    folder = Path(tempfile.mkdtemp(prefix="paidan-pg-"))
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    made = Cluster(folder, durable=durable, port=port)
    try:
        made.make()
        made.start()
        made.do(f"CREATE ROLE {OWNER} LOGIN PASSWORD '{PASSWORD}'")
        yield made
    finally:
        made.stop()
        shutil.rmtree(folder, ignore_errors=True)


@cache
def _skip() -> str:
    return why_not()


@pytest.fixture(scope="session")
def postgres() -> Iterator[Cluster]:
    """The cluster of this run of the tests."""
    if _skip():
        pytest.skip(_skip())
    with cluster() as made:
        yield made
