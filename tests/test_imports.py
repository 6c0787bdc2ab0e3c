"""What is really loaded, seen in a fresh Python: the run-time twin of the import contracts in pyproject.toml."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def loaded_by(statement: str) -> set[str]:
    """Names of all modules loaded once the statement has run in a fresh Python."""
    script = f"{statement}\nimport sys\nsys.stderr.write('\\n'.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True)
    return set(done.stderr.splitlines())


@pytest.mark.parametrize(
    ("module", "absent"),
    [
        ("api_client.models.line", "pydantic httpx sqlite3"),
        ("api_client.mirror", "pydantic httpx sqlite_utils textual"),
        ("api_client.outbox", "pydantic httpx sqlite_utils textual"),
        ("api_client.client", "textual fastapi sqlite_utils"),
        ("api_client.courier", "pydantic httpx textual"),
        ("fixtures.rules.lifecycle", "httpx sqlite3 sqlalchemy sqlite_utils fastapi uvicorn api_client.errors fixtures.clock fixtures.log"),
        ("fixtures.web.server", "textual rich api_client.client api_client.mirror sqlalchemy.dialects.postgresql"),
        ("tui.cli.main", "textual pydantic httpx sqlite_utils"),
        ("tui.cli.queue", "textual fastapi sqlalchemy"),
        ("tui.cli.watch", "textual pydantic httpx sqlite_utils"),
        ("tui.cli.candidates", "textual pydantic httpx sqlite_utils"),
        ("api_client.glance", "pydantic httpx sqlite_utils textual"),
        ("tui.cli.show", "textual fastapi sqlalchemy"),
        ("tui.cli.do", "textual fastapi sqlalchemy"),
        ("tui.starting.doctor", "textual"),
        ("tui.reported", "textual pydantic httpx"),
        ("tui.filtering.completing, tui.queue.filter, widgets.forms.matching", "pydantic httpx"),
        ("tui.starting.first_page", "textual pydantic httpx inspect dataclasses argparse tomllib"),
        ("tui.starting.opening", "textual pydantic httpx inspect dataclasses"),
        (
            "tui.screens.form, tui.screens.ticket, tui.screens.outbox, tui.desk, tui.link",
            "httpx orjson sqlite_utils api_client.client api_client.sync",
        ),
        ("tui.app", "pydantic httpx sqlite_utils fastapi api_client.models.ticket api_client.models.commands"),
    ],
)
def test_loads_nothing_heavy(module: str, absent: str) -> None:
    assert not loaded_by(f"import {module}") & set(absent.split())


@pytest.mark.parametrize("words", ["--help", "--version", "do --help", "queue --help"])
def test_help_waits_for_no_screen(words: str) -> None:
    run = f"import sys\nfrom tui.cli.main import run\ntry:\n    run({words.split()!r}, now=lambda: 0.0)\nexcept SystemExit:\n    pass"
    assert not loaded_by(run) & {"textual", "httpx", "sqlite_utils"}


def test_fixtures_is_our_own_and_no_package_of_that_name() -> None:
    import fixtures

    assert Path(str(fixtures.__file__)).parent == ROOT / "fixtures"
