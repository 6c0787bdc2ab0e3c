"""A person's own keys: what makes sense is used, and of the rest each line is named with what stands against it."""

import pytest

from tui import keymap
from tui.starting.own_keys import own_keys
from tui.words.words import Words

SAY = Words("en")


def keys_of(rows: tuple[keymap.Key, ...], id: str) -> tuple[str, ...]:
    return next(row.keys for row in rows if row.id == id)


def test_without_any_the_table_stands_as_it_is() -> None:
    assert own_keys((), SAY) == (keymap.KEYS, {}, ())


def test_a_clash_names_the_line_the_key_and_the_row_that_has_it_and_costs_no_other_line() -> None:
    own = own_keys((("reassign", ("d",)), ("note", ("Q",))), SAY)
    assert own.troubles == ("settings.toml, [keys] reassign: d already means Dispatch (dispatch) in: Queue; this line was not used",)
    assert (keys_of(own.rows, "reassign"), keys_of(own.rows, "note")) == (keys_of(keymap.KEYS, "reassign"), ("Q",))
    assert set(own.changed) == {"act.note"}


def test_two_that_change_places_do_not_clash() -> None:
    own = own_keys((("reassign", ("d",)), ("dispatch", ("r",))), SAY)
    assert own.troubles == ()
    assert (keys_of(own.rows, "reassign"), keys_of(own.rows, "dispatch")) == (("d",), ("r",))


def test_of_two_lines_for_one_key_the_later_one_goes() -> None:
    own = own_keys((("reassign", ("Q",)), ("note", ("Q",))), SAY)
    assert len(own.troubles) == 1
    assert own.troubles[0].startswith("settings.toml, [keys] note: Q already means Reassign (reassign)")
    assert set(own.changed) == {"act.reassign"}


@pytest.mark.parametrize(
    ("row", "key", "said"),
    [
        ("dispach", "x", "no such row; near it: dispatch"),
        ("zzzzzz", "x", "no such row; docs/keys.md has them"),
        ("note", "ctrl-n", "ctrl-n is no key"),
        ("note", "ecs", "ecs is no key"),
    ],
)
def test_what_is_no_row_or_no_key_is_named(row: str, key: str, said: str) -> None:
    own = own_keys(((row, (key,)),), SAY)
    assert said in own.troubles[0]
    assert (own.rows, own.changed) == (keymap.KEYS, {})


def test_in_chinese_too() -> None:
    (said,) = own_keys((("reassign", ("d",)),), Words("zh")).troubles
    assert said == "settings.toml [keys] reassign：d 在「队列」已是「派单」（dispatch），这一行没有采用"


@pytest.mark.parametrize("key", ["d", "、", "ctrl+s", "shift+f5", "escape", "pageup", "ctrl+shift+x"])
def test_keys_as_people_write_them(key: str) -> None:
    assert not any("is no key" in trouble for trouble in own_keys((("note", (key,)),), SAY).troubles)


def test_every_usual_key_is_written_in_that_way() -> None:
    from tui.starting.own_keys import KEY

    assert [key for row in keymap.KEYS for key in row.keys if not KEY.fullmatch(key)] == []
