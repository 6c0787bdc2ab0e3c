"""Refuses every way off this machine: who runs the tests, and every Python that they start, can connect, send and resolve on loopback alone.

Python reads a module of this name by itself where its folder is on the path: so the children of tests are guarded as well.
An audit hook sees what Python's own sockets are asked for, before it happens, and cannot be taken away again. What it refuses is written into
the file that `REFUSALS` names, too, so that a test which swallows the error fails its run all the same. Imports nothing but `sys` and `os`.
"""

import os
import sys

REFUSALS = "PAIDAN_TESTS_REFUSED_NETWORK"
"""Environment variable: the file of what was refused, of this process and its children."""
MARK = "_keeps_to_this_machine"
HERE = ("", "localhost", "::1", "0.0.0.0", "::", "testserver")
NEVER = (".invalid", ".example", ".test", ".localhost")
"""Names that no resolver knows; they are asked for on purpose, as hotlines that are not there, and get no answer here."""
_out = False


class OffThisMachine(RuntimeError):
    """A test, or something it loads, wanted to reach another machine."""


def local(host: object) -> bool:
    """Whether a host is this machine."""
    if host is None:
        return True
    name = host.decode("latin-1") if isinstance(host, bytes) else str(host)
    return name in HERE or name.startswith(("127.", "::ffff:127."))


def never(host: object) -> bool:
    """Whether a name exists nowhere."""
    name = host.decode("latin-1") if isinstance(host, bytes) else str(host)
    return name.endswith(NEVER)


def let_out() -> None:
    """Refuse this process nothing any more: somebody named another machine on the command line. Its children are guarded as before."""
    global _out
    _out = True


def _heard(event: str, args: tuple[object, ...]) -> None:
    if _out or not event.startswith("socket."):
        return
    if event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
        address = args[1] if len(args) > 1 else None
        if isinstance(address, tuple) and address and not local(address[0]):
            _refuse(event, address[0])
    elif event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr") and not local(args[0]):
        if never(args[0]):
            raise OSError(-2, "Name or service not known")
        _refuse(event, args[0])


def _refuse(event: str, host: object) -> None:
    told = f"{event} {host!r} by {' '.join(sys.argv[:4])}"
    if place := os.environ.get(REFUSALS):
        with open(place, "a", encoding="utf-8") as file:
            file.write(told + "\n")
    raise OffThisMachine(told)


if os.environ.get(REFUSALS) and not hasattr(sys, MARK):
    setattr(sys, MARK, True)
    sys.addaudithook(_heard)
