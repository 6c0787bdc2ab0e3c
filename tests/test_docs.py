"""The documentation says what the code does, and no more than that."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])


STALE = """
from docs.make import pages
made = pages()
assert len(made) > 1
print(*(file.name for file, text in made.items() if file.read_text(encoding="utf-8").rstrip() != text.rstrip()))
"""


def test_generated_pages_are_current() -> None:
    said = subprocess.run([sys.executable, "-c", STALE], cwd=ROOT, capture_output=True, text=True, timeout=120, check=True)
    assert said.stdout.split() == [], "run `make docs`"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_and_named_files_exist(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    links = [page.parent / target for target in re.findall(r"\]\((?!http)([^)#]+)", text)]
    named = [ROOT / target for target in re.findall(r"`((?:api_client|fixtures|widgets|tui|tests|docs)/[\w./]+?)`", text)]
    assert [str(path) for path in (*links, *named) if not path.exists()] == []


def test_every_task_of_make_is_listed() -> None:
    listed = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True).stdout
    tasks = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert [task for task in tasks if f"  {task} " not in listed] == []


def test_every_task_of_make_has_all_that_it_is_made_of() -> None:
    tasks = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE)
    said = subprocess.run(["make", "--dry-run", *tasks], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert "dist" in tasks
    assert said.returncode == 0, said.stderr


def test_every_word_of_the_command_line_is_in_the_readme() -> None:
    said = subprocess.run([sys.executable, "-m", "tui", "--help", "--lang", "en"], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True)
    words = re.findall(r"^  (?!paidan )([a-z]+) ", said.stdout, flags=re.MULTILINE)
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert words
    assert [word for word in words if f"paidan {word}" not in readme] == []
