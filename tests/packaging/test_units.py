"""The systemd units say what systemd understands, shut in what they start, and start what the hotline understands."""

import configparser
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from fixtures.__main__ import main as hotline_program
from fixtures.__main__ import parser
from tests.packaging.built import ROOT

FOLDER = ROOT / "packaging" / "systemd"
PROGRAMS = "/opt/paidan/bin"
SERVICES = sorted(FOLDER.glob("*.service"))
SHUT = {
    "NoNewPrivileges": "yes", "ProtectSystem": "strict", "ProtectHome": "yes", "PrivateTmp": "yes", "PrivateDevices": "yes", "PrivateUsers": "yes",
    "CapabilityBoundingSet": "", "RestrictNamespaces": "yes", "MemoryDenyWriteExecute": "yes", "LockPersonality": "yes", "RestrictSUIDSGID": "yes",
    "ProtectKernelTunables": "yes", "ProtectControlGroups": "yes", "SystemCallArchitectures": "native", "UMask": "0077", "StateDirectoryMode": "0700",
}  # fmt: skip
"""What every service must say."""


def unit(path: Path) -> configparser.ConfigParser:
    """A unit; of a key that stands there twice, as systemd adds them up, the last."""
    told = configparser.ConfigParser(strict=False, interpolation=None, comment_prefixes=("#",), delimiters=("=",))
    told.optionxform = str  # type: ignore[assignment,method-assign]
    told.read_string(path.read_text(encoding="utf-8"))
    return told


def started(path: Path) -> str:
    return unit(path)["Service"]["ExecStart"]


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.name)
def test_a_service_is_shut_in(path: Path) -> None:
    service = unit(path)["Service"]
    assert {key: service.get(key) for key in SHUT} == SHUT
    assert service["User"] == service["Group"] == "hotline"


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="without systemd-analyze (Debian: systemd)")
def test_systemd_understands_them(tmp_path: Path) -> None:
    copies = []
    for path in (*SERVICES, *FOLDER.glob("*.timer")):
        copies.append(tmp_path / path.name.replace("@.", "@12345."))
        copies[-1].write_text(path.read_text(encoding="utf-8").replace(PROGRAMS, str(Path(sys.executable).parent)), encoding="utf-8")
    done = subprocess.run(["systemd-analyze", "verify", "--man=no", *copies], capture_output=True, text=True, timeout=60)
    complaints = [line for line in done.stderr.splitlines() if tmp_path.name in line or any(copy.name in line for copy in copies)]
    assert (complaints, done.returncode) == ([], 0), done.stderr


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("hotline.service", {"database": Path("/var/lib/hotline/hotline.db"), "port": 12345, "log": "json"}),
        ("hotline@.service", {"port": 12346, "behind_proxy": True, "log": "json"}),
    ],
)
def test_the_hotline_understands_how_it_is_started(name: str, meant: Mapping[str, object]) -> None:
    command = started(FOLDER / name).replace("%S", "/var/lib").replace("%i", "12346")
    given = dict(one.split("=", 1) for one in shlex.split(unit(FOLDER / name)["Service"]["Environment"]))
    words = command.replace("${HOTLINE_DATABASE}", given.get("HOTLINE_DATABASE", "")).replace("$HOTLINE_OPTIONS", given["HOTLINE_OPTIONS"]).split()
    assert words[0] == f"{PROGRAMS}/hotline"
    told = vars(parser(words[1:]).parse_args(words[1:]))
    assert {key: told[key] for key in meant} == meant
    assert unit(FOLDER / name)["Service"]["Type"] == "notify", "fixtures/operating/watched.py tells"


@pytest.mark.skipif(sys.platform == "win32", reason="a shell's command")
def test_the_backup_keeps_a_copy_that_is_good_and_drops_only_old_ones(tmp_path: Path) -> None:
    live, copies = tmp_path / "hotline", tmp_path / "hotline-backups"
    for folder in (live, copies):
        folder.mkdir()
    assert hotline_program(["user", "--database", str(live / "hotline.db"), "list"]) == 2, "there is none yet"
    meant = {"%S": str(tmp_path), "%%": "%"}
    shell, flags, script = shlex.split(re.sub("%.", lambda found: meant[found[0]], started(FOLDER / "hotline-backup.service")))
    script = script.replace(PROGRAMS, str(Path(sys.executable).parent))
    path = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
    env = os.environ | {"STATE_DIRECTORY": str(copies), "KEEP_DAYS": "14", "PYTHONPATH": path}
    old, young = copies / "hotline-20260101T000000Z.db", copies / "hotline-20260102T000000Z.db"
    for copy in (old, young):
        copy.touch()
    os.utime(old, (0, 0))
    assert subprocess.run([shell, flags, script], env=env, capture_output=True, timeout=60).returncode != 0
    assert old.exists(), "nothing new is there in its place"
    _begin(live / "hotline.db")
    assert subprocess.run([shell, flags, script], env=env, capture_output=True, timeout=60).returncode == 0
    assert not old.exists()
    assert young.exists()
    assert len(list(copies.glob("hotline-*.db"))) == 2


def _begin(database: Path) -> None:
    from fixtures.keeping.opening import open_log, owner_only

    owner_only(database)
    open_log(database, city="boston").log.close()
