"""What tests of all folders share: a hotline of their own, and nothing of the developer's."""

import gc
import os
import signal
import sys
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

os.environ.setdefault("PAIDAN_TESTS_REFUSED_NETWORK", str(Path(tempfile.mkdtemp(prefix="paidan-tests-")) / "refused"))
GUARD = str(Path(__file__).with_name("guarded"))
if GUARD not in os.environ.get("PYTHONPATH", "").split(os.pathsep):
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (GUARD, os.environ.get("PYTHONPATH", ""))))

os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"  # a developer's own is none of ours

from tests import patient  # noqa: E402
from tests.guarded import sitecustomize  # noqa: E402 - before anything else is loaded that could reach another machine
from tests.hotlines import Hotline, serving  # noqa: E402
from tests.loaded import DATA, Loaded, load  # noqa: E402

patient.begin()
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])  # time is judged in benchmarks alone
settings.load_profile("patient")

for _size in ("COLUMNS", "LINES"):
    # pytest-xdist exports them, and every program believes them before it asks its terminal.
    os.environ.pop(_size, None)

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # A shell that runs us in the background has every child ignore Ctrl+C, and some tests press it.
    signal.signal(signal.SIGINT, signal.default_int_handler)

os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # hundreds of programs are started, and each would compile all that it loads
sys.dont_write_bytecode = False

gc.disable()  # until ten thousand tests are collected: all of them are kept
GARBAGE = (10_000, 20, 20)
"""How seldom garbage is looked for afterwards."""

DEAR = (
    "_mortal", "audited", "boston", "centre", "evening", "figures", "hostile", "loaded_boston", "loaded_messages", "month", "night", "prepared",
    "victim",
)  # fmt: skip
"""Fixtures that take longer than all that is asked of them."""

LONGEST_ID = 200


def pytest_addoption(parser: pytest.Parser) -> None:
    """`python -m pytest --hotline URL` holds another hotline to the contract, and runs nothing else."""
    group = parser.getgroup("hotline", "hold a hotline to the contract of docs/api.md")
    group.addoption("--hotline", metavar="URL", default="", help="run tests/conformance alone, against this hotline; it gets test tickets")
    group.addoption(
        "--hotline-name", metavar="NAME", default="supervisor", help="who signs in there; HOTLINE_PASSWORD holds the password (%(default)s)"
    )


def pytest_configure(config: pytest.Config) -> None:
    """Let out who asked for another machine."""
    if config.getoption("--hotline"):
        sitecustomize.let_out()


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """With `--hotline`, look at nothing but the conformance suite."""
    ours = Path(__file__).with_name("conformance")
    apart = config.getoption("--hotline") and collection_path != ours.parent and not collection_path.is_relative_to(ours)
    return True if apart and collection_path.is_relative_to(ours.parent) else None


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail a run in which anything wanted to reach another machine, even where the test took no notice."""
    refused = Path(os.environ[sitecustomize.REFUSALS])
    if not hasattr(session.config, "workerinput") and refused.exists():
        told = refused.read_text(encoding="utf-8")
        refused.unlink()
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
        sys.stderr.write(f"\nreached for another machine:\n{told}")


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Call a test by a long text's name: megabytes would be its name in every report, and in the environment of the programs that it starts."""
    return argname if isinstance(val, str | bytes) and len(val) > LONGEST_ID else None


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let one worker try everything on a dear fixture."""
    for item in items:
        for name in set(DEAR).intersection(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.xdist_group(name))


def pytest_collection_finish() -> None:
    """Look for garbage again, but never among the tests themselves."""
    gc.freeze()
    gc.set_threshold(*GARBAGE)
    gc.enable()


@pytest.fixture(scope="session")
def floor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Where the folders of all tests stand, numbered; pytest's own way looks through all of them for the next number."""
    folder = tmp_path_factory.mktemp("floor")
    return (folder / str(number) for number in count())


@pytest.fixture
def tmp_path(floor: Iterator[Path]) -> Path:
    """A folder of the test's own, empty."""
    folder = next(floor)
    folder.mkdir(mode=0o700)
    return folder


@pytest.fixture(autouse=True)
def nobody_s_own_files(monkeypatch: pytest.MonkeyPatch, floor: Iterator[Path]) -> None:
    """Keep a developer's own settings, token and language out of the tests."""
    home = next(floor)
    home.mkdir(mode=0o700)
    monkeypatch.setenv("PAIDAN_HOME", str(home))
    for name in ("PAIDAN_URL", "PAIDAN_TOKEN", "PAIDAN_LANG", "NO_COLOR", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")


@pytest.fixture(scope="session")
def hotline(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hotline]:
    """A hotline with a small quiet city whose time goes as ours does; shared, so leave tickets of others alone."""
    if sys.platform == "win32":
        pytest.skip("the hotline heeds POSIX signals")
    with serving(tmp_path_factory.mktemp("hotline"), "--scenario", "quiet_day", "--speed", "1", "--tickets", "60", "--lang", "zh") as hotline:
        yield hotline


@pytest.fixture(scope="session")
def loaded_boston(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    """Boston's half-year as it stood at noon on 30 August 2011."""
    records = DATA / "boston311" / "boston_2011H2.csv.gz"
    return load(tmp_path_factory.mktemp("boston"), records, "--as-of", "2011-08-30T12:00:00-04:00")


@pytest.fixture(scope="session")
def loaded_messages(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    """All 5,710 Chinese messages, without the file of replies."""
    return load(tmp_path_factory.mktemp("messages"), DATA / "tipdm2020c" / "messages.jsonl")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder for one person's files."""
    return tmp_path / "paidan"
