"""Drives schemathesis, as a program of its own, over a hotline's description of itself; counts what it tried and what it found."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import httpx

from tests.hotlines import Hotline

ROOT = Path(__file__).parents[2]
NOT_CHECKED = "positive_data_acceptance,negative_data_rejection"
"""A description cannot say all that a rule asks: a figure that no board has fits its schema and is refused; and what is told a little
otherwise, `"1"` for 1, or a question nobody knows, is put up with."""


class Found(NamedTuple):
    """What a run came to."""

    cases: int
    failures: int
    text: str
    """All that schemathesis said."""


def tried(hotline: Hotline, *, phases: str, examples: int, seed: int, seconds: int) -> Found:
    """Cases of all modes against a hotline that nobody else uses: their commands are carried out."""
    numbers = _numbers(hotline)
    command = [
        sys.executable, "-m", "schemathesis.cli", "run", f"{hotline.url}/openapi.json", "--phases", phases, "-n", str(examples), "--seed", str(seed),
        "--workers", "1", "--max-time", str(seconds), "--exclude-checks", NOT_CHECKED, "--mode", "all", "--continue-on-failure",
        "--no-color", "--request-timeout", "30",
    ]  # fmt: skip
    env = os.environ | {
        "PYTHONPATH": str(ROOT), "SCHEMATHESIS_HOOKS": "tests.hostile.hooks", "HOTLINE_URL": hotline.url, "HOTLINE_NUMBERS": ",".join(numbers),
        "HOTLINE_PASSWORD": hotline.password,
    }  # fmt: skip
    done = subprocess.run(command, cwd=hotline.folder, env=env, capture_output=True, text=True, timeout=seconds + 120)
    text = done.stdout + done.stderr
    cases = re.search(r"Test cases:\n  (\d+) generated", text)
    failures = re.search(r"(\d+) unique failures?", text)
    assert cases, text
    return Found(int(cases[1]), int(failures[1]) if failures else int(done.returncode != 0), text)


def _numbers(hotline: Hotline) -> list[str]:
    """Numbers of tickets and dossiers that are there."""
    with httpx.Client(base_url=hotline.url, trust_env=False, timeout=20) as web:
        answer = web.post("/v1/sessions", json={"name": "supervisor", "password": hotline.password})
        web.headers["authorization"] = f"Bearer {answer.json()['token']}"
        windows = [web.get(f"/v1/{kind}", params={"limit": 20}).json()["items"] for kind in ("tickets", "dossiers")]
    return [one["number"] for items in windows for one in items]
