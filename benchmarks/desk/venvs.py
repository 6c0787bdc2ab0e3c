"""Programs of others, each installed from the package index into an environment of its own that goes with the run."""

import shutil
import subprocess
import sys
import venv
from pathlib import Path

LONGEST_SECONDS = 240


class Missing(Exception):
    """A program could not be had; the message says why."""


def installed(folder: Path, package: str, *beside: str) -> Path:
    """The folder of the programs of an environment that holds this package; `beside` are versions it needs and does not say. Raises Missing."""
    place = folder / "venvs" / package
    programs = place / "bin"
    if not place.exists():
        venv.create(place, with_pip=False, symlinks=True)
        pip = [sys.executable, "-m", "pip", "--python", str(programs / "python"), "--disable-pip-version-check", "--quiet"]
        try:
            _run([*pip, "--retries", "1", "--timeout", "15", "install", "--no-compile", package, *beside])
        except Missing:
            shutil.rmtree(place)
            raise
    return programs


def version(programs: Path, package: str) -> str:
    """Which version of it that is, and of the Textual it runs on."""
    code = f"from importlib.metadata import version as v; print(v({package!r}), 'on Textual', v('textual'))"
    return _run([str(programs / "python"), "-c", code]).strip()


def _run(command: list[str]) -> str:
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=LONGEST_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Missing(f"not installed: {type(error).__name__}") from error
    if done.returncode:
        said = [line for line in done.stderr.splitlines() if line.strip()]
        raise Missing(f"not installed: {said[-1] if said else done.returncode}"[:150])
    return done.stdout
