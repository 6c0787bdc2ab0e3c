"""What a desk and its courier write to each other through a pipe: one JSON object a line, and what can go wrong as one of its values."""

import json
from pathlib import Path
from typing import Any

from api_client.errors import (
    Damaged,
    DiskFull,
    HotlineError,
    LocalError,
    NewerFile,
    NewLog,
    NotSignedIn,
    ReadOnly,
    Refused,
    Stale,
    Unexpected,
    Unreachable,
    spoken,
)

MOST_BYTES = 16 << 20
"""A line longer than this is no slip."""
_SHOWN_BYTES = 80

_LOCAL = {kind.__name__: kind for kind in (LocalError, DiskFull, Damaged, NewerFile, ReadOnly)}
_REFUSED = {kind.__name__: kind for kind in (Refused, Stale)}
_SAID = {kind.__name__: kind for kind in (NotSignedIn, NewLog)}


class Garbled(Exception):
    """What came through the pipe is no slip; the text shows its beginning where it never began as one."""


def write(kind: str, **told: Any) -> bytes:
    """A slip of this kind as a line."""
    return json.dumps({"is": kind, **told}, separators=(",", ":")).encode("ascii") + b"\n"


def read(line: bytes) -> dict[str, Any]:
    """A line as a slip. Raises Garbled where it is none, or only the beginning of one."""
    try:
        slip = json.loads(line) if line.endswith(b"\n") else None
    except ValueError:
        slip = None
    if not isinstance(slip, dict) or not isinstance(slip.get("is"), str):
        raise Garbled(f"{len(line)} bytes" if line.startswith(b"{") else repr(line[:_SHOWN_BYTES]))  # half a slip may name people
    return slip


def trouble(error: Exception) -> dict[str, Any]:
    """An error as a slip's value; a bug becomes Unexpected, and says where it is."""
    kind, said = type(error).__name__, str(error)
    match error:
        case Refused():
            return {"kind": kind, "problem": error.problem.model_dump_json()}
        case Unreachable():
            return {"kind": kind, "why": error.why, "said": said, "retry_after": error.retry_after, "where": error.where}
        case LocalError():
            return {"kind": kind, "path": str(error.path), "said": said.removeprefix(f"{error.path}: ")}
        case Unexpected():
            return {"kind": kind, "why": error.why, "said": said}
        case HotlineError():
            return {"kind": kind, "said": said}
        case _:
            return {"kind": "Unexpected", "why": "bug", "said": spoken(error)}


def error(told: dict[str, Any]) -> HotlineError:
    """The error that `trouble` wrote down. Raises KeyError, TypeError or ValueError where it is none."""
    kind = told["kind"]
    if kind in _REFUSED:
        from api_client.models.page import Problem

        return _REFUSED[kind](Problem.model_validate_json(told["problem"]))
    if kind == "Unreachable":
        return Unreachable(told["why"], told["said"], retry_after=told["retry_after"], where=told.get("where", ""))
    if kind in _LOCAL:
        return _LOCAL[kind](Path(told["path"]), told["said"])
    return _SAID[kind](told["said"]) if kind in _SAID else Unexpected(told["said"], why=told.get("why", "unexpected"))
