"""The settings file: defaults, mistakes that are said and stop nothing, views that are saved beside what was written."""

from pathlib import Path

import pytest

from tui import settings
from tui.settings import Settings


def test_no_file_means_the_defaults(tmp_path: Path) -> None:
    assert settings.read(tmp_path / "settings.toml") == Settings()


def test_everything_can_be_set(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text('lang = "zh"\nascii = true\ntheme = "ansi-light"\n[keys]\nreassign = ["R", "f4"]\n[views]\n"夜班" = "tier:2h"\n', "utf-8")
    assert settings.read(file) == Settings(lang="zh", ascii=True, theme="light", keys=(("reassign", ("R", "f4")),), views=(("夜班", "tier:2h"),))


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
    assert settings.save_view(file, "夜班", 'tier:2h "a b"').views == (("夜班", 'tier:2h "a b"'),)
    file.write_text("# mine\n" + file.read_text("utf-8") + '[keys]\nundo = "z"\n', "utf-8")
    found = settings.save_view(file, "夜班", "tier:24h")
    assert found.views == (("夜班", "tier:24h"),)
    assert found.keys == (("undo", ("z",)),)
    assert file.read_text("utf-8").startswith("# mine\n")
