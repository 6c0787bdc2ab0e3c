"""The key table: twins, clashes, own keys, and the page made from it."""

from pathlib import Path

import pytest

from tui import keymap
from tui.words.words import Words

ROOT = Path(__file__).parents[2]


def test_every_single_sign_works_in_its_full_width_form() -> None:
    assert keymap.twins(("/", "、", ":", "j", "space")) == (
        "slash", "fullwidth_solidus", "ideographic_comma", "colon", "fullwidth_colon", "j", "ｊ", "space", "ideographic_space",
    )  # fmt: skip


def test_every_action_has_a_key_that_an_input_method_cannot_swallow() -> None:
    for row in keymap.KEYS:
        safe = [key for key in row.keys if len(key) > 1 or key.isdigit() or not key.isalnum()]
        assert safe, f"{row.id} has letters only"


def test_the_table_has_no_clash_and_no_name_twice() -> None:
    assert keymap.effective({}) == keymap.KEYS
    names = [(row.where, row.id) for row in keymap.KEYS]
    assert len(set(names)) == len(names)


def test_own_keys_are_put_in_and_clashes_are_named() -> None:
    rows = keymap.effective({"reassign": ("R", "f4")})
    assert next(row.keys for row in rows if row.id == "reassign") == ("R", "f4")
    assert keymap.changed({"reassign": ("R", "f4")}) == {"act.reassign": "R,Ｒ,f4"}
    with pytest.raises(keymap.Clash, match="d means both dispatch and reassign"):
        keymap.effective({"reassign": ("d",)})


def test_a_key_is_found_however_it_is_written() -> None:
    row = next(row for row in keymap.KEYS if row.id == "filter")
    assert {"/", "／", "、", "slash", "ctrl+s", "^s"} <= keymap.spelled(row)
    assert "esc" in keymap.spelled(next(row for row in keymap.KEYS if row.id == "back"))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_row_has_its_words(lang: str) -> None:
    say = Words(lang)
    for row in keymap.KEYS:
        assert say(f"keys.{row.id}")
        assert say(f"keys.{row.id}_help")
        assert say(f"keys.where_{row.where}")


def test_the_page_of_keys_is_what_the_table_says() -> None:
    assert (ROOT / "docs/keys.md").read_text(encoding="utf-8") == keymap.document(Words("en")), "make docs writes it anew"
