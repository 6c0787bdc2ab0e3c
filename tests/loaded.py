"""Real records that `hotline load` has put into a database, once for all tests that ask what came of it."""

import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.hotlines import ROOT

DATA = ROOT.parent / "shared" / "data"


class Loaded(NamedTuple):
    """What the program said, and the folder in which `hotline.db` is; copy it before anything is written into it."""

    out: str
    folder: Path

    def copied(self, folder: Path) -> Path:
        """The database, for oneself; it stands in the folder."""
        shutil.copytree(self.folder, folder, dirs_exist_ok=True)
        return folder / "hotline.db"


def load(folder: Path, records: Path, *options: str) -> Loaded:
    """Load a file of records into a new database, as a program of its own. Skips the test where they are not at hand."""
    if not records.exists():
        pytest.skip(f"the real records of {records.parent.name} are not on this machine")
    command = [sys.executable, "-m", "fixtures", "load", str(records), *options, "--database", str(folder / "hotline.db")]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return Loaded(done.stdout, folder)
