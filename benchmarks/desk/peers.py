"""Terminal programs of others, started side by side with the desk: when there is something to see, and what they hold in memory."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from benchmarks.desk.harness import Timed, desk
from benchmarks.desk.homes import home, mirror_path
from benchmarks.desk.memory import family, held
from benchmarks.desk.venvs import Missing, installed, version
from benchmarks.figures import Plan, Row, most, percentile, row, spread

FEWEST_LINES = 5
"""So many lines with text are something to see."""
JIRA = "jira_api_username: measurer\njira_api_token: none\njira_api_base_url: http://127.0.0.1:9\n"


class Peer(NamedTuple):
    """A program and the words it is started with; `{mirror}`, `{log}` and `{folder}` are files of the run."""

    package: str
    words: tuple[str, ...]
    beside: tuple[str, ...] = ()
    """Versions without which it does not start, though it allows newer ones."""


PEERS = (
    Peer("jiratui", ("jiratui", "ui"), beside=("textual<8",)),
    Peer("posting", ("posting", "--collection", "{folder}"), beside=("tree-sitter==0.25.*",)),
    Peer("harlequin", ("harlequin", "--adapter", "sqlite", "{mirror}")),
    Peer("toolong", ("tl", "{log}")),
)


class Started(NamedTuple):
    """How one start went."""

    paint: float
    """Milliseconds from exec to something to see."""
    memory: float
    """Megabytes resident when it rests, of all its processes."""


def measure(plan: Plan) -> Iterator[Row]:
    """Each program beside the desk, interleaved; none in a quick run."""
    if plan.quick:
        return
    env = home(plan.folder, plan.tickets)
    files = prepared(plan.folder, mirror_path(env))
    ready: dict[str, Path] = {}
    for peer in PEERS:
        try:
            ready[peer.package] = installed(plan.folder, peer.package, *peer.beside)
        except Missing as error:
            yield Row(f"{peer.package}: exec -> first paint (ms), memory (MB)", "", why=str(error))
    ours: list[Started] = []
    theirs: dict[str, list[Started]] = {name: [] for name in ready}
    for _ in range(plan.times(5, 1)):
        with desk(env) as terminal:
            ours.append(started(terminal))
        for peer in PEERS:
            if peer.package in ready:
                with Timed(command(peer, ready[peer.package], files), env=surroundings(files)) as terminal:
                    try:
                        theirs[peer.package].append(started(terminal))
                    except Missing as error:
                        yield Row(f"{peer.package} {version(ready.pop(peer.package), peer.package)}", "", why=str(error))
    yield from compared(ours[1:], {name: tries[1:] for name, tries in theirs.items() if name in ready}, ready)


def prepared(folder: Path, mirror: Path) -> dict[str, str]:
    """Something for them to show: the mirror itself, a log of a thousand lines, an empty folder, a Jira where nobody answers."""
    (folder / "collection").mkdir(exist_ok=True)
    (folder / "peers.log").write_text("".join(f"2026-01-01 00:00:{at % 60:02} INFO ticket {at} registered\n" for at in range(1000)), encoding="utf-8")
    (folder / "jiratui.yaml").write_text(JIRA, encoding="utf-8")
    return {"mirror": str(mirror), "log": str(folder / "peers.log"), "folder": str(folder / "collection"), "home": str(folder / "venvs")}


def surroundings(files: dict[str, str]) -> dict[str, str]:
    """Their home is a folder of the run: they write settings and caches there."""
    return {"HOME": files["home"], "JIRA_TUI_CONFIG_FILE": str(Path(files["home"]).with_name("jiratui.yaml")), "PYTHONDONTWRITEBYTECODE": ""} | {
        f"XDG_{name}_HOME": files["home"] for name in ("CONFIG", "CACHE", "DATA", "STATE")
    }


def command(peer: Peer, programs: Path, files: dict[str, str]) -> list[str]:
    """What is run."""
    program, *words = peer.words
    return [str(programs / "python"), str(programs / program), *(word.format(**files) for word in words)]


def started(terminal: Timed) -> Started:
    """Wait until there is something to see, then until it rests. Raises Missing where it ended instead."""
    try:
        paint = terminal.moment(lambda: sum(bool(line.strip()) for line in terminal.lines()) >= FEWEST_LINES)
    except AssertionError as error:
        raise Missing("shows nothing") from error
    terminal.quiet(0.7, most=6)
    if not terminal.child.isalive():
        raise Missing(f"ended: {next((line for line in reversed(terminal.text()) if line.strip()), '')}")
    return Started((paint - terminal.started) * 1000, held(*family(terminal.child.pid)).resident)


def compared(ours: list[Started], theirs: dict[str, list[Started]], ready: dict[str, Path]) -> Iterator[Row]:
    """The rows of all, and whether the desk is the best of them."""
    for name, tries in theirs.items():
        paints, memory = [one.paint for one in tries], max(one.memory for one in tries)
        yield row(f"{name} {version(ready[name], name)}: first paint (ms), memory (MB)", f"{spread(paints)}, {memory:.0f}")
    if theirs:
        middle = {name: percentile([one.paint for one in tries], 0.5) for name, tries in theirs.items()}
        soonest = min(middle, key=lambda name: middle[name])
        yield most("desk: first paint, best of all (ms)", percentile([one.paint for one in ours], 0.5), middle[soonest],
                   ours=spread([one.paint for one in ours]), floor=soonest)  # fmt: skip
        held_most = {name: max(one.memory for one in tries) for name, tries in theirs.items()}
        least = min(held_most, key=lambda name: held_most[name])
        yield most("desk with its courier: memory, best of all (MB resident)", max(one.memory for one in ours), held_most[least], floor=least)
