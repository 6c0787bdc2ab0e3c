"""The hotline does what its description says, whatever fits that description and whatever does not: no fault, and no answer that it does not tell of.

A few hundred cases; PAIDAN_SCHEMATHESIS=long takes five minutes and tries thousands.
"""

import os
import sys
import time
from pathlib import Path

import pytest

from tests.hostile.openapi import tried
from tests.hotlines import serving

LONG = os.environ.get("PAIDAN_SCHEMATHESIS") == "long"


@pytest.mark.timeout(900 if LONG else 120)
def test_every_case_gets_an_answer_that_is_told_of(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    seed = time.time_ns() % 10**6 if LONG else 1
    with serving(tmp_path, "--scenario", "quiet_day", "--speed", "1", "--tickets", "20", "--lang", "en") as hotline:
        if LONG:
            found = tried(hotline, phases="examples,coverage,fuzzing,stateful", examples=120, seed=seed, seconds=300)
        else:
            found = tried(hotline, phases="fuzzing", examples=3, seed=seed, seconds=60)
        assert found.failures == 0, found.text
        assert found.cases > (1_000 if LONG else 50), found.text
    with capsys.disabled():
        if LONG:
            sys.stdout.write(f"\nschemathesis: seed {seed}, {found.cases} cases, {found.failures} server errors or undocumented answers\n")
    assert "Traceback" not in (tmp_path / "hotline.log").read_text(encoding="utf-8")
