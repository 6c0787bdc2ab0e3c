"""The hotline does what its description says, whatever fits that description and whatever does not: no fault, and no answer that it does not tell of.

A few hundred cases; PAIDAN_SCHEMATHESIS=long takes five minutes and tries thousands.
"""

import os
import sys
import time

import pytest

from tests.hostile.openapi import tried
from tests.hotlines import Hotline

LONG = os.environ.get("PAIDAN_SCHEMATHESIS") == "long"


@pytest.mark.timeout(900 if LONG else 120)
def test_every_case_gets_an_answer_that_is_told_of(victim: Hotline, capsys: pytest.CaptureFixture[str]) -> None:
    seed = time.time_ns() % 10**6 if LONG else 1
    phases, examples, seconds = ("examples,coverage,fuzzing,stateful", 120, 300) if LONG else ("fuzzing", 1, 12)
    found = tried(victim, phases=phases, examples=examples, seed=seed, seconds=seconds)
    with capsys.disabled():
        if LONG:
            sys.stdout.write(f"\nschemathesis: seed {seed}, {found.cases} cases, {found.failures} server errors or undocumented answers\n")
    assert found.failures == 0, found.text
    assert found.cases > (1_000 if LONG else 30), found.text
    assert "Traceback" not in (victim.folder / "hotline.log").read_text(encoding="utf-8")
