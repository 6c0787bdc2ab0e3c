"""Completion in real shells."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from api_client.mirror import Mirror
from api_client.profile import Profile
from tests.hotlines import ROOT
from tests.terminal import Terminal
from tests.tui.desk_parts import fill, ticket


@pytest.fixture
def environment(tmp_path: Path, home: Path) -> dict[str, str]:
    """A shell's environment in which `paidan` is found, with a copy of two tickets."""
    (tmp_path / "bin").mkdir()
    program = tmp_path / "bin/paidan"
    program.write_text(f'#!/bin/sh\nPYTHONPATH={ROOT} exec {sys.executable} -m tui "$@"\n')
    program.chmod(0o755)
    profile = Profile(home, home).at("http://hotline.example", "sunqi")
    profile.save()
    mirror = Mirror.open(profile.mirror_path)
    fill(mirror, [ticket(1, 600), ticket(2, 60)])
    mirror.close()
    return os.environ | {"PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}", "PAIDAN_HOME": str(home), "HOME": str(tmp_path), "PAIDAN_LANG": "en"}


def need(shell: str) -> str:
    if (found := shutil.which(shell)) is None:
        pytest.skip(f"no {shell} here")
    return found


def asked(shell: str, script: str, environment: dict[str, str]) -> list[str]:
    done = subprocess.run([need(shell), "-c", script], env=environment, capture_output=True, text=True, timeout=60, check=True)
    assert done.stderr == ""
    return done.stdout.split("\n")[:-1]


def test_bash(environment: dict[str, str]) -> None:
    lines = ("paidan show 20261122-", "paidan do 20261122-000001 dispatch unit=u", "paidan queue stage:disp", "paidan wat", "paidan queue x:")
    tab = 'for COMP_LINE in "$@"; do COMP_POINT=${#COMP_LINE}; COMPREPLY=(); _paidan; echo "${COMPREPLY[@]}"; done'
    quoted = " ".join(f"'{line}'" for line in lines)
    script = f'eval "$(paidan completion bash)"; complete -p paidan; set -- {quoted}; {tab}'
    assert asked("bash", script, environment) == [
        "complete -F _paidan paidan", "20261122-000002 20261122-000001", "u-heat", "dispatched disputed", "watch", "",
    ]  # fmt: skip


def test_fish(environment: dict[str, str]) -> None:
    found = asked("fish", "paidan completion fish | source; complete -C 'paidan show 20261122-'; complete -C 'paidan queue --js'", environment)
    assert [line.split("\t")[0] for line in found] == ["20261122-000002", "20261122-000001", "--json"]
    assert found[0].split("\t")[1]


def test_zsh(environment: dict[str, str]) -> None:
    with Terminal([need("zsh"), "-f", "-i"], env=environment | {"PS1": "%% "}) as shell:
        shell.until("%")
        shell.type("autoload -Uz compinit; compinit -u -D; eval \"$(paidan completion zsh)\"; echo re''ady\r")
        shell.until("^ready")
        shell.type("paidan do 20261122-000002 dispatch unit=u\t")
        shell.until("unit=u-heat")
        shell.type("\x15paidan show 2026\t")
        shell.until("20261122-00000")
        shell.type("\t")
        shell.until("20261122-000001  ")
