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
    "tests/api_client/test_lies.py": ("api_client/answers.py", "api_client/wire.py"),
    "tests/fixtures/city/test_check.py": ("fixtures/city/fault_words.py", "fixtures/city/faults.py"),
    "tests/fixtures/city/test_schema_text.py": ("fixtures/city/policy_schema.py", "fixtures/city/settings_schema.py"),
    "tests/fixtures/city/test_settings.py": ("fixtures/city/near.py",),
    "tests/fixtures/deciding/test_office.py": ("fixtures/deciding/questions.py",),
    "tests/fixtures/feed/test_ring.py": ("fixtures/deciding/overheard.py", "fixtures/feed/hub.py"),
    "tests/fixtures/log/test_events.py": ("fixtures/log/sqlite.py", "fixtures/log/store.py"),
    "tests/fixtures/log/test_postgres.py": ("fixtures/log/doorbell.py", "fixtures/log/lasting.py"),
    "tests/fixtures/serving/test_command.py": ("fixtures/log/time_kept.py", "fixtures/serving/progress.py"),
    "tests/fixtures/reports": ("fixtures/reports/by_name.py",),
    "tests/fixtures/rules": ("fixtures/rules/",),
    "tests/fixtures/sentences/test_whole.py": ("fixtures/sentences/",),
    "tests/fixtures/test_main.py": ("fixtures/keeping/command.py", "fixtures/keeping/people.py"),
    "tests/fixtures/verify/test_whole.py": ("fixtures/verify/folding.py",),
    "tests/fixtures/web/routes/test_dossiers.py": ("fixtures/reading/dossiers.py",),
    "tests/fixtures/web/routes/test_operators.py": ("fixtures/operating/readiness.py", "fixtures/web/witness.py"),
    "tests/stories/test_webhooks.py": ("fixtures/webhooks/command.py",),
    "tests/test_docs.py": ("api_client/models/",),
    "tests/tui/cli": ("tui/__main__.py",),
    "tests/tui/cli/test_parser.py": ("tui/cli/grammar.py",),
    "tests/tui/cli/test_session.py": ("tui/cli/known.py",),
    "tests/tui/commands/test_asks_of.py": ("tui/commands/asks_again.py",),
    "tests/tui/palette/test_line.py": ("tui/palette/choosing.py", "tui/palette/entries.py", "tui/palette/set_here.py"),
    "tests/tui/queue/test_queue.py": ("tui/app.py", "tui/queue/frame.py", "tui/screens/help.py", "tui/screens/queue.py"),
    "tests/tui/queue/test_queue_keys.py": (
        "tui/queue/filter.py", "tui/queue/live.py", "tui/queue/marks.py", "tui/screens/columns.py", "tui/screens/copied.py", "tui/screens/views.py",
        "widgets/queue/filter_line.py", "widgets/queue/preview.py",
    ),
    "tests/tui/screens": ("tui/anew.py", "tui/desk.py"),
    "tests/tui/screens/test_boards.py": ("tui/table_screen.py",),
    "tests/tui/screens/test_catalogue.py": ("tui/narrowing.py", "tui/screens/choice.py"),
    "tests/tui/screens/test_dossiers.py": ("tui/screens/dossier.py",),
    "tests/tui/screens/test_form.py": ("tui/commands/held.py", "tui/forms/effect_pane.py", "tui/forms/frame.py"),
    "tests/tui/screens/test_handover.py": ("widgets/night/sheet.py",),
    "tests/tui/screens/test_night.py": (
        "tui/night/acts.py", "tui/night/look.py", "tui/painted.py", "widgets/night/card.py", "widgets/night/page.py",
    ),
    "tests/tui/screens/test_register.py": ("tui/forms/register_frame.py",),
    "tests/tui/screens/test_reports.py": ("tui/screens/saving.py",),
    "tests/tui/screens/test_ticket.py": ("tui/ticket/",),
    "tests/tui/screens/test_work.py": ("tui/work/keys.py",),
    "tests/tui/screens/test_work_beside.py": ("tui/work/beside.py",),
    "tests/tui/starting/test_browser.py": ("tui/display/web.py",),
    "tests/tui/starting/test_first_page.py": ("tui/display/start.py", "tui/queue/page.py", "tui/starting/opening.py"),
    "tests/tui/test_looks.py": ("tui/screens/themes.py",),
    "tests/tui/test_words.py": ("tui/words/",),
    "tests/widgets/dossiers/test_page.py": ("widgets/dossiers/told.py",),
    "tests/widgets/lines/test_around.py": (
        "widgets/lines/offers.py", "widgets/lines/one_line.py", "widgets/lines/status.py", "widgets/queue/tier_strip.py",
    ),
    "tests/widgets/queue/test_ticket_list.py": (
        "widgets/cells/columns.py", "widgets/cells/glyphs.py", "widgets/cells/painting.py", "widgets/queue/line_drawing.py",
        "widgets/queue/line_window.py", "widgets/queue/lines.py",
    ),
    "tests/widgets/ticket/test_clock_bars.py": ("widgets/ticket/clock_story.py",),
    "tests/widgets/ticket/test_page.py": ("widgets/ticket/page_parts.py",),
}  # fmt: skip
"""Files and folders (with `/`) that have no test file beside them, by where they are tested."""
EXEMPT = tuple(place for places in TESTED_ELSEWHERE.values() for place in places)


def test_no_exception_outlives_its_file_or_its_test() -> None:
    assert not [place for place in (*TESTED_ELSEWHERE, *EXEMPT) if not (ROOT / place).exists()]
    assert not [place for place in EXEMPT if place.endswith(".py") and beside(ROOT / place)], "a test stands beside them now"


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


def beside(path: Path) -> list[str]:
    """The test files that bear a source's name, in the same place among the tests."""
    folder = ROOT / "tests" / path.parent.relative_to(ROOT)
    stem = f"test_{path.stem.strip('_')}"
    return [test.name for test in folder.glob(f"{stem}*.py") if test.stem == stem or test.stem.startswith(f"{stem}_")]


def test_every_file_has_its_test() -> None:
    sources = [path for path in SOURCES if path.name != "__init__.py" and not name(path).startswith(EXEMPT)]
    assert not [name(path) for path in sources if not beside(path)]
