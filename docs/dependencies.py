"""docs/dependencies.md: what is installed with paidan, under which licence, and why each is wanted; made from what the packages say of themselves."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from importlib.metadata import Distribution, distribution
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]

REASONS: Mapping[str, str] = {
    "argon2-cffi": "passwords are kept as argon2id, which the standard library does not have",
    "fastapi": "routes of the hotline with a described contract (OpenAPI) from the types that are there anyway",
    "httpx": "one client for plain answers, streams and limits, tested against the hotline in one process",
    "httpx-sse": "reads server-sent events from an httpx stream as the standard says",
    "msgspec": "reads the lines of a snapshot by their types, six times as quick as JSON that is looked through afterwards",
    "orjson": "pages of the feed are put together from JSON that is there already; the standard library must read it to do so",
    "platformdirs": "where each system wants settings, data and state to lie",
    "pydantic": "the words: one definition of every value for wire, log, forms and help, checked where it enters",
    "sqlalchemy": "the hotline's tables and questions, written once and checked, for SQLite now and PostgreSQL perhaps",
    "sqlite-utils": "migrations of the desk's files; loaded only where a file is new or old",
    "textual": "the desk's screens, keys and layout on every terminal",
    "tzdata": "the zones of cities, also where the system has none",
    "uvicorn": "serves the hotline: HTTP/1.1 with back-pressure, a clean stop and sockets that are open already",
    "zstandard": "packs the snapshot of a city, which may be large; Python has it from 3.14 on",
    "textual-serve": "`paidan web` only: the desk in a browser",
    "psycopg": "`hotline --database postgresql://…` only: several hotlines behind one log",
    "keyring": "`paidan login` only: the token in the keyring of macOS, Windows or a Linux desktop instead of a file",
    "build": "makes source archive and wheel for a release",
    "furo": "the site's looks, with nothing fetched from elsewhere",
    "georeport": "a client of Open311 that others wrote reads all that the hotline tells",
    "hypothesis": "properties of rules, text, mirror and display are tried with thousands of cases",
    "import-linter": "holds the layers that pyproject.toml names",
    "jsonschema-rs": "holds every answer of a hotline to its description",
    "mypy": "strict types",
    "myst-parser": "the site is made of the same Markdown that is read beside the code",
    "pex": "one file with everything, which starts as quickly as what is installed",
    "pexpect": "the desk in a real pseudo-terminal",
    "pyte": "reads such a terminal's screen back",
    "pytest": "runs the tests",
    "pytest-asyncio": "tests that await",
    "pytest-cov": "which lines no test reaches",
    "pytest-timeout": "a test that hangs ends with its stack",
    "pytest-xdist": "tests side by side",
    "ruff": "form and lint",
    "schemathesis": "asks the hotline everything that its description allows, and what it does not",
    "setuptools": "builds the package",
    "sphinx": "builds the site, holds links to be right, and makes its search work without a server",
    "three": "a client of Open311 that others wrote sends requests to the hotline and follows them",
    "wcwidth": "tests compare the desk's widths of signs with those most terminals use",
}
"""By the name of each package that pyproject.toml asks for."""
NOT_HERE: Mapping[str, tuple[str, str]] = {"keyring": ("25.7.0", "MIT"), "build": ("1.6.1", "MIT"), "pex": ("2.105.2", "Apache-2.0")}
"""Not installed for the tests: the version it was tried with, and its licence."""
_ROLES = (
    ("With paidan", "always"), ("With `paidan[web]`", "web"), ("With `paidan[postgres]`", "postgres"),
    ("For the site: `paidan[docs]`, and for development", "docs"), ("For development", "dev"), ("To build", "build"),
)  # fmt: skip
_ELSEWHERE = (
    ("With `paidan[keyring]`", "keyring", "Not pinned: what it brings differs from system to system."),
    ("For a release: `paidan[release]`", "release", "Installed by `make zipapp` and `make dist` alone."),
)


class Need(NamedTuple):
    """A package that is asked for, and by whom."""

    name: str
    version: str
    licence: str
    wanted_by: tuple[str, ...]


def normal(name: str) -> str:
    """A package's name as indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _named(requirement: str) -> str:
    found = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert found is not None, requirement
    return normal(found[0])


def asked() -> dict[str, list[str]]:
    """What pyproject.toml asks for: always, with each extra, and to build."""
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wants = {"always": told["project"]["dependencies"], **told["project"]["optional-dependencies"], "build": told["build-system"]["requires"]}
    return {name: [_named(one) for one in wanted] for name, wanted in wants.items()}


def pinned() -> dict[str, str]:
    """The exact versions that are known to work, by name."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.partition("==") for line in lines if line.strip() and not line.startswith("#"))
    return {normal(name.strip()): version.split(";")[0].strip() for name, _, version in pairs}


def _one(package: Distribution, field: str) -> str:
    return next(iter(package.metadata.get_all(field) or ()), "")


def licence(package: Distribution) -> str:
    """The licence that a package states of itself, in its shortest form; empty where it states none."""
    expression = _one(package, "License-Expression")
    line = _one(package, "License").replace("UNKNOWN", "").strip().partition("\n")[0]
    classes = [one.rpartition(" :: ")[2] for one in package.metadata.get_all("Classifier") or [] if one.startswith("License ::")]
    return expression or (line if 0 < len(line) <= 40 else "") or ", ".join(one for one in classes if one != "OSI Approved")


def extras(names: Iterable[str]) -> dict[str, set[str]]:
    """The extras that are asked for, by package: `uvicorn[standard]`."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    ours = [*project["dependencies"], *(one for wants in project["optional-dependencies"].values() for one in wants)]
    found: dict[str, set[str]] = {}
    for requirement in (*ours, *(one for name in names for one in distribution(name).requires or () if "extra ==" not in one)):
        if asked := re.match(r"([A-Za-z0-9._-]+)\s*\[([^]]+)\]", requirement):
            found.setdefault(normal(asked[1]), set()).update(part.strip() for part in asked[2].split(","))
    return found


def wanted_by(names: Iterable[str]) -> dict[str, set[str]]:
    """For each package those of these that ask for it, by themselves or with an extra that is asked for."""
    names = list(names)
    with_extras, found = extras(names), dict[str, set[str]]()
    for name in names:
        for requirement in distribution(name).requires or ():
            extra = re.search(r"""extra == ["']([^"']+)["']""", requirement)
            if extra is None or extra[1] in with_extras.get(name, ()):
                found.setdefault(_named(requirement), set()).add(name)
    return found


def needs() -> list[Need]:
    """Every pinned package that is installed for the tests. Raises PackageNotFoundError where one is not installed."""
    versions = {name: version for name, version in pinned().items() if name not in NOT_HERE}
    wanted = wanted_by(versions)
    return [Need(name, version, licence(distribution(name)), tuple(sorted(wanted.get(name, ())))) for name, version in sorted(versions.items())]


def page() -> str:
    """The page."""
    known, roles = {one.name: one for one in needs()}, asked()
    lines = [
        "# Dependencies", "",
        "Made by `make docs` from `pyproject.toml`, `constraints.txt` and what the installed packages say of themselves.",
        "A test fails where one has no reason, and where loading any of them reaches another machine (`tests/test_loopback.py`).",
        "To hold the exact versions against known faults: `pip-audit -r constraints.txt`.", "",
    ]  # fmt: skip
    direct: set[str] = set()
    for title, extra in _ROLES:
        rows = [(f"`{name}`", known[name].version, known[name].licence, REASONS[name]) for name in roles[extra] if name not in direct]
        direct.update(roles[extra])
        lines += [f"## {title}", "", *_table(("package", "version", "licence", "why"), rows)]
    for title, extra, says in _ELSEWHERE:
        rows = [(f"`{name}`", *NOT_HERE[name], REASONS[name]) for name in roles[extra]]
        lines += [f"## {title}", "", says, "", *_table(("package", "tried with", "licence", "why"), rows)]
    others = [(f"`{one.name}`", one.version, one.licence, ", ".join(one.wanted_by)) for one in known.values() if one.name not in direct]
    lines += ["## What these bring with them", "", *_table(("package", "version", "licence", "asked for by"), others)]
    return "\n".join(lines)


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> list[str]:
    return [f"| {' | '.join(heads)} |", f"|{'---|' * len(heads)}", *(f"| {' | '.join(row)} |" for row in rows), ""]
