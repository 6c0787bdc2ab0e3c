"""The tree keeps its shape: short files, short functions, one sentence on top, a test beside every file."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("api_client", "fixtures", "widgets", "tui")
SOURCES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
MAX_FILE_LINES = 300
MAX_SCREEN_LINES = 200
MAX_FUNCTION_LINES = 40

TESTED_ELSEWHERE = {
    "api_client/models": "words without behaviour: every test speaks them, and tests/test_docs.py lists them",
    "fixtures/rules": "rules make sense together: tests/fixtures/rules tells them as stories and holds them to properties",
    "fixtures/sentences": "tests/fixtures/sentences/test_whole.py reads every table",
    "fixtures/reports/by_name.py": "chooses among the reports, which tests/fixtures/reports tries one by one",
    "fixtures/cabinets.py": "asked over the wire in tests/fixtures/routes/test_dossiers.py",
    "fixtures/readiness.py": "asked over the wire in tests/fixtures/routes/test_operators.py, as is the next",
    "fixtures/witness.py": "",
    "fixtures/questions.py": "the half of the office that changes nothing: tests/fixtures/test_office.py",
    "tui/app.py": "pressed through tests.tui.queue.test_queue.py and tests.tui.starting.test_start.py",
    "tui/commands/asks_again.py": "tests/tui/commands/test_asks_of.py",
    "tui/forms/effect_pane.py": "tests/tui/screens/test_form.py, as are the next two",
    "tui/forms/frame.py": "",
    "tui/forms/kept_form.py": "",
    "tui/narrowing.py": "typed in tests/tui/screens/test_audit.py and test_catalogue.py",
    "tui/anew.py": "every test of a screen that asks something; the monkey in tests/stories most of all",
    "tui/ticket/contacts.py": "tests/tui/screens/test_ticket.py, as is the next",
    "tui/ticket/clipboard.py": "",
    "tui/ticket/told.py": "the half of the ticket screen that tells: tests/tui/screens/test_ticket.py",
    "widgets/ticket/clock_story.py": "tests/widgets/ticket/test_clock_bars.py",
    "widgets/dossiers/told.py": "tests/widgets/dossiers/test_page.py",
    "widgets/ticket/page_parts.py": "tests/widgets/ticket/test_page.py",
    "tui/desk.py": "the service behind every test of a screen, as is the next",
    "tui/known_city.py": "",
    "tui/forms/register_frame.py": "the half of the form of a call that is seen: tests/tui/screens/test_register.py",
    "tui/commands/held.py": "tests/tui/screens/test_form.py",
    "tui/work/keys.py": "the half of the lists of work that acts: pressed in tests/tui/screens/test_work.py",
    "tui/work/beside.py": "tests/tui/screens/test_work_beside.py",
    "tui/starting/opening.py": "the first step of every desk in tests/tui/starting/test_first_page.py",
    "tui/queue/page.py": "what tests/tui/starting/test_first_page.py sees",
    "tui/queue/filter.py": "pressed in tests.tui.queue.test_queue_keys.py, as are the next three",
    "tui/queue/frame.py": "",
    "tui/queue/live.py": "",
    "tui/queue/marks.py": "",
    "tui/display/start.py": "words without behaviour",
    "tui/night/acts.py": "the half of the night screen that acts: pressed in tests/tui/screens/test_night.py",
    "tui/night/look.py": "what tests/tui/screens/test_night.py sees",
    "tui/night/vigil.py": "rings and dims in tests/tui/screens/test_night.py; its rules are in tests/tui/night/test_alarm.py",
    "tui/painted.py": "tests/tui/test_themes.py and tests/tui/screens/test_night.py",
    "widgets/night/card.py": "seen in tests/tui/screens/test_night.py, as is widgets/night/page.py",
    "widgets/night/page.py": "",
    "widgets/night/sheet.py": "read and signed in tests/tui/screens/test_handover.py",
    "tui/palette/line.py": "tests/tui/palette/test_line.py, as are the next three",
    "tui/palette/entries.py": "",
    "tui/palette/choosing.py": "",
    "tui/palette/set_here.py": "",
    "tui/cli/grammar.py": "read in tests/tui/cli/test_parser.py",
    "tui/display/web.py": "runs in tests/tui/starting/test_browser.py",
    "tui/screens/": "screens are pressed as a person does, in tests/tui",
    "tui/words": "tests/tui/test_words.py reads every table",
    "tui/__main__.py": "tests/tui/cli runs it as a program",
    "tui/cli/known.py": "the first step of every test in tests/tui/cli/test_session.py",
    "widgets/cells/columns.py": "seen in tests/widgets/queue/test_ticket_list.py, as are the next five",
    "widgets/cells/glyphs.py": "",
    "widgets/queue/line_drawing.py": "",
    "widgets/queue/line_window.py": "",
    "widgets/cells/painting.py": "",
    "widgets/queue/preview.py": "",
    "widgets/queue/filter_line.py": "tests/widgets/lines/test_around.py, as are the next six",
    "widgets/lines/keys.py": "",
    "widgets/lines/around.py": "",
    "widgets/lines/offers.py": "",
    "widgets/lines/one_line.py": "",
    "widgets/lines/status.py": "",
    "widgets/queue/tier_strip.py": "",
    "widgets/chooser.py": "opened in tests.tui.queue.test_queue.py, as help and palette",
}
"""Files and folders without a test file of their own, and where they are tested."""


def test_no_exception_outlives_its_file() -> None:
    assert not [place for place in TESTED_ELSEWHERE if not (ROOT / place).exists()]


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


@pytest.fixture(scope="module")
def trees() -> dict[Path, ast.Module]:
    return {path: ast.parse(path.read_text(encoding="utf-8")) for path in SOURCES}


def test_no_file_is_long() -> None:
    long = {name(path): lines for path in SOURCES if (lines := path.read_text(encoding="utf-8").count("\n")) > MAX_FILE_LINES}
    assert not long


def test_no_screen_is_long() -> None:
    screens = sorted((ROOT / "tui" / "screens").glob("*.py"))
    assert not {name(path): lines for path in screens if (lines := path.read_text(encoding="utf-8").count("\n")) > MAX_SCREEN_LINES}


def test_no_action_is_owned_by_a_screen() -> None:
    """What a command needs to be asked, kept and asked again stands in one place for all screens."""
    asking = ("desk.put(", "desk.redo(", "outbox.retry(", 'screen("form"')
    screens = sorted((ROOT / "tui" / "screens").glob("*.py"))
    assert not [(name(path), call) for path in screens for call in asking if call in path.read_text(encoding="utf-8")]


def test_no_function_is_long(trees: dict[Path, ast.Module]) -> None:
    long = {
        f"{name(path)}:{node.name}": lines
        for path, tree in trees.items()
        for node in functions(tree)
        if (lines := (node.end_lineno or 0) - node.lineno + 1) > MAX_FUNCTION_LINES
    }
    assert not long


def test_one_sentence_opens_every_file(trees: dict[Path, ast.Module]) -> None:
    silent = [name(path) for path, tree in trees.items() if not (ast.get_docstring(tree) or "").partition("\n")[0].endswith((".", "`", "。"))]
    assert not silent


def test_a_folder_re_exports_nothing(trees: dict[Path, ast.Module]) -> None:
    talkative = [name(path) for path, tree in trees.items() if path.name == "__init__.py" and len(tree.body) != 1]
    assert not talkative


def test_no_file_is_a_drawer() -> None:
    drawers = [name(path) for path in SOURCES if path.stem in ("utils", "helpers", "base", "common", "misc")]
    assert not drawers


def test_every_file_has_its_test() -> None:
    tests = {path.relative_to(ROOT / "tests").as_posix() for path in (ROOT / "tests").rglob("test_*.py")}
    untested = []
    for path in SOURCES:
        relative = path.relative_to(ROOT)
        beside = f"{relative.parent.as_posix()}/test_{path.stem.strip('_')}"
        exempt = path.name == "__init__.py" or any(name(path).startswith(place) for place in TESTED_ELSEWHERE)
        if not exempt and not any(test == f"{beside}.py" or test.startswith(f"{beside}_") for test in tests):
            untested.append(name(path))
    assert not untested
