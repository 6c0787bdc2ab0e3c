"""One version: the package's, the one that the programs say, and the newest of the changelog."""

import re
import subprocess
import tomllib
from importlib.metadata import version
from itertools import pairwise

import pytest

from tests.packaging.built import ROOT

VERSION: str = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
HEADINGS = re.findall(r"^## \[([^\]]+)\](?: - (\d{4}-\d\d-\d\d))?$", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), flags=re.MULTILINE)
COMING = "Unreleased"


def order(name: str) -> tuple[int, ...]:
    return tuple(map(int, name.split(".")))


def test_the_changelog_ends_at_this_version_or_leads_to_it() -> None:
    (newest, day), *older = HEADINGS
    released = [name for name, _ in HEADINGS if name != COMING]
    assert all(order(one) > order(next_) for one, next_ in pairwise(released))
    if newest == COMING:
        assert not day
        assert all(order(VERSION) > order(name) for name in released), "pyproject.toml names the version to come"
    else:
        assert (newest, bool(day)) == (VERSION, True)
    assert all(day for _, day in older), "what is released has a day"


def test_it_is_a_version_as_semver_has_it() -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+", VERSION)
    assert version("paidan") == VERSION, "pip install -e . again"


def test_a_tag_on_this_very_state_is_of_this_version() -> None:
    told = subprocess.run(["git", "tag", "--points-at", "HEAD"], cwd=ROOT, capture_output=True, text=True)
    if told.returncode:
        pytest.skip("no repository")
    tags = [tag for tag in told.stdout.split() if re.fullmatch(r"v\d.*", tag)]
    assert tags in ([], [f"v{VERSION}"])
    assert not tags or HEADINGS[0][0] == VERSION, "the changelog says what was released"
