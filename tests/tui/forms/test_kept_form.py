"""A form's line of keys names those that work, as the person has them."""

import pytest

from tui import keymap
from tui.forms.kept_form import hints_of
from tui.words.words import Words


@pytest.mark.parametrize(
    ("groups", "changes", "said"),
    [
        (("form",), {}, "^S/F10 确认 Tab 下一项 Esc 返回"),
        (("register", "form"), {}, "F2 受理并派单 ^S/F10 确认 Tab 下一项 Esc 返回"),
        (("form",), {"confirm": ("f6",)}, "F6 确认 Tab 下一项 Esc 返回"),
        (("form",), {"confirm": ("ctrl+y",)}, "^Y 确认 Tab 下一项 Esc 返回"),
    ],
)
def test_the_line_of_keys(groups: tuple[str, ...], changes: dict[str, tuple[str, ...]], said: str) -> None:
    rows = [row for group in groups for row in keymap.effective(changes) if row.where == group and row.footer]
    assert " ".join(f"{key} {word}" for key, word in hints_of(rows, Words("zh"))) == said
