"""The settings file: defaults, mistakes that are said and stop nothing, views that are saved beside what was written."""

from pathlib import Path

import pytest

from tui import settings
from tui.settings import Settings, View


def test_no_file_means_the_defaults(tmp_path: Path) -> None:
    assert settings.read(tmp_path / "settings.toml") == Settings()


def test_everything_can_be_set(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text('lang = "zh"\nascii = true\ntheme = "ansi-light"\n[keys]\nreassign = ["R", "f4"]\n[views]\n"夜班" = "tier:2h"\n', "utf-8")
    assert settings.read(file) == Settings(lang="zh", ascii=True, theme="light", keys=(("reassign", ("R", "f4")),), views=(View("夜班", "tier:2h"),))


def test_mistakes_are_named_and_the_rest_holds(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text('lang = "fr"\nascii = 1\ncolour = "red"\npreview = false\n[keys]\nreassign = 3\n', "utf-8")
    found = settings.read(file)
    assert found.preview is False
    assert found.lang == ""
    assert [trouble.split(":")[0] + ":" + trouble.split()[1] for trouble in found.troubles] == [
        "settings:colour", "settings:lang", "settings:ascii", "settings:keys.reassign",
    ]  # fmt: skip


@pytest.mark.parametrize(("said", "held"), [("0", 0), ("60", 60), ("61", 5), ("-1", 5), ("true", 5), ('"3"', 5)])
def test_how_long_a_command_can_be_taken_back(tmp_path: Path, said: str, held: int) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(f"undo_seconds = {said}\n", "utf-8")
    found = settings.read(file)
    assert found.undo_seconds == held
    assert bool(found.troubles) is (str(held) != said)


def test_a_file_that_is_no_toml_is_said(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    for content in (b"lang = ", b"\xff\xfe"):
        file.write_bytes(content)
        assert settings.read(file).troubles[0].startswith("settings.toml: ")


def test_a_view_is_saved_beside_what_the_person_wrote(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "settings.toml"
    assert settings.save_view(file, View("夜班", 'tier:2h "a b"')).views == (View("夜班", 'tier:2h "a b"'),)
    file.write_text("# mine\n" + file.read_text("utf-8") + 'mine = "x"\n[keys]\nundo = "z"\nmine = ["M"]\n', "utf-8")
    settings.save_view(file, View("夜班", "tier:24h"))
    found = settings.save_view(file, View("mine", "waits:me", ("countdown", "title")))
    assert found.views == (View("mine", "waits:me", ("countdown", "title")), View("夜班", "tier:24h"))
    assert found.keys == (("undo", ("z",)), ("mine", ("M",)))
    assert file.read_text("utf-8").startswith("# mine\n")


def test_a_file_that_cannot_be_read_is_left_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text("lang = \n", "utf-8")
    with pytest.raises(ValueError, match="line 1"):
        settings.save_view(file, View("a", "b"))
    assert file.read_text("utf-8") == "lang = \n"


def test_views_with_order_and_columns(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(
        'columns = ["title", "colour"]\n[views]\n'
        'a = { filter = "tier:2h", sort = "newest", columns = ["number", "age"] }\nb = { colour = "red" }\nc = 3\n',
        "utf-8",
    )
    found = settings.read(file)
    assert found.columns == ("title",)
    assert found.views == (View("a", "tier:2h sort:newest", ("number", "age")), View("b", ""))
    assert [trouble.partition(":")[2].split()[0].rstrip(":") for trouble in found.troubles] == ["columns", "views.b.colour", "views.c"]


def test_a_linked_file_stays_a_link_and_keeps_its_mode(tmp_path: Path) -> None:
    kept, link = tmp_path / "dotfiles/paidan.toml", tmp_path / "settings.toml"
    link.symlink_to(kept)
    settings.keep(link, "lang", "zh")  # it may lead to where nothing is yet
    kept.chmod(0o640)
    settings.keep(link, "theme", "light")
    settings.save_view(link, View("a", "tier:2h"))
    assert link.is_symlink()
    assert settings.read(kept) == Settings(lang="zh", theme="light", views=(View("a", "tier:2h"),))
    assert kept.stat().st_mode & 0o777 == 0o640
    assert list(kept.parent.iterdir()) == [kept]
