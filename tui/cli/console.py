"""What a program of the command line may say, and with which number it ends: data to stdout, narration to stderr."""

import json
import re
import sys
import unicodedata
from collections.abc import Callable
from enum import IntEnum
from functools import cache
from typing import Any

from api_client.errors import Unexpected, Unreachable
from tui.words.words import Words


@cache
def _doubtful() -> re.Pattern[str]:
    """Signs that need a second look; Chinese and English text has hardly any. A desk says nothing here, and so compiles nothing."""
    return re.compile("\r\n|[^ -~\n\t\u3001-\u303f\u4e00-\u9fff\uff01-\uff5e]")


def printable(text: str) -> str:
    """The text with what must not reach a terminal as code points in angle brackets; breaks of lines, tabs and blanks stay."""
    return _doubtful().sub(lambda found: sign if _shown(sign := found.group()) else f"<{ord(sign):04X}>", text)


def _shown(sign: str) -> bool:
    return sign.isprintable() or sign == "\r\n" or unicodedata.category(sign) == "Zs"


def _escaped(text: str) -> str:
    """JSON with the same signs as JSON escapes them."""
    return _doubtful().sub(lambda found: sign if _shown(sign := found.group()) else json.dumps(sign)[1:-1], text)


class Code(IntEnum):
    """With which number the program ends; scripts rely on it."""

    DONE = 0
    REFUSED = 1
    USAGE = 2
    UNREACHABLE = 3
    """What was asked is kept in the outbox."""
    NOT_SIGNED_IN = 4
    URGENT = 10
    """With `paidan watch --exit-code`: something is urgent, and nothing overdue."""
    OVERDUE = 11
    """The same: something is overdue."""
    INTERRUPTED = 130
    PIPE_CLOSED = 141


class Stop(Exception):
    """End the program now with this number, after this sentence on stderr."""

    def __init__(self, code: Code, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence


class Console:
    """Both streams, the language of the narration, and the clock that the door handed in."""

    def __init__(self, say: Words, now: Callable[[], float]) -> None:
        self.say = say
        self.now = now
        self.read_only = False
        """Whether the arguments say that nothing may be asked."""
        self.open311: str | None = None
        """The address of the Open311 city that the arguments name; None where they name none."""
        self.jurisdiction = ""
        """Which of the cities there."""
        for stream in (sys.stdout, sys.stderr):
            # A GBK or Latin-1 terminal shows an escape for what it cannot show; a traceback would help nobody.
            stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]  # TextIO's stub lacks it

    def data(self, line: str) -> None:
        """Write one line of data to stdout."""
        sys.stdout.write(printable(line) + "\n")

    def painted(self, line: str) -> None:
        """Write one line of data whose colours are the program's own and whose texts went through `printable` one by one."""
        sys.stdout.write(line + "\n")

    def text(self, text: str) -> None:
        """Write finished text to stdout."""
        sys.stdout.write(printable(text))

    def json(self, value: Any) -> None:
        """Write a value to stdout as indented JSON with nothing in it that a terminal could obey."""
        text = json.dumps(value, ensure_ascii=False, indent=2)
        self.data(_escaped(text))

    def json_line(self, value: Any) -> str:
        """A value as JSON in one line, with nothing in it that a terminal could obey."""
        return _escaped(json.dumps(value, ensure_ascii=False))

    def tell(self, key: str, /, **facts: object) -> None:
        """Write a sentence to stderr."""
        self.tell_sentence(self.say(key, **facts))

    def tell_sentence(self, sentence: str) -> None:
        """Write a finished sentence to stderr."""
        sys.stderr.write(printable(sentence) + "\n")
        sys.stderr.flush()

    def why(self, error: Unreachable | Unexpected) -> str:
        """Why the hotline cannot be reached or understood, in words; with what exactly makes no sense, for whoever looks into it."""
        words = self.say.get(f"why.{error.why}_here") or self.say.get(f"why.{error.why}")
        if isinstance(error, Unexpected):
            return f"{words} ({error})" if words else str(error)
        words = words or str(error)
        return self.say("why.at", words=words, where=error.where) if error.where else words

    def keyring_why(self, why: str) -> str:
        """Why the system's keyring does not serve, in words; a trouble that has none by its own name."""
        return self.say.get(f"keyring.{why}") or why

    def stop(self, code: Code, key: str, /, **facts: object) -> Stop:
        """The exception that ends the program with a sentence: `raise console.stop(...)`."""
        return Stop(code, self.say(key, **facts))
