"""The theme chosen on the desk: seen at once, left without a trace, kept in the settings file."""

from pathlib import Path

from textual.app import ComposeResult
from textual.filter import LineFilter

from tests.tui.desk_parts import Bench, ticket
from tests.tui.queue.test_queue import screen_text
from tests.tui.waiting import until
from tui import settings
from tui.link import LinkChanged, Ticked
from tui.painted import Painted
from tui.settings import Settings
from tui.themes import NAMES, theme
from widgets.forms.inputs import NoteArea


def ground(bench: Bench) -> object:
    """What the last cell stands on."""
    return list(bench.app.screen._compositor.render_strips()[-1])[-1].style.bgcolor  # type: ignore[union-attr]


async def test_a_theme_is_chosen_by_seeing_it(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text('# mine\nbell = false\n\n[keys]\nreassign = ["R"]\n', "utf-8")
    bench = Bench(tmp_path, [ticket(at) for at in range(5)], settings=settings.read(file), lang="en")
    bench.desk.settings_file = file
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: bench.queue.strip.counted)
        await pilot.press("T")
        await until(pilot, lambda: "sixteen" in "".join(screen_text(bench)))
        assert "000001" in "".join(screen_text(bench)), "what is chosen is seen on the queue itself"
        await pilot.press("down")
        await until(pilot, lambda: bench.app.theme_shown == "dark")
        await until(pilot, lambda: ground(bench) == theme("dark", "truecolor").looks["text"].bgcolor)
        bench.app.post_message(LinkChanged("lost", float(bench.wall), "refused"))
        await until(pilot, lambda: f"offline since {bench.desk.clock_time(bench.wall)}" in "".join(screen_text(bench)))
        await pilot.press("escape")
        await until(pilot, lambda: bench.app.theme_shown == "sixteen" and ground(bench) != theme("dark", "truecolor").looks["text"].bgcolor)
        assert "theme" not in file.read_text("utf-8")
        await pilot.press("T", *"light", "enter")
        await until(pilot, lambda: bench.desk.settings.theme == "light")
        await until(pilot, lambda: ground(bench) == theme("light", "truecolor").looks["text"].bgcolor)
        assert file.read_text("utf-8") == 'theme = "light"\n# mine\nbell = false\n\n[keys]\nreassign = ["R"]\n'
        assert settings.read(file)._replace(theme="sixteen") == Settings(bell=False, keys=(("reassign", ("R",)),))
    bench.close()


async def test_a_file_that_cannot_be_written_is_said_and_the_theme_holds(tmp_path: Path) -> None:
    bench = Bench(tmp_path, [ticket(1)], lang="en")
    bench.desk.settings_file = tmp_path / "mirror.db" / "settings.toml"
    async with bench.app.run_test(size=(120, 24)) as pilot:
        await until(pilot, lambda: bench.queue.strip.counted)
        await pilot.press("T", *"night", "enter")
        await until(pilot, lambda: "could not be written down" in "".join(screen_text(bench)))
        assert bench.app.theme_shown == "night"
    bench.close()


async def test_every_theme_has_a_painter_of_its_own(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    async with bench.app.run_test(size=(80, 24)):
        painters: list[LineFilter] = []
        for name in NAMES:
            bench.desk.settings = bench.desk.settings._replace(theme=name)
            painters.append(bench.app.get_line_filters()[0])
        assert len(set(map(id, painters))) == len(NAMES)
    bench.close()


async def test_on_a_slow_line_the_seconds_go_by_in_fives(tmp_path: Path) -> None:
    for link, heard in (("slow", 1), ("fast", 5)):
        bench = Bench(tmp_path, settings=Settings(link=link))
        async with bench.app.run_test(size=(80, 24)) as pilot:
            bench.app._tick_at_whole_second = lambda: None  # type: ignore[method-assign]  # the test's own seconds pass here
            seen: list[object] = []
            bench.app._to_screens = seen.append  # type: ignore[assignment, method-assign]
            for second in range(5):
                bench.wall = 1_000.0 + second
                bench.app._tick()
            await pilot.pause()
            assert seen.count(Ticked) == heard
        bench.close()


def test_a_setting_is_written_before_the_tables_and_in_its_own_place(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "settings.toml"
    settings.keep(file, "theme", "dark")
    assert file.read_text("utf-8") == 'theme = "dark"\n'
    file.write_text('lang = "zh"\ntheme="night"\n[views]\ntheme = "x"\n', "utf-8")
    settings.keep(file, "theme", "dark")
    assert file.read_text("utf-8") == 'lang = "zh"\ntheme = "dark"\n[views]\ntheme = "x"\n'


class OneNote(Painted):
    """A note that is empty, and one that is not, in the dark theme."""

    theme_shown = "dark"

    def __init__(self) -> None:
        super().__init__(ansi_color=True)
        self.theme = "ansi-dark"

    def compose(self) -> ComposeResult:
        yield NoteArea("", hint="what to say")
        yield NoteArea("said")


async def test_one_sees_where_one_types_and_what_is_only_a_hint() -> None:
    looks = theme("dark", "truecolor").looks
    app = OneNote()
    async with app.run_test(size=(40, 8)):
        looked = {part.text.strip(): part.style for strip in app.screen._compositor.render_strips() for part in strip if part.style}
    cursor, hint, text = looked["w"], looked["hat to say"], looked["said"]
    assert (cursor.color, cursor.bgcolor) == (looks["text"].bgcolor, looks["text"].color)
    assert hint.color == looks["hint"].color
    assert text.color == looks["text"].color
