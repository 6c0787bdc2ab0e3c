"""`paidan web`: the desk in a browser, for this machine alone unless one says otherwise; each page is a desk of its own."""

import argparse
import asyncio
import os
import shlex
import sys
from importlib.util import find_spec
from pathlib import Path

from tui.cli.console import Code, Console
from tui.cli.known import known_profile

ROOT = Path(__file__).parents[2]


def run(wish: argparse.Namespace, console: Console) -> int:
    """Serve the desk of the hotline that one is signed in to."""
    need_server(console)
    profile = known_profile(console)
    if not profile.may_enter:
        raise console.stop(Code.NOT_SIGNED_IN, "cli.not_signed_in" if profile.url else "cli.desk_nowhere")
    return serve(wish, console)


def need_server(console: Console) -> None:
    """End the program where textual-serve is not installed, and say how it is."""
    if find_spec("textual_serve") is None:
        raise console.stop(Code.USAGE, "web.not_installed")


def serve(wish: argparse.Namespace, console: Console, *, home: Path | None = None) -> int:
    """Serve desks until interrupted. `home` is the folder with the person's files, where it is not the usual one."""
    from tui.starting.browser import DeskServer, stays_here

    if not stays_here(wish.host):
        console.tell("web.open", host=wish.host)
    _prepare(home)
    server = DeskServer(_command(wish), host=wish.host, port=wish.port, say=console.say)

    def ready(url: str) -> None:
        console.data(url)
        sys.stdout.flush()
        console.tell("web.serving")

    try:
        asyncio.run(server.run(ready))
    except (OSError, OverflowError) as error:
        why = getattr(error, "strerror", None) or error
        raise console.stop(Code.USAGE, "web.no_port", host=wish.host, port=wish.port, why=why) from None
    return Code.DONE


def _command(wish: argparse.Namespace) -> str:
    """What runs for each page: the desk as it was asked for here."""
    told = {"lang": ["--lang", getattr(wish, "lang", "")], "theme": ["--theme", getattr(wish, "theme", "")]}
    told |= {"ascii": ["--ascii"], "link": ["--slow"], "read_only": ["--read-only"]}
    told |= {name: [f"--{name}", getattr(wish, name, "")] for name in ("open311", "jurisdiction")}
    return shlex.join([sys.executable, "-P", "-m", "tui", *(word for name, words in told.items() if getattr(wish, name, False) for word in words)])


def _prepare(home: Path | None) -> None:
    """What the desks find in their environment: the browser's terminal is a modern one, whatever this one is."""
    paths = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
    os.environ |= {"TERM": "xterm-256color", "PYTHONUTF8": "1", "PYTHONPATH": paths}
    if home is not None:
        os.environ["PAIDAN_HOME"] = str(home)
        for name in ("PAIDAN_URL", "PAIDAN_TOKEN"):
            os.environ.pop(name, None)
