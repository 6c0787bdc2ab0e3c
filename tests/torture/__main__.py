"""`python -m tests.torture`: storms and rounds of `kill -9` for some minutes, side by side, and a table of what came of them.

Each piece of work has a seed of its own, which is printed, and can be done again by it: `python -m tests.torture storm --seed 17 --pieces 1`.
"""

import argparse
import asyncio
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, fields
from typing import Any

from tests.hotlines import ROOT
from tests.postgres import cluster, why_not
from tests.torture import hour
from tests.torture.pair import fail_over
from tests.torture.place import folder
from tests.torture.ran import Scale
from tests.torture.ran import table as table_of_two
from tests.torture.rounds import rounds
from tests.torture.storm import storm
from tests.torture.truth import Verdict

PEOPLE, COMMANDS = 200, 4000
ROUNDS = 40
MINUTES = 5.0
HOUR_SECONDS = 3600.0
FLAT_MB = 10.0
"""Memory that stays within so much is flat: five up, five down."""
MOST_SAID = 20
LONG: dict[str, dict[str, str]] = {
    "tests/stories/test_faultpoints.py": {"PAIDAN_ROUNDS": "2"},
    "tests/fixtures/test_power.py": {"PAIDAN_ROUNDS": "1"},
    "tests/hostile": {"PAIDAN_SCHEMATHESIS": "long"},
    "tests/stories/test_lying_words.py": {"PAIDAN_WALK": "all"},
    "tests/stories/test_planted.py": {},
    "tests/stories/test_real_text.py": {"PAIDAN_WALK": "all"},
    "tests/fixtures/rules/test_together_properties.py": {"PAIDAN_RUNS": "600"},
    "tests/stories/test_silence.py": {"PAIDAN_ROUNDS": "1"},
}
"""Tests that have a long version: which, and the switches that ask for it."""


@dataclass
class Tally:
    """What a piece of work came to, or several of them."""

    pieces: int = 0
    kills: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    commands: int = 0
    answers: Counter[str] = field(default_factory=Counter)
    judged: int = 0
    """Looks and pages that were judged beside the answers."""
    lost: int = 0
    doubled: int = 0
    lies: int = 0
    other: int = 0
    """Copies that differ from the hotline in the end, and logs that `hotline verify` finds fault with."""
    said: tuple[str, ...] = ()

    def __add__(self, more: "Tally") -> "Tally":
        """Both together."""
        return Tally(*(getattr(self, one.name) + getattr(more, one.name) for one in fields(self)))

    @property
    def holds(self) -> bool:
        """Whether every promise was kept."""
        return not (self.lost or self.doubled or self.lies or self.other)


def one_storm(seed: int) -> Tally:
    """A storm."""
    with folder() as place:
        done = asyncio.run(storm(place, seed=seed, people=PEOPLE, commands=COMMANDS))
    other = (*done.behind, *filter(None, [done.verified]))
    said = _said(f"storm --seed {seed}", done.verdict, other)
    looked = done.looks + done.pages
    return _tally(done.verdict, faults=done.faults, commands=done.asked, answers=done.became, judged=looked, other=len(other), said=said)


def some_rounds(seed: int) -> Tally:
    """Rounds of kill -9."""
    with folder() as place:
        done = rounds(place, seed=seed, count=ROUNDS)
    other = tuple(filter(None, [done.verified]))
    said = _said(f"rounds --seed {seed}", done.verdict, other)
    return _tally(done.verdict, kills=done.kills, commands=done.asked, other=len(other), said=said)


WORK = {"storm": one_storm, "rounds": some_rounds}


def _tally(verdict: Verdict, *, other: int, said: tuple[str, ...], **counted: Any) -> Tally:
    return Tally(pieces=1, lost=len(verdict.lost), doubled=len(verdict.doubled), lies=len(verdict.lies), other=other, said=said, **counted)


def _said(what: str, verdict: Verdict, other: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{what}: {sentence}" for sentence in (*verdict.lost, *verdict.doubled, *verdict.lies, *other))[:MOST_SAID]


def tortured(kind: str, *, seed: int, until: float, pieces: int) -> Tally:
    """Pieces of one kind, one after the other, until the moment has come or so many are done."""
    found = Tally()
    while found.pieces < pieces and (not found.pieces or time.monotonic() < until):
        began = time.monotonic()
        one = WORK[kind](seed + found.pieces)
        found += one
        told = "holds" if one.holds else "DOES NOT HOLD"
        print(f"{kind} --seed {seed + found.pieces - 1}: {one.commands} commands, {time.monotonic() - began:.0f} s, {told}", flush=True)  # noqa: T201
    return found


def table(found: dict[str, Tally]) -> str:
    """What came of it."""
    lines = []
    for kind, tally in found.items():
        lines.append(f"{kind}: {tally.pieces} pieces, {tally.commands} commands, {dict(tally.answers)}, {tally.judged} looks and pages judged")
        lines += [f"  {count:>7}  {what}" for what, count in sorted((tally.kills + tally.faults).items(), key=lambda pair: -pair[1])]
    whole = sum(found.values(), Tally())
    lines += [
        "",
        f"kill -9        {whole.kills.total():>8}",
        f"faults         {whole.faults.total():>8}",
        f"commands sent  {whole.commands:>8}",
        f"lost           {whole.lost:>8}",
        f"doubled        {whole.doubled:>8}",
        f"lies told      {whole.lies:>8}",
        f"other faults   {whole.other:>8}",
        *whole.said,
    ]
    return "\n".join(lines)


def long_tests() -> int:
    """Run the long version of every test that has one; how many did not pass."""
    failed = 0
    for test, switches in LONG.items():
        command = [sys.executable, "-m", "pytest", "-q", "-rP", "-p", "no:cacheprovider", test]
        failed += subprocess.run(command, cwd=ROOT, env=os.environ | switches, check=False).returncode != 0
    return failed


def main() -> int:
    """Do as told; 1 where a promise was broken."""
    parser = argparse.ArgumentParser(prog="python -m tests.torture", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", nargs="*", choices=[*WORK, "tests", "hour", "postgres", []], help="what to do (default: storm, rounds and tests)")
    parser.add_argument("--seed", type=int, default=1, help="of the first piece; each further one has the next (default: 1)")
    parser.add_argument("--minutes", type=float, default=MINUTES, help=f"begin no piece after so long (default: {MINUTES:g})")
    parser.add_argument("--pieces", type=int, default=1_000_000, help="do at most so many of each kind")
    parser.add_argument("--seconds", type=float, default=HOUR_SECONDS, help="how long `hour` is")
    args = parser.parse_args()
    what = args.what or [*WORK, "tests"]
    if "hour" in what:
        return _hour(args.seconds, args.seed)
    if "postgres" in what:
        return _postgres(args.minutes * 60, args.seed)
    until = time.monotonic() + args.minutes * 60
    kinds = [kind for kind in WORK if kind in what]
    found: dict[str, Tally] = {}
    if kinds:
        with ProcessPoolExecutor(len(kinds)) as pool:
            begun = {kind: pool.submit(tortured, kind, seed=args.seed, until=until, pieces=args.pieces) for kind in kinds}
            found = {kind: future.result() for kind, future in begun.items()}
        print(table(found))  # noqa: T201
    failed = long_tests() if "tests" in what else 0
    return int(failed > 0 or not all(tally.holds for tally in found.values()))


def _hour(seconds: float, seed: int) -> int:
    with folder() as place:
        ran = hour.run(place, seconds=seconds, seed=seed, tell=True)
    for of in ("desk", "courier"):
        print(f"{of}: {ran.spread(of):.1f} MB between least and most once warm, {ran.drift(of):+.1f} MB from first to last quarter")  # noqa: T201
    print(f"{ran.cuts} cuts, {ran.events} events, {len(ran.differing)} tickets differ from the hotline's: {ran.differing[:5]}")  # noqa: T201
    return int(bool(ran.differing) or max(ran.spread(of) for of in ("desk", "courier")) > FLAT_MB)


def _postgres(seconds: float, seed: int) -> int:
    if why := why_not():
        print(why)  # noqa: T201
        return 1
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda number, _: sys.exit(128 + number))  # as Ctrl+C: what was begun is ended
    began = time.monotonic()
    with folder() as place, cluster(durable=True) as server:
        tell = lambda what: print(f"{time.monotonic() - began:6.0f} s  {what}", flush=True)  # noqa: E731, T201
        try:
            ran = asyncio.run(fail_over(server, place, Scale(seconds=seconds), seed=seed, tell=tell))
        except KeyboardInterrupt:
            print("left in the middle; nothing of it stays behind")  # noqa: T201
            return 130
    print(table_of_two(ran))  # noqa: T201
    return int(not ran.holds)


if __name__ == "__main__":
    sys.exit(main())
