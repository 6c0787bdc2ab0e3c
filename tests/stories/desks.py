"""The real desk in a real terminal in front of a real hotline, signed in as somebody."""

import os
import subprocess
import sys
from pathlib import Path

import httpx

from tests.hotlines import PASSWORD, ROOT, Hotline, employ
from tests.terminal import Terminal


def hire(hotline: Hotline, name: str, role: str, *, unit: str = "110000") -> None:
    """Let somebody sign in."""
    employ(hotline.database, name, role, unit=unit)


def token(hotline: Hotline, name: str) -> str:
    """A token of somebody who may sign in."""
    answer = httpx.post(f"{hotline.url}/v1/sessions", json={"name": name, "password": PASSWORD})
    return str(answer.raise_for_status().json()["token"])


def environment(hotline: Hotline, name: str, home: Path, *, lang: str = "zh") -> dict[str, str]:
    """What a desk of this person starts with; what they ask can be taken back for a second only, so that a story need not wait longer."""
    home.mkdir(parents=True, exist_ok=True)
    (home / "settings.toml").write_text("undo_seconds = 1\n", encoding="utf-8")
    return {"PAIDAN_HOME": str(home), "PAIDAN_URL": hotline.url, "PAIDAN_TOKEN": token(hotline, name), "PAIDAN_LANG": lang}


def desk(env: dict[str, str], *, cols: int = 80, rows: int = 24) -> Terminal:
    """The desk; use it as a context manager."""
    return Terminal([sys.executable, "-m", "tui"], cols=cols, rows=rows, env=env)


def paidan(env: dict[str, str], *arguments: str, code: int = 0) -> str:
    """What `paidan` prints, which must end with this exit code."""
    done = subprocess.run([sys.executable, "-m", "tui", *arguments], cwd=ROOT, env=os.environ | env, capture_output=True, text=True, check=False)
    assert done.returncode == code, f"{done.returncode}\n{done.stdout}\n{done.stderr}"
    return done.stdout
