"""`python -m pytest --hotline URL` runs the conformance suite and nothing else; it passes who keeps the contract and fails who does not."""

import os
import subprocess
import sys
from pathlib import Path

from tests.conformance.conftest import There, shut
from tests.hotlines import Hotline
from tests.liar import Liar

ROOT = Path(__file__).parents[1]


def conformance(url: str, password: str, *words: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "pytest", "--hotline", url, "-q", "-p", "no:cacheprovider", "-p", "no:randomly", *words]
    env = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")} | {"HOTLINE_PASSWORD": password}
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=120)


def test_a_hotline_that_keeps_the_contract_passes(hotline: Hotline) -> None:
    done = conformance(hotline.url, hotline.password, "-k", "test_door or test_questions")
    assert done.returncode == 0, done.stdout
    assert "passed" in done.stdout
    assert "tests/conformance" in conformance(hotline.url, hotline.password, "--collect-only", "-k", "test_door").stdout


class Misspelt(Liar):
    """Says `curser` where the contract says `cursor`."""

    def lied(self, body: bytes, media: str) -> bytes:
        return body.replace(b'"cursor"', b'"curser"')


def test_one_that_does_not_fails(hotline: Hotline) -> None:
    with Misspelt(hotline.url, [""]) as liar:
        done = conformance(liar.url, hotline.password, "-k", "read_twice or hang_together")
    assert done.returncode == 1, done.stdout
    assert "'cursor'" in done.stdout or '"cursor"' in done.stdout
    assert "1 failed" in done.stdout
    assert "1 passed" in done.stdout


def test_who_cannot_begin_is_told_why(hotline: Hotline) -> None:
    there = There(hotline.url, "supervisor", hotline.password)
    assert shut(there) == ""
    assert "cannot sign in" in shut(there._replace(password="wrong password"))
    assert "HOTLINE_PASSWORD is empty" in shut(there._replace(password=""))
    assert "cannot be reached" in shut(there._replace(url="http://127.0.0.1:1"))
    assert "no /v1/sessions" in shut(there._replace(url=f"{hotline.url}/elsewhere"))
