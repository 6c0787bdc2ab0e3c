"""No test, and nothing that a test loads or starts, reaches another machine."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.guarded import sitecustomize

FAR = "203.0.113.7"


@pytest.fixture
def refusals(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Where refusals of this test are written, so that they do not fail the run."""
    place = tmp_path / "refused"
    monkeypatch.setenv(sitecustomize.REFUSALS, str(place))
    return place


def test_another_machine_is_refused_and_this_one_is_not(refusals: Path) -> None:
    with socket.socket() as near, socket.create_server(("127.0.0.1", 0)) as server:
        near.connect(server.getsockname())
        with pytest.raises(RuntimeError, match="socket"):
            near.connect((FAR, 80))
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as datagram, pytest.raises(RuntimeError, match="socket"):
        datagram.sendto(b"x", (FAR, 53))
    with pytest.raises(RuntimeError, match="socket"):
        socket.getaddrinfo("pypi.org", 443)
    with pytest.raises(OSError, match="not known"):
        socket.getaddrinfo("hotline.invalid", 443)
    assert len(refusals.read_text(encoding="utf-8").splitlines()) == 3


def test_a_child_is_refused_too(refusals: Path) -> None:
    reach = f"import socket; socket.socket().connect(('{FAR}', 80))"
    ended = subprocess.run([sys.executable, "-c", reach], env=dict(os.environ), capture_output=True, text=True, timeout=60)
    assert "OffThisMachine" in ended.stderr
    assert FAR in refusals.read_text(encoding="utf-8")


def test_nothing_that_we_load_reaches_out(refusals: Path) -> None:
    hotline = "fixtures.serving.command, fixtures.imports.command, fixtures.reports.command"
    every = f"import api_client.courier, {hotline}, tui.app, tui.__main__, widgets.speech"
    subprocess.run([sys.executable, "-c", every], env=dict(os.environ), check=True, timeout=120)
    assert not refusals.exists()
