"""A real `sshd` on loopback with keys and settings of its own, and terminals on the far side of it, in tmux."""

import getpass
import os
import shlex
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.terminal import Terminal

TMUX = """\
set -g status off
set -g destroy-unattached on
set -g escape-time 25
set -g default-terminal tmux-256color
set -g terminal-overrides 'xterm*:indn@:rin@:rep@'
"""
"""Gone with its line; without the ways of scrolling and repeating that the emulator of these tests does not know."""
PRIVILEGES = Path("/run/sshd")
"""A folder that sshd wants where root runs it."""


def missing() -> str:
    """Why no such terminal can be had here; empty where one can."""
    lacking = [name for name in ("sshd", "ssh", "ssh-keygen", "tmux") if not _where(name)]
    if lacking:
        return f"without {', '.join(lacking)}"
    return f"without {PRIVILEGES}" if os.getuid() == 0 and not PRIVILEGES.is_dir() else ""


def _where(name: str) -> str:
    return shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin") or ""


class FarSide:
    """The other end of the line."""

    def __init__(self, folder: Path, port: int) -> None:
        self._folder, self._port = folder, port
        self._sessions = 0

    def terminal(self, command: Sequence[str], *, cols: int = 80, rows: int = 24, env: Mapping[str, str] | None = None) -> Terminal:
        """A command there, in a tmux of its own that ends with it; use it as a context manager."""
        self._sessions += 1
        settings = ["env", "-i", f"PATH={os.environ['PATH']}", f"HOME={self._folder}", "LANG=C.UTF-8", "SHELL=/bin/sh"]
        inside = shlex.join([*settings, *(f"{name}={value}" for name, value in (env or {}).items()), "TERM=tmux-256color", *command])
        tmux = ["tmux", "-L", f"far-{self._port}-{self._sessions}", "-f", str(self._folder / "tmux.conf"), "new-session", inside]
        ssh = [
            "ssh", "-tt", "-F", "none", "-p", str(self._port), "-i", str(self._folder / "key"), "-o", "BatchMode=yes", "-o", "LogLevel=ERROR",
            "-o", f"UserKnownHostsFile={self._folder / 'known'}", "-o", "StrictHostKeyChecking=accept-new", f"{getpass.getuser()}@127.0.0.1",
        ]  # fmt: skip
        return Terminal([*ssh, shlex.join(["env", f"TMUX_TMPDIR={self._folder}", "LANG=C.UTF-8", *tmux])], cols=cols, rows=rows)


@contextmanager
def sshd(folder: Path) -> Iterator[FarSide]:
    """An sshd as long as the block lasts: loopback, a port of its own, keys made for it, nobody but this user, by key alone."""
    for name in ("host", "key"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)], check=True, timeout=20)
    port = _free_port()
    (folder / "tmux.conf").write_text(TMUX, encoding="utf-8")
    (folder / "sshd_config").write_text(
        f"ListenAddress 127.0.0.1\nPort {port}\nHostKey {folder / 'host'}\nPidFile {folder / 'pid'}\nAuthorizedKeysFile {folder / 'key.pub'}\n"
        "PasswordAuthentication no\nKbdInteractiveAuthentication no\nPubkeyAuthentication yes\nPermitRootLogin prohibit-password\n"
        f"UsePAM no\nStrictModes no\nAllowUsers {getpass.getuser()}\nAllowTcpForwarding no\nX11Forwarding no\nPrintMotd no\n",
        encoding="utf-8",
    )
    with (folder / "sshd.log").open("wb") as log:
        server = subprocess.Popen([_where("sshd"), "-D", "-e", "-f", str(folder / "sshd_config")], stdin=subprocess.DEVNULL, stdout=log, stderr=log)
    try:
        _until_it_listens(server, port, folder / "sshd.log")
        yield FarSide(folder, port)
    finally:
        server.terminate()
        server.wait(20)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _until_it_listens(server: "subprocess.Popen[bytes]", port: int, log: Path) -> None:
    deadline = time.perf_counter() + 20
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            assert server.poll() is None, log.read_text(encoding="utf-8", errors="replace")
            assert time.perf_counter() < deadline, "sshd does not listen"
            time.sleep(0.02)  # between two knocks at another process's door there is nothing to wait on
