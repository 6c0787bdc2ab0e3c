"""The Dockerfile is read as a linter reads it: no engine is needed to see what it would do."""

import fnmatch
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from typing import NamedTuple

from fixtures.__main__ import parser
from tests.hotlines import Hotline
from tests.packaging.built import ROOT

FILE = ROOT / "packaging" / "Dockerfile"
IGNORED = ROOT / "packaging" / "Dockerfile.dockerignore"


class Instruction(NamedTuple):
    """One instruction, its lines joined."""

    name: str
    says: str


def instructions() -> Iterator[Instruction]:
    lines = [line for line in FILE.read_text(encoding="utf-8").splitlines() if line.strip() and not line.startswith("#")]
    for line in re.sub(r"\\\n\s*", "", "\n".join(lines)).splitlines():
        name, _, says = line.partition(" ")
        yield Instruction(name, says.strip())


ALL = list(instructions())
LAST = ALL[max(place for place, one in enumerate(ALL) if one.name == "FROM") :]
"""Of what becomes the image."""


def last(name: str) -> str:
    return [one.says for one in LAST if one.name == name][-1]


def test_it_is_made_of_instructions_that_docker_knows() -> None:
    known = {"ARG", "CMD", "COPY", "ENTRYPOINT", "ENV", "EXPOSE", "FROM", "HEALTHCHECK", "LABEL", "RUN", "STOPSIGNAL", "USER", "VOLUME", "WORKDIR"}
    assert {one.name for one in ALL} <= known, "no ADD: it fetches addresses and unpacks what it is given"


def test_the_base_is_one_version_and_both_stages_stand_on_it() -> None:
    tag = next(one.says for one in ALL if one.name == "ARG").partition("=")[2]
    assert re.fullmatch(r"3\.\d+\.\d+-slim-[a-z]+", tag)
    stages = [one.says.split() for one in ALL if one.name == "FROM"]
    assert [stage[0] for stage in stages] == ["python:${PYTHON}"] * 2, "a virtual environment works where the same Python is"


def test_what_runs_is_nobody_in_particular_and_finds_a_place_to_write() -> None:
    uid = last("USER").partition(":")[0]
    assert int(uid) > 0
    assert f"--uid {uid}" in last("RUN"), "it has a name, too"
    (volume,) = json.loads(last("VOLUME"))
    assert f"PAIDAN_HOME={volume}" in last("ENV").split()
    assert last("WORKDIR") == volume
    order = [one.name for one in LAST]
    assert max(place for place, name in enumerate(order) if name == "RUN") < order.index("USER") < order.index("ENTRYPOINT")


def test_nothing_is_fetched_but_by_pip_within_the_known_versions() -> None:
    runs = " && ".join(one.says for one in ALL if one.name == "RUN").split("&&")
    fetching = [run for run in runs if "pip install" in run]
    assert len(fetching) == 2
    assert all("--constraint constraints.txt" in run for run in fetching)
    assert not [run for run in runs if re.search(r"\b(curl|wget|apt(-get)?|sudo|git)\b", run)]
    assert "PIP_NO_CACHE_DIR=1" in next(one.says for one in ALL if one.name == "ENV")


def test_it_starts_the_hotline_without_a_shell() -> None:
    words = [*json.loads(last("ENTRYPOINT")), *json.loads(last("CMD"))]
    assert words[0] == "hotline"
    told = parser(words[1:]).parse_args(words[1:])
    assert str(told.port) == last("EXPOSE")
    assert (told.host, told.behind_proxy) == ("0.0.0.0", True)
    assert last("STOPSIGNAL") == "SIGTERM"


def test_the_health_check_tells_a_hotline_that_answers_from_one_that_does_not(hotline: Hotline) -> None:
    check = last("HEALTHCHECK")
    assert {"--interval", "--timeout", "--start-period", "--retries"} <= set(re.findall(r"--[a-z-]+", check))
    program, *rest = json.loads(check.partition("CMD ")[2])
    assert program == "python"
    for address, code in ((hotline.url, 0), ("http://127.0.0.1:9", 1)):
        words = [word.replace("http://127.0.0.1:12345", address) for word in rest]
        assert subprocess.run([sys.executable, *words], capture_output=True, timeout=60).returncode == code


def test_only_what_the_wheel_is_made_of_is_sent_to_docker() -> None:
    rules = [line for line in IGNORED.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    assert rules[0] == "*"
    let_in = {rule[1:] for rule in rules if rule.startswith("!")}
    assert {"api_client", "fixtures", "widgets", "tui", "docs/man", "README.md", "LICENSE", "pyproject.toml", "constraints.txt"} <= let_in
    assert not [name for name in let_in if not (ROOT / name).exists()]
    assert not {"tests", "benchmarks", ".git", ".venv", "build", "dist"} & let_in
    assert any(fnmatch.fnmatch("tui/__pycache__/app.cpython-311.pyc", rule.replace("**/", "*/")) for rule in rules[1:])
