"""Keyrings that stand in for the system's: put where `import keyring` finds them, in this process or in another."""

import sys
from pathlib import Path
from types import ModuleType

import pytest

SOURCE = """
import json, os, pathlib

class Ring:
    name, priority = "Testers' Keyring", {priority}
    path = pathlib.Path({path!r})

    def _all(self):
        return json.loads(self.path.read_text()) if self.path.exists() else {{}}

    def get_password(self, service, user):
        return self._all().get(service + "/" + user)

    def set_password(self, service, user, secret):
        if {fails!r}:
            raise RuntimeError("cannot keep " + secret)
        self.path.write_text(json.dumps(self._all() | {{service + "/" + user: secret}}))

    def delete_password(self, service, user):
        if {fails!r}:
            raise RuntimeError("locked")
        self.path.write_text(json.dumps({{key: value for key, value in self._all().items() if key != service + "/" + user}}))

def get_keyring():
    return Ring()
"""


def install(folder: Path, patch: pytest.MonkeyPatch, *, priority: float = 5, fails: bool = False) -> Path:
    """Put a library `keyring` before whatever is installed; returns the file in which its ring keeps what it is given."""
    ring = folder / "ring.json"
    source = SOURCE.format(priority=priority, path=str(ring), fails=fails)
    (folder / "lib").mkdir(parents=True, exist_ok=True)
    (folder / "lib" / "keyring.py").write_text(source, encoding="utf-8")
    module = ModuleType("keyring")
    exec(source, module.__dict__)
    patch.setitem(sys.modules, "keyring", module)
    patch.setenv("PYTHONPATH", str(folder / "lib"), prepend=":")
    return ring
