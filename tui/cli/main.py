"""From the command line to one word's file and back to an exit code; every way to fail ends in one sentence."""

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module

from api_client.errors import HotlineError, LocalError, NotSignedIn, Refused, Unexpected, Unreachable
from api_client.profile import load
from tui.cli.console import Code, Console, Stop
from tui.terminals.terminal import has_chinese
from tui.words.words import Words

ASKING = ("do", "reveal")
"""Words that ask something, which no Open311 city can be asked from here."""


def language(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """The language to speak: known before the arguments are read, so that the help itself speaks it."""
    for place, argument in enumerate(arguments):
        if argument == "--lang" and arguments[place + 1 : place + 2]:
            return arguments[place + 1]
        if argument.startswith("--lang="):
            return argument.removeprefix("--lang=")
    # No address and a token that is not looked at: here only the language is wanted, and nothing may be said in it yet.
    return load({**environment, "PAIDAN_URL": "", "PAIDAN_TOKEN": "-"}).lang


def run(arguments: Sequence[str], *, now: Callable[[], float]) -> int:
    """Do what the arguments say and return the exit code. `now` is the wall clock in seconds since 1970."""
    written = getattr(sys.stderr, "encoding", None) or "utf-8"
    console = Console(Words(language(arguments, os.environ) if has_chinese(written) else "en"), now)
    try:
        code = _done(arguments, console)
        sys.stdout.flush()
    except Stop as stop:
        console.tell_sentence(stop.sentence)
        return stop.code
    except HotlineError as error:
        return _hotline_error(error, console)
    except KeyboardInterrupt:
        return Code.INTERRUPTED
    except BrokenPipeError:
        # Python flushes stdout once more at exit; it then writes to nowhere instead of complaining.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Code.PIPE_CLOSED
    return code


def _done(arguments: Sequence[str], console: Console) -> int:
    if not arguments:
        from tui.cli import desk

        return desk.run(None, console)  # nothing to be parsed: the first page comes sooner
    if arguments[0] == "completion" and "--" in arguments:  # what stands behind it is somebody's line as far as it is typed
        from tui.cli.completion import complete

        return complete(arguments[1], arguments[arguments.index("--") + 1 :], console)
    from tui.cli.parser import read

    wish = read(arguments, console)
    console.read_only = getattr(wish, "read_only", False)
    console.open311, console.jurisdiction = getattr(wish, "open311", None), getattr(wish, "jurisdiction", "")
    if console.open311 is not None and wish.file in ASKING:
        raise console.stop(Code.REFUSED, "open311.read_only")
    return int(import_module(f"tui.cli.{wish.file}").run(wish, console))


def _hotline_error(error: HotlineError, console: Console) -> Code:
    match error:
        case Unreachable():
            console.tell("cli.unreachable" if console.open311 is None else "open311.unreachable", why=console.why(error))
            return Code.UNREACHABLE
        case NotSignedIn():
            console.tell("cli.not_signed_in")
            return Code.NOT_SIGNED_IN
        case Refused():
            console.tell_sentence(error.problem.detail)
            return Code.REFUSED
        case LocalError():
            console.tell("cli.local_trouble", why=error)
            return Code.REFUSED
        case Unexpected():
            console.tell("cli.unexpected", why=console.why(error))
            return Code.REFUSED
        case _:
            console.tell("cli.unexpected", why=error)
            return Code.REFUSED
