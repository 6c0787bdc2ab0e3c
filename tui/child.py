"""A child process that is spoken with line by line, that neither holds up who speaks nor outlives them, and that leaves nothing on the terminal."""

import os
import select
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

ENDING_SECONDS = 1.0
"""How long a child to which nobody speaks any more may take to end, before it is killed."""
READING_SECONDS = 0.2
"""How long a child may leave its pipe full, before it is killed."""
LAST_WORDS_BYTES = 2_000


class Child:
    """A process that ends when its stdin closes: so it ends with its parent, however that ends. Raises OSError where it cannot be started."""

    def __init__(self, command: Sequence[str], *, path: Path) -> None:
        """`path` is where its modules are."""
        paths = os.pathsep.join(filter(None, (str(path), os.environ.get("PYTHONPATH"))))
        self._complaints = tempfile.TemporaryFile()  # noqa: SIM115 - `end` closes it
        try:
            # A session of its own: Ctrl+C and a terminal that closes are the parent's affair.
            self._process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._complaints, bufsize=0,
                env=os.environ | {"PYTHONPATH": paths}, start_new_session=True,
            )  # fmt: skip
        except OSError:
            self._complaints.close()
            raise
        self.pid = self._process.pid
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._ear, self._mouth = self._process.stdin, self._process.stdout
        os.set_blocking(self._ear.fileno(), False)

    def write(self, line: bytes) -> bool:
        """Say something; returns whether it may arrive. What is longer than the pipe waits a moment for it to read; one that does not is killed."""
        rest = memoryview(line)
        try:
            while rest := rest[self._ear.write(rest) or 0 :]:
                if not select.select((), (self._ear,), (), READING_SECONDS)[1]:
                    self.kill()
                    return False
        except (OSError, ValueError):  # it has just ended, or was hung up on
            return False
        return True

    def lines(self, longest: int) -> Iterator[bytes]:
        """What it says, until it ends; a line is cut off at `longest` bytes, and one that it was killed over is left out."""
        with open(self._mouth.fileno(), "rb", closefd=False) as said:
            while line := said.readline(longest):
                if line.endswith(b"\n") or len(line) == longest:
                    yield line

    def hang_up(self) -> None:
        """Speak to it no more: it ends."""
        with suppress(OSError):
            self._ear.close()

    def kill(self) -> None:
        """End it at once."""
        self._process.kill()

    def end(self) -> str:
        """Hang up and wait until it is gone; returns the last line of what it complained of."""
        self.hang_up()
        try:
            self._process.wait(ENDING_SECONDS)
        except subprocess.TimeoutExpired:
            self.kill()
            self._process.wait()
        self._mouth.close()
        with self._complaints as said:
            said.seek(max(0, said.seek(0, os.SEEK_END) - LAST_WORDS_BYTES))
            lines = said.read().decode("utf-8", "replace").strip().splitlines()
        return lines[-1] if lines else ""
