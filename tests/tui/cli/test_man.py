"""The manual page, made from the parser."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.hotlines import ROOT
from tests.tui.cli.conftest import Paidan
from tui.cli.console import Code
from tui.cli.grammar import GROUPS
from tui.cli.man import EXITS, defined, paidan
from tui.words.words import Words


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_it_tells_every_word_with_its_examples_and_every_exit_code(lang: str) -> None:
    text, say = paidan(Words(lang)), Words(lang)
    for names in GROUPS.values():
        for name in names:
            assert f"\n.SS {name}\n" in text
            assert say(f"examples.{name}").splitlines()[0].replace("-", r"\-") in text
    assert set(EXITS) == {int(code) for code in Code} - {Code.PIPE_CLOSED}
    assert r"\fBunit=UNIT" not in text
    assert "reassign" in text, "what can be asked is told, too"


def test_text_is_no_request_to_roff() -> None:
    assert defined([(".x", "'y -z \\w")]) == [".TP", r"\fB\&.x\fR", r"\&'y \-z \ew"]
    known = {"TH", "SH", "SS", "TP", "PP", "EX", "EE", "BR", "nh", "ad"}
    assert set(re.findall(r"^\.(\w+)", paidan(Words("en")), flags=re.MULTILINE)) <= known


@pytest.mark.parametrize("page", sorted((ROOT / "docs/man").glob("*.1")), ids=lambda page: page.name)
def test_man_shows_it_without_complaint(page: Path) -> None:
    if shutil.which("man") is None:
        pytest.skip("no man here")
    environment = os.environ | {"LANG": "C.UTF-8", "MANWIDTH": "80"}
    done = subprocess.run(["man", "--warnings", "-l", str(page)], env=environment, capture_output=True, text=True, timeout=60, check=True)
    assert done.stderr == ""
    assert page.stem in done.stdout


def test_it_is_written_in_the_language_of_the_person(paidan: Paidan) -> None:
    assert ".SH 退出码" in paidan("man", "--lang", "zh").out
